/**
 * All uses of a value: through the names that it goes by, the parameters of functions of the package that it is passed
 * to, and the unexported fields that it is stored in.
 *
 * Of a local in SSA form, only the reads that may see this value; of others, and of fields, all. That errs on the side of
 * more uses, which for every question asked here (is it released, does it escape) means silence.
 */
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Alias, AliasContext } from './aliases.ts';
import { aliasesOf, readsOf, useOfRead } from './aliases.ts';
import type { FieldCell, FieldCells } from './fields.ts';
import type { Use } from './use.ts';
import { isKeyOfStore } from './use.ts';
import { isExported } from '../names/exported.ts';

/** A variable or field that holds the value somewhere. */
export type Holder =
  { readonly kind: 'variable'; readonly symbol: GoSymbol } | { readonly kind: 'field'; readonly cell: FieldCell };

export interface ValueUse extends Use {
  /** The function whose code uses it; undefined in a package-level initialiser. */
  readonly within: GoFunction | undefined;
}

/** The value handed to a function of the package, whose parameter then holds it. */
export interface Pass {
  readonly call: Call;
  readonly parameter: GoSymbol;
}

export interface ValueUses {
  readonly holders: readonly Holder[];
  readonly passes: readonly Pass[];
  /** Uses that end the trail: aliasing, passing and storing that was followed is not among them. */
  readonly uses: readonly ValueUse[];
  /** Uses after which code that is not seen may use the value in any way. */
  readonly escapes: readonly ValueUse[];
}

export interface ValueFlowContext extends AliasContext {
  readonly functions: FunctionIndex;
  readonly fields: FieldCells;
  callAt(place: Place): Call;
}

/** A value that is held in more places than this is taken to escape. */
const MAX_HOLDERS = 24;

/** The uses of the value of the expression at `at`, wherever it goes. */
export function usesOfValue(context: ValueFlowContext, at: Place): ValueUses {
  const tracer = new Tracer(context);
  tracer.follow(at);
  return tracer.finish();
}

/** The uses of whatever a variable holds. */
export function usesOfVariable(context: ValueFlowContext, symbol: GoSymbol): ValueUses {
  const tracer = new Tracer(context);
  tracer.hold({ kind: 'variable', symbol }, symbol, symbol.uses);
  return tracer.finish();
}

/** Places that have the value, or a method of it as a function. */
interface Held {
  readonly holder: Holder;
  readonly places: readonly Place[];
  readonly method: string | undefined;
}

class Tracer {
  private readonly context: ValueFlowContext;
  private readonly holders: Holder[] = [];
  private readonly held: Held[] = [];
  /** Definitions, package-level variables and cells, each with the methods whose values it holds; '' for none. */
  private readonly seen = new Map<object, Set<string>>();
  private readonly passes: Pass[] = [];
  private readonly uses: ValueUse[] = [];
  private readonly escapes: ValueUse[] = [];

  constructor(context: ValueFlowContext) {
    this.context = context;
  }

  /** @param identity what holds the value: the definition of a variable, the variable itself, or a cell. */
  hold(holder: Holder, identity: object, places: readonly Place[], method?: string): void {
    const methods = this.seen.get(identity) ?? new Set();
    if (methods.has(method ?? '')) return;
    this.seen.set(identity, methods.add(method ?? ''));
    this.held.push({ holder, places, method });
    if (method === undefined && !this.holders.some(known => isSame(known, holder))) this.holders.push(holder);
  }

  finish(): ValueUses {
    // A list that grows while it is walked through: a queue.
    for (const [index, { holder, places, method }] of this.held.entries()) {
      if (index >= MAX_HOLDERS) break;
      const variable = holder.kind === 'variable' ? holder.symbol : undefined;
      for (const place of places) this.follow(place, method, variable);
    }
    const { holders, passes, uses, escapes } = this;
    return { holders, passes, uses, escapes: this.held.length > MAX_HOLDERS ? uses : escapes };
  }

  /** Goes on from one expression that has the value, or its method. */
  follow(at: Place, method?: string, variable?: GoSymbol): void {
    const use = useOfRead(this.context.inference, at, variable);
    const aliases = aliasesOf(this.context, use);
    if (aliases !== undefined) {
      for (const alias of aliases) this.followAlias(use, alias, method);
      return;
    }
    switch (use.kind) {
      case 'stored':
        this.intoField(use, this.context.fields.at({ file: use.at.file, node: use.target ?? NO_NODE }), method);
        return;
      case 'literal':
        this.intoField(use, this.context.fields.ofElement(use.at), method);
        return;
      case 'argument':
        this.followArgument(use, method);
        return;
      case 'called':
        this.record(method === undefined ? use : { ...use, kind: 'method', name: method }, false);
        return;
      case 'builtin':
        this.record(use, use.name === 'append' && use.index !== 0);
        return;
      case 'index':
        this.record(use, isKeyOfStore(this.context.inference, use));
        return;
      case 'assigned':
        // Of a field, all places are followed, also those that store the value.
        if (variable !== undefined) this.record(use, false);
        return;
      case 'alias':
      case 'returned':
      case 'sent':
      case 'address':
      case 'other':
        this.record(use, true);
        return;
      default:
        this.record(use, false);
    }
  }

  private record(use: Use, escapes: boolean): void {
    const valueUse = { ...use, within: this.context.functions.around(use.at) };
    this.uses.push(valueUse);
    if (escapes) this.escapes.push(valueUse);
  }

  private followAlias(use: Use, alias: Alias, method: string | undefined): void {
    if (alias.kind === 'expression') {
      this.follow(alias.at, alias.method ?? method);
      return;
    }
    const { symbol, definition } = alias;
    if (symbol.role === 'global' && isExported(symbol.name)) this.record(use, true);
    else
      this.hold({ kind: 'variable', symbol }, definition ?? symbol, readsOf(this.context, symbol, definition), method);
  }

  /** A store into an unexported field of a struct of the package; any other is an escape. */
  private intoField(use: Use, cell: FieldCell | undefined, method: string | undefined): void {
    if (cell === undefined || isExported(cell.name)) this.record(use, true);
    else this.hold({ kind: 'field', cell }, cell, cell.selectors, method);
  }

  private followArgument(use: Use, method: string | undefined): void {
    const call = this.context.callAt({ file: use.at.file, node: use.node });
    const index = use.index ?? 0;
    const { target, effect } = call;
    const variadic = target !== undefined && this.context.inference.signatureOf(target).variadic;
    if (target !== undefined && !variadic && target.parameters.length > index) {
      this.pass(call, target.parameters[index], method);
    } else if (method === undefined) this.record(use, effect.borrows !== true);
    // Whoever calls back calls the method.
    else if (effect.callbacks?.[index] !== undefined) this.record({ ...use, kind: 'method', name: method }, false);
    else this.record(use, true);
  }

  private pass(call: Call, parameter: GoSymbol | undefined, method: string | undefined): void {
    if (parameter === undefined) return;
    if (method === undefined) this.passes.push({ call, parameter });
    const definition = this.context.locals.variable(parameter)?.definitions[0];
    const places = readsOf(this.context, parameter, definition);
    this.hold({ kind: 'variable', symbol: parameter }, definition ?? parameter, places, method);
  }
}

function isSame(a: Holder, b: Holder): boolean {
  if (a.kind === 'variable') return b.kind === 'variable' && a.symbol === b.symbol;
  return b.kind === 'field' && a.cell === b.cell;
}
