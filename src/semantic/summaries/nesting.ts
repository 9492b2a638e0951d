/**
 * Contexts around contexts: which calls return a context that is built around one of their arguments, as
 * `context.WithValue` does, and which functions do so by such calls.
 *
 * A must-fact: it holds if every return that gives a context gives one around the parameter. A function that sometimes
 * returns what it was given is unknown, since it may do so whenever that would nest.
 */
import { Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import { signatureOfCallee } from '../inference/callee.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import { returnedValues } from '../flow/returned-values.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { isNamed, type Type } from '../types/type.ts';
import type { AssignedValue } from '../value-flow/assignment.ts';
import type { Locals } from '../value-flow/ssa.ts';
import { summaryIn } from './exits.ts';
import { Fixpoint } from './fixpoint.ts';
import type { EffectsContext } from './parameter-effects.ts';
import { returnsIn } from './result-facts.ts';

export interface NestingContext extends Pick<EffectsContext, 'inference' | 'functions'> {
  readonly locals: Locals;
  callAt(place: Place): Call;
}

/** Variables that hold contexts of variables deeper than this are not followed. */
const MAX_DEPTH = 6;

export class Nesting {
  private readonly context: NestingContext;
  private readonly parameters = new Fixpoint<GoFunction, readonly number[]>({
    start: [],
    unknown: [],
    isEqual: (one, other) => one.join() === other.join(),
    transfer: (fn, valueOf) => this.nestedBy(fn, valueOf),
  });

  constructor(context: NestingContext) {
    this.context = context;
  }

  /** The parameters of a function, by index, around which the context that it returns is built. */
  of(fn: GoFunction): readonly number[] {
    return this.parameters.of(fn);
  }

  /**
   * The reads of a variable around whose context the value is built, in all it may be; empty if it may be anything
   * else.
   */
  readsUnder(value: AssignedValue, variable: GoSymbol): readonly Place[] {
    return this.reads(value, variable, false, 0, fn => this.of(fn)) ?? [];
  }

  private nestedBy(fn: GoFunction, valueOf: (fn: GoFunction) => readonly number[]): readonly number[] {
    const { inference } = this.context;
    const { parameters, results } = inference.signatureOf(fn);
    const result = results.findIndex(isContext);
    if (fn.body === NO_NODE || result < 0) return [];
    const returned = [...returnsIn(this.context, fn)].map(at => this.returnedAt(fn, at, result, results.length));
    return fn.parameters.flatMap((symbol, index) => {
      if (symbol === undefined || !isContext(parameters[index])) return [];
      const reads = returned.map(value => value && this.reads(value, symbol, false, 0, valueOf));
      const isNested = reads.every(found => found !== undefined) && reads.some(found => found.length > 0);
      return isNested ? [index] : [];
    });
  }

  private returnedAt({ place: { file } }: GoFunction, statement: number, result: number, count: number) {
    const values = returnedValues(treeOf(this.context.inference.model, file), statement);
    const node = values[values.length === count ? result : 0];
    if (node === undefined) return undefined;
    return { value: { file, node }, ...(values.length < count && { result }) };
  }

  /** Undefined if the value may be something else than nil or a context around the variable's. */
  private reads(
    { value, result }: AssignedValue,
    variable: GoSymbol,
    isNested: boolean,
    depth: number,
    valueOf: (fn: GoFunction) => readonly number[],
  ): readonly Place[] | undefined {
    const { model } = this.context.inference;
    const tree = treeOf(model, value.file);
    const { file, node } = value;
    const next = (at: Place, nested: boolean): readonly Place[] | undefined =>
      depth >= MAX_DEPTH ? undefined : this.reads({ value: at }, variable, nested, depth + 1, valueOf);
    switch (tree.kindOf(node)) {
      case Kind.Nil:
        return [];
      case Kind.ParenthesizedExpression:
        return next({ file, node: tree.firstNamedChild(node) }, isNested);
      case Kind.CallExpression: {
        const argument = this.nestedArgument(this.context.callAt(value), result ?? 0, valueOf);
        return argument === undefined ? undefined : next(argument, true);
      }
      case Kind.Identifier: {
        if (symbolAt(model, file, node) === variable) return isNested ? [value] : undefined;
        return this.readsOfVariable(value, at => this.reads(at, variable, isNested, depth + 1, valueOf), depth);
      }
      default:
        return undefined;
    }
  }

  private readsOfVariable(
    read: Place,
    readsOf: (value: AssignedValue) => readonly Place[] | undefined,
    depth: number,
  ): readonly Place[] | undefined {
    const seen = depth >= MAX_DEPTH ? undefined : this.context.locals.definitionsAt(read);
    if (seen?.isComplete !== true) return undefined;
    const found: Place[] = [];
    for (const { value, result } of seen.definitions) {
      const reads = value === undefined ? undefined : readsOf({ value, ...(result !== undefined && { result }) });
      if (reads === undefined) return undefined;
      found.push(...reads);
    }
    return found;
  }

  /** The argument around which a result of the call is built. */
  private nestedArgument(
    call: Call,
    result: number,
    valueOf: (fn: GoFunction) => readonly number[],
  ): Place | undefined {
    const { inference } = this.context;
    const signature = signatureOfCallee(inference, call.place.file, call.place.node);
    if (signature !== undefined && !isContext(signature.results[result])) return undefined;
    const index = this.nestedIndexes(call, valueOf)[0];
    return index === undefined ? undefined : call.args[index];
  }

  private nestedIndexes({ effect, target, key }: Call, valueOf: (fn: GoFunction) => readonly number[]) {
    if (effect.nests !== undefined) return [effect.nests];
    if (target !== undefined) return valueOf(target);
    return key === '' ? [] : (summaryIn(this.context.inference.model.declarations, key)?.nests ?? []);
  }
}

const isContext = (type: Type | undefined): boolean => type !== undefined && isNamed(type, 'context', 'Context');
