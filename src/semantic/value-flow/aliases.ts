/**
 * Other names for a value: the one place that says what is still the same value.
 *
 * These are variables that it is assigned to (`var c io.Closer = f`, `d := s.c`), interface and pointer copies, slices of
 * it, conversions that keep it, such as those to named and directional channel types, type assertions and switches,
 * and method values, which are bound to it: after `stop := t.Stop`, a call of `stop` is a call of the method.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import { conversionKeepsValue } from './conversion.ts';
import type { Definition } from './local-variable.ts';
import type { Locals } from './ssa.ts';
import type { Use } from './use.ts';
import { useOf } from './use.ts';

export type Alias =
  /** An expression around the use. */
  | { readonly kind: 'expression'; readonly at: Place; readonly method?: string }
  /** A variable; `definition` is the assignment that gives it the value, undefined for a package-level one. */
  | { readonly kind: 'variable'; readonly symbol: GoSymbol; readonly definition: Definition | undefined };

export interface AliasContext {
  readonly inference: Inference;
  readonly locals: Locals;
}

/** What the use makes the value known as; undefined for a use that gives it no other name. */
export function aliasesOf(context: AliasContext, use: Use): readonly Alias[] | undefined {
  const around: Place = { file: use.at.file, node: use.node };
  switch (use.kind) {
    case 'alias':
      return ofVariable(context, { file: use.at.file, node: use.target ?? NO_NODE });
    case 'sliced':
      return [{ kind: 'expression', at: around }];
    case 'method-value':
      return [{ kind: 'expression', at: around, ...(use.name !== undefined && { method: use.name }) }];
    case 'converted':
      return conversionKeepsValue(context.inference, around, use.at.node) === false
        ? []
        : [{ kind: 'expression', at: around }];
    case 'asserted':
      return treeOf(context.inference.model, around.file).kindOf(around.node) === Kind.TypeSwitchStatement
        ? ofTypeSwitch(context, around)
        : [{ kind: 'expression', at: around }];
    default:
      return undefined;
  }
}

function ofVariable({ inference, locals }: AliasContext, target: Place): readonly Alias[] | undefined {
  const symbol = symbolAt(inference.model, target.file, target.node);
  if (symbol?.kind !== 'variable') return undefined;
  const definition = locals.variable(symbol)?.definitions.find(({ at }) => at.node === target.node);
  return [{ kind: 'variable', symbol, definition }];
}

/** Each clause has a variable of its own. */
function ofTypeSwitch({ inference: { model }, locals }: AliasContext, { file, node }: Place): readonly Alias[] {
  const tree = treeOf(model, file);
  const list = tree.childByField(node, Field.Alias);
  const alias = list === NO_NODE ? NO_NODE : tree.firstNamedChild(list);
  return [...(model.bindings[file]?.switchClauses.keys() ?? [])]
    .filter(({ declaration }) => declaration?.node === alias)
    .map(symbol => ({ kind: 'variable', symbol, definition: locals.variable(symbol)?.definitions[0] }));
}

/** How the code uses the value at a read of `variable`: a return without values reads the named results. */
export function useOfRead(inference: Inference, at: Place, variable: GoSymbol | undefined): Use {
  const isReturn = treeOf(inference.model, at.file).kindOf(at.node) === Kind.ReturnStatement;
  if (!isReturn || variable === undefined) return useOf(inference, at);
  return { kind: 'returned', at, node: at.node, index: variable.owner?.results.indexOf(variable) ?? 0 };
}

/** Where a variable may be read with the value that an assignment gives it. */
export function readsOf(
  { locals }: AliasContext,
  symbol: GoSymbol,
  definition: Definition | undefined,
): readonly Place[] {
  const variable = locals.variable(symbol);
  if (variable === undefined) return symbol.uses;
  const form = locals.of(variable.owner);
  return definition !== undefined && form.isPromoted(symbol) ? form.usesReachedBy(definition) : variable.reads;
}

/** The uses of a value under the names that it has in its function and the function's literals, aliasing apart. */
export function usesUnderNames(context: AliasContext, at: Place): readonly Use[] {
  const found: Use[] = [];
  const seen = new Set<object>();
  const pending: { readonly at: Place; readonly variable?: GoSymbol }[] = [{ at }];
  // A list that grows while it is walked through: a queue.
  for (const read of pending) {
    const use = useOfRead(context.inference, read.at, read.variable);
    const aliases = aliasesOf(context, use);
    if (aliases === undefined) found.push(use);
    for (const alias of aliases ?? []) {
      if (alias.kind === 'expression') pending.push({ at: alias.at });
      else if (alias.definition === undefined) found.push(use);
      else if (!seen.has(alias.definition)) {
        seen.add(alias.definition);
        const { symbol: variable, definition } = alias;
        pending.push(...readsOf(context, variable, definition).map(place => ({ at: place, variable })));
      }
    }
  }
  return found;
}
