/**
 * Where a value goes from the function that has it: what may use it once the function has ended, or beside it.
 *
 * Sees the uses of the value under its local names. What happens behind a call, a field or a closure is for whoever asks
 * to follow. To be the receiver of a method, an operand, or the source of a part is to go nowhere.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import { treeOf } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import { dereferenced } from '../types/type.ts';
import { usesUnderNames } from './aliases.ts';
import type { FieldCell } from './fields.ts';
import type { Use } from './use.ts';
import { isKeyOfStore } from './use.ts';
import type { ValueFlowContext } from './value-uses.ts';

/** What a value is stored in; a `pointer` is `*p = x`. */
export type Store = 'field' | 'global' | 'map' | 'slice' | 'array' | 'channel' | 'pointer';

/** `at` is the use that sends it there. */
export type Destination =
  /** `result`: of the values returned, which one. */
  | { readonly kind: 'returned'; readonly at: Place; readonly result: number }
  /** `cell`: the field, where the package declares its struct. */
  | { readonly kind: 'stored'; readonly at: Place; readonly in: Store; readonly cell?: FieldCell }
  /** `literal`: the function literal that has it, and that runs as a goroutine, when the function ends, or at any time. */
  | { readonly kind: 'captured'; readonly at: Place; readonly by: 'go' | 'defer' | 'closure'; readonly literal: Place }
  /** An argument of a call, also of one that a `go` or `defer` statement makes. */
  | { readonly kind: 'passed'; readonly at: Place; readonly call: Call; readonly argument: number }
  /** Its address is taken, or the use is not understood. */
  | { readonly kind: 'unknown'; readonly at: Place };

/** All that the value of the expression goes to, by the first of several results; empty if it goes nowhere. */
export function destinationsOf(context: ValueFlowContext, at: Place): readonly Destination[] {
  const owner = context.functions.around(at);
  return usesUnderNames(context, at).flatMap(use => captureOf(context, owner, use.at) ?? ofUse(context, use) ?? []);
}

/** The outermost literal around a use that does not just run in place. */
function captureOf(context: ValueFlowContext, owner: GoFunction | undefined, at: Place): Destination | undefined {
  const literals: GoFunction[] = [];
  for (let fn = context.functions.around(at); fn !== undefined && fn !== owner; fn = fn.parent) literals.unshift(fn);
  for (const { place } of literals) {
    const by = runsOf(context, place);
    if (by !== 'call') return { kind: 'captured', at, by, literal: place };
  }
  return undefined;
}

/** How a literal runs: the least bound of all that is done with it. */
function runsOf(context: ValueFlowContext, literal: Place): 'call' | 'go' | 'defer' | 'closure' {
  const ways = usesUnderNames(context, literal).map(use => runOf(context, use));
  if (ways.includes('go')) return 'go';
  if (ways.includes('closure')) return 'closure';
  return ways.includes('defer') ? 'defer' : 'call';
}

function runOf(context: ValueFlowContext, use: Use): 'call' | 'go' | 'defer' | 'closure' {
  if (use.kind === 'operand' || use.kind === 'discarded') return 'call';
  if (use.kind !== 'called' && use.kind !== 'argument') return 'closure';
  const call = context.callAt({ file: use.at.file, node: use.node });
  if (use.kind === 'called') return call.mode;
  const callback = call.effect.callbacks?.[use.index ?? 0];
  if (callback?.runs === 'goroutine') return 'go';
  if (callback?.runs === 'inline') return call.mode;
  return callback?.runs === 'deferred' ? 'defer' : 'closure';
}

function ofUse(context: ValueFlowContext, use: Use): Destination | undefined {
  const { at, kind } = use;
  switch (kind) {
    case 'returned':
      return { kind, at, result: use.index ?? 0 };
    case 'sent':
      return { kind: 'stored', at, in: 'channel' };
    case 'stored':
      return ofTarget(context, at, use.target ?? NO_NODE);
    case 'literal':
      return ofLiteral(context, use);
    case 'index':
      return isKeyOfStore(context.inference, use) ? { kind: 'stored', at, in: 'map' } : undefined;
    case 'alias':
      return { kind: 'stored', at, in: 'global' };
    case 'builtin':
      return use.name === 'append' && use.index !== 0 ? { kind: 'stored', at, in: 'slice' } : undefined;
    case 'argument': {
      const call = context.callAt({ file: at.file, node: use.node });
      return { kind: 'passed', at, call, argument: use.index ?? 0 };
    }
    case 'address':
    case 'other':
      return isStatement(context, use) ? undefined : { kind: 'unknown', at };
    default:
      return undefined;
  }
}

/** The result of a call that stands for itself. */
function isStatement({ inference }: ValueFlowContext, { at, node }: Use): boolean {
  return treeOf(inference.model, at.file).kindOf(node) === Kind.ExpressionStatement;
}

function ofTarget(context: ValueFlowContext, at: Place, node: number): Destination {
  const { inference, fields } = context;
  const tree = treeOf(inference.model, at.file);
  switch (tree.kindOf(node)) {
    case Kind.ParenthesizedExpression:
      return ofTarget(context, at, tree.firstNamedChild(node));
    case Kind.SelectorExpression: {
      const target = { file: at.file, node };
      if (inference.selectorAt(at.file, node)?.kind === 'qualified') return { kind: 'stored', at, in: 'global' };
      const cell = fields.at(target);
      return { kind: 'stored', at, in: 'field', ...(cell !== undefined && { cell }) };
    }
    case Kind.IndexExpression:
      return intoContainer(context, at, tree.childByField(node, Field.Operand));
    case Kind.UnaryExpression:
      return { kind: 'stored', at, in: 'pointer' };
    default:
      return { kind: 'unknown', at };
  }
}

/** A store into an element of what the node, a composite literal or an operand, denotes. */
function intoContainer({ inference }: ValueFlowContext, at: Place, node: number): Destination {
  const type = inference.table.underlying(dereferenced(inference.underlyingAt(at.file, node)));
  if (type.kind === 'map' || type.kind === 'slice' || type.kind === 'array')
    return { kind: 'stored', at, in: type.kind };
  return type.kind === 'struct' ? { kind: 'stored', at, in: 'field' } : { kind: 'unknown', at };
}

function ofLiteral(context: ValueFlowContext, use: Use): Destination {
  const cell = context.fields.ofElement(use.at);
  if (cell !== undefined) return { kind: 'stored', at: use.at, in: 'field', cell };
  return intoContainer(context, use.at, use.node);
}
