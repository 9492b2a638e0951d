/**
 * All uses of a value: through the variable that holds it, its aliases, the parameters of functions of the package
 * that it is passed to, and the unexported fields that it is stored in.
 *
 * Flow-insensitive: two values held by one variable share their uses. That errs on the side of more uses, which for
 * every question asked here (is it released, does it escape) means silence.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { FieldCell, FieldCells } from './fields.ts';
import type { Use } from './use.ts';
import { useOf } from './use.ts';

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

export interface ValueFlowContext {
  readonly inference: Inference;
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
  tracer.hold({ kind: 'variable', symbol });
  return tracer.finish();
}

class Tracer {
  private readonly context: ValueFlowContext;
  private readonly holders: Holder[] = [];
  private readonly seen = new Set<GoSymbol | FieldCell>();
  private readonly passes: Pass[] = [];
  private readonly uses: ValueUse[] = [];
  private readonly escapes: ValueUse[] = [];
  private next = 0;

  constructor(context: ValueFlowContext) {
    this.context = context;
  }

  hold(holder: Holder): void {
    const identity = holder.kind === 'variable' ? holder.symbol : holder.cell;
    if (this.seen.has(identity)) return;
    this.seen.add(identity);
    this.holders.push(holder);
  }

  finish(): ValueUses {
    for (let holder = this.holders[this.next++]; holder !== undefined; holder = this.holders[this.next++]) {
      if (this.holders.length > MAX_HOLDERS) break;
      const places = holder.kind === 'variable' ? holder.symbol.uses : holder.cell.selectors;
      for (const place of places) this.follow(place);
    }
    const { holders, passes, uses, escapes } = this;
    return { holders, passes, uses, escapes };
  }

  /** Goes on from one expression that has the value. */
  follow(at: Place): void {
    const use = useOf(this.context.inference, at);
    switch (use.kind) {
      case 'alias':
        this.followAlias(use);
        return;
      case 'stored':
        this.followStore(use);
        return;
      case 'literal':
        this.followLiteral(use);
        return;
      case 'argument':
        this.followArgument(use);
        return;
      case 'converted':
        this.follow({ file: at.file, node: use.node });
        return;
      case 'returned':
      case 'sent':
      case 'address':
      case 'method-value':
      case 'asserted':
      case 'other':
        this.record(use, true);
        return;
      default:
        this.record(use, this.holders.length > MAX_HOLDERS);
    }
  }

  private record(use: Use, escapes: boolean): void {
    const valueUse = { ...use, within: this.context.functions.around(use.at) };
    this.uses.push(valueUse);
    if (escapes) this.escapes.push(valueUse);
  }

  private followAlias(use: Use): void {
    const symbol = symbolAt(this.context.inference.model, use.at.file, use.target ?? NO_NODE);
    if (symbol?.kind !== 'variable') this.record(use, true);
    else if (symbol.role === 'global' && /^\p{Lu}/u.test(symbol.name)) this.record(use, true);
    else this.hold({ kind: 'variable', symbol });
  }

  /** A store into an unexported field of a struct of the package; any other is an escape. */
  private followStore(use: Use): void {
    const cell = this.context.fields.at({ file: use.at.file, node: use.target ?? NO_NODE });
    if (cell === undefined || isExported(cell.name)) this.record(use, true);
    else this.hold({ kind: 'field', cell });
  }

  private followLiteral(use: Use): void {
    const key = fieldOfLiteral(this.context.inference, use);
    const cell = key === undefined ? undefined : this.context.fields.byKey(key);
    if (cell === undefined || isExported(cell.name)) this.record(use, true);
    else this.hold({ kind: 'field', cell });
  }

  private followArgument(use: Use): void {
    const call = this.context.callAt({ file: use.at.file, node: use.node });
    const index = use.index ?? 0;
    const { target } = call;
    const variadic = target !== undefined && this.context.inference.signatureOf(target).variadic;
    const parameter = target?.parameters[index];
    if (target !== undefined && !variadic && target.parameters.length > index) {
      if (parameter === undefined) return;
      this.passes.push({ call, parameter });
      this.hold({ kind: 'variable', symbol: parameter });
      return;
    }
    this.record(use, call.effect.borrows !== true);
  }
}

const isExported = (name: string): boolean => /^\p{Lu}/u.test(name);

/** `importPath.T.f` of the field that an element of a composite literal fills. */
function fieldOfLiteral(inference: Inference, use: Use): string | undefined {
  const { file } = use.at;
  const tree = treeOf(inference.model, file);
  const keyed = tree.ancestorOfKind(use.at.node, Kind.KeyedElement);
  if (keyed === NO_NODE || keyed < use.node) return undefined;
  const body = tree.parentOf(keyed);
  const type = inference.table.unaliased(inference.typeAt(file, body));
  const owner = type.kind === 'pointer' ? type.element : type;
  if (owner.kind !== 'named' || owner.path !== inference.model.path) return undefined;
  if (inference.table.underlying(owner).kind !== 'struct') return undefined;
  return `${owner.path}.${owner.name}.${tree.textOf(tree.childByField(keyed, Field.Key))}`;
}
