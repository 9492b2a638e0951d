/**
 * Big strings and slices of which a small part is kept: in the package, and by the parameters of its functions.
 *
 * Silent where the source, or another part of it, may be kept as well: then the part costs nothing. Silent too for
 * what a loop takes piece by piece out of one source.
 */
import { Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import { positionAt } from '../../syntax/source-file.ts';
import { resultAssignedTo } from '../value-flow/assignment.ts';
import { ItemTypes } from '../value-flow/container.ts';
import { Definitions } from '../value-flow/definitions.ts';
import type { Locals } from '../value-flow/ssa.ts';
import type { Derivation, DerivationContext, Escape, Keep } from '../value-flow/derivation.ts';
import { deriveFromParameter, deriveFromResult } from '../value-flow/derivation.ts';
import { WHOLE } from '../value-flow/part.ts';
import type { Bigness } from './big-sources.ts';
import { BigResults } from './big-results.ts';
import { summaryIn } from './exits.ts';
import type { FunctionSummary, Keeper, ParameterSummary } from './summary.ts';

/** A small part of something big that outlives the call which made it. */
export interface RetainedPart {
  /** The call that read the source in full. */
  readonly source: Call;
  readonly bigness: Bigness;
  /** What built the memory that stays: the call, or the conversion that copied all that it had read. */
  readonly builtAt: Place;
  /** Every store of the part; the first is what to report. */
  readonly keeps: readonly [Keep, ...Keep[]];
}

export interface RetentionContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  readonly locals: Locals;
  callAt(place: Place): Call;
  callsNamed(name: string): readonly Call[];
  flow(fn: GoFunction): FlowGraph;
}

export class Retention {
  private readonly context: RetentionContext;
  private readonly derivations: DerivationContext;
  private readonly parameters = new Map<string, ParameterSummary | undefined>();
  private readonly big: BigResults;
  private knownParts: readonly RetainedPart[] | undefined;

  constructor(context: RetentionContext) {
    this.context = context;
    const { inference, functions } = context;
    this.derivations = {
      inference,
      functions,
      definitions: new Definitions(context.inference, context.locals),
      items: new ItemTypes(inference),
      callAt: at => context.callAt(at),
      parameterOf: (call, index) => this.parameterOf(call, index),
      isSource: definition => {
        const result = resultAssignedTo(treeOf(inference.model, definition.file), definition);
        return result !== undefined && this.big.bigness(context.callAt(result.call), result.index) !== undefined;
      },
    };
    this.big = new BigResults({ ...context, derive: (call, index) => this.derive(call, index) });
  }

  /** Small parts of big strings and slices that code of the package keeps beyond the call. */
  get retainedParts(): readonly RetainedPart[] {
    return (this.knownParts ??= this.big.calls.flatMap(call => this.retainedFrom(call)));
  }

  private retainedFrom(call: Call): RetainedPart[] {
    const { caller, place } = call;
    if (caller === undefined) return [];
    const found: RetainedPart[] = [];
    for (const index of this.big.indexes(call)) {
      const bigness = this.big.bigness(call, index);
      if (bigness === undefined) continue;
      for (const { keeps, copies } of this.retained(caller, place, this.derive(place, index))) {
        found.push({ source: call, bigness, builtAt: copies.at(-1) ?? place, keeps });
      }
    }
    return found;
  }

  private derive(call: Place, index: number): Derivation {
    return deriveFromResult(this.derivations, call, index, WHOLE);
  }

  /** The keeps of one small part, for the source itself and for each copy of the whole of it. */
  private retained(
    fn: GoFunction,
    source: Place,
    derivation: Derivation,
    copies: readonly Place[] = [],
  ): { keeps: readonly [Keep, ...Keep[]]; copies: readonly Place[] }[] {
    const [first, ...others] = derivation.keeps.filter(keep => this.isRetention(fn, source, keep));
    const found = derivation.copies.flatMap(copy =>
      copies.length > 2 ? [] : this.retained(fn, source, this.derive(copy, 0), [...copies, copy]),
    );
    if (first === undefined) return found;
    const isOther = ({ part }: Keep | Escape): boolean => part.piece !== first.part.piece;
    if (
      derivation.keeps.some(isOther) ||
      derivation.escapes.some(escape => isOther(escape) && !isReturnedWhole(fn, source, escape))
    ) {
      return found;
    }
    return [{ keeps: [first, ...others], copies }, ...found];
  }

  private isRetention(fn: GoFunction, source: Place, { at, part, grows }: Keep): boolean {
    if (!grows || part.size !== 'small' || part.lists > 0 || !part.isCertain || part.isOneOfMany) return false;
    if (this.context.functions.around(at) !== fn) return false;
    return !this.isCutInLoop(source, { file: at.file, node: part.cut });
  }

  /** Whether a loop that the source is not in cuts off one piece after the other. */
  private isCutInLoop(source: Place, cut: Place): boolean {
    const tree = treeOf(this.context.inference.model, cut.file);
    for (const ancestor of tree.ancestors(cut.node)) {
      if (ancestor === source.node || tree.contains(ancestor, source.node)) return false;
      const kind = tree.kindOf(ancestor);
      if (kind === Kind.ForStatement || kind === Kind.FuncLiteral) return true;
    }
    return false;
  }

  /** What becomes of a string or slice that a function of this or another package is given. */
  private parameterOf(call: Call, index: number): ParameterSummary | undefined {
    const { target } = call;
    if (target === undefined) {
      return call.key === ''
        ? undefined
        : (summaryIn(this.context.inference.model.declarations, call.key)?.parameters?.[index] ?? undefined);
    }
    const isVariadic = this.context.inference.signatureOf(target).variadic;
    return isVariadic && index >= target.parameters.length - 1 ? undefined : this.parameter(target, index);
  }

  private parameter(fn: GoFunction, index: number): ParameterSummary | undefined {
    const key = `${fn.index}:${index}`;
    if (this.parameters.has(key)) return this.parameters.get(key);
    this.parameters.set(key, undefined);
    const summary = this.summariseParameter(fn, index);
    this.parameters.set(key, summary);
    return summary;
  }

  private summariseParameter(fn: GoFunction, index: number): ParameterSummary | undefined {
    const symbol = fn.parameters[index];
    if (fn.body === NO_NODE) return undefined;
    if (symbol === undefined) return { stores: 'never' };
    if (!this.isText(symbol.declaration)) return undefined;
    const derivation = deriveFromParameter(this.derivations, symbol, WHOLE);
    const { keeps, escapes } = derivation;
    const [retained] = this.retained(fn, fn.place, derivation);
    const whole = keeps.find(keep => keep.grows && keep.part.size === 'whole' && isPlain(keep) && isInSummary(keep));
    const returned = escapes.filter(
      escape => escape.result !== undefined && isPlain(escape) && escape.part.heldAs === undefined,
    );
    const isClosed = returned.length === escapes.length && escapes.every(({ part }) => part.size !== 'rest');
    const storesPart = retained?.keeps.find(isInSummary);
    return {
      ...(isClosed && keeps.length === 0 && retained === undefined && { stores: 'never' as const }),
      ...(keeps.length > 0 && { stores: 'some' as const }),
      ...(storesPart !== undefined && isClosed && { storesPart: this.keeper(storesPart) }),
      ...(whole !== undefined && { storesWhole: this.keeper(whole) }),
      ...results('returnedAs', returned, 'whole'),
      ...results('returnsPart', returned, 'small'),
    };
  }

  private isText(declaration: Place | undefined): boolean {
    if (declaration === undefined) return false;
    const { inference } = this.context;
    // A generic function or container may be given either.
    if (inference.typeAt(declaration.file, declaration.node).kind === 'parameter') return true;
    const type = inference.underlyingAt(declaration.file, declaration.node);
    if (type.kind === 'basic') return type.name === 'string';
    return type.kind === 'slice' && inference.table.underlying(type.element).kind === 'basic';
  }

  private keeper(keep: Keep): Keeper {
    if (keep.inCallee !== undefined) return { ...keep.inCallee, in: keep.root === 'global' ? 'global' : 'receiver' };
    const { file, node } = keep.part.heldAs ?? keep.at;
    const unit = this.context.inference.model.files[file];
    const tree = treeOf(this.context.inference.model, file);
    return {
      path: unit?.path ?? '',
      start: positionAt(tree, tree.startOf(node)),
      end: positionAt(tree, tree.endOf(node)),
      in: keep.root === 'global' ? 'global' : 'receiver',
      as: keep.as,
    };
  }

  /** What callers may know of the strings and slices that a function takes and returns; undefined if nothing. */
  summaryOf(fn: GoFunction): Pick<FunctionSummary, 'parameters' | 'returnsBig'> | undefined {
    if (fn.kind === 'literal' || fn.body === NO_NODE) return undefined;
    const { variadic } = this.context.inference.signatureOf(fn);
    const parameters = fn.parameters.map((_, index) =>
      variadic && index === fn.parameters.length - 1 ? null : (this.parameter(fn, index) ?? null),
    );
    const returnsBig = this.big.of(fn);
    const isEmpty = parameters.every(parameter => parameter === null || Object.keys(parameter).length === 0);
    if (isEmpty && returnsBig.length === 0) return undefined;
    return { ...(!isEmpty && { parameters }), ...(returnsBig.length > 0 && { returnsBig }) };
  }
}

const isPlain = ({ part }: Keep | Escape): boolean => part.isCertain && part.lists === 0 && !part.isOneOfMany;

/** A function that is given the whole may hand it back: whoever called it sees what becomes of it. */
function isReturnedWhole(fn: GoFunction, source: Place, { part, result }: Escape): boolean {
  return source.node === fn.place.node && result !== undefined && part.size === 'whole' && part.heldAs === undefined;
}

const isInSummary = ({ root }: Keep): boolean => root === 'global' || root === 'receiver';

function results(
  name: 'returnedAs' | 'returnsPart',
  escapes: readonly Escape[],
  size: 'whole' | 'small',
): Partial<Record<typeof name, readonly number[]>> {
  const indexes = escapes.filter(({ part }) => part.size === size).map(({ result }) => result ?? 0);
  return indexes.length === 0 ? {} : { [name]: [...new Set(indexes)].sort((a, b) => a - b) };
}
