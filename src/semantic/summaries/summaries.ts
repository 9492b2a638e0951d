/**
 * What callers may know of functions, of this package and of others, each fact computed when asked for.
 *
 * This class finds out which functions a call may run and joins what is known of them; each kind of fact is computed in
 * a module beside it.
 */
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import { functionValue } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { Operand } from '../effects/effect.ts';
import { canHoldResource } from '../escape/can-hold.ts';
import type { FlowGraph } from '../flow/graph.ts';
import { signatureOfCallee } from '../inference/callee.ts';
import type { Inference } from '../inference/inference.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { isNamed, type Type } from '../types/type.ts';
import type { FieldCell } from '../value-flow/fields.ts';
import { Definitions } from '../value-flow/definitions.ts';
import type { Locals } from '../value-flow/ssa.ts';
import { summaryIn } from './exits.ts';
import { actionsIn, effectOnOperand, UNTOUCHED } from './given.ts';
import { isAliasOf, operandsOf } from './aliases.ts';
import { type EffectsContext, ParameterEffects } from './parameter-effects.ts';
import { ResourceTypes } from './resource-types.ts';
import { ResultFacts } from './result-facts.ts';
import { forImporters } from './for-importers.ts';
import { isExported } from '../names/exported.ts';
import { blocking } from './blocking.ts';
import { Nesting } from './nesting.ts';
import { Occurrences } from './occurrences.ts';
import { spawning } from './spawning.ts';
import { BORROWED, SOMEWHERE } from './locus.ts';
import { Dispatch } from './dispatch.ts';
import { Failures } from './failures.ts';
import { joinParameters, joinResults } from './join.ts';
import { Subjects } from './subject.ts';
import type { Extent, FunctionSummary, ParameterSummary, ResultSummary } from './summary.ts';
import type { Source } from './trace.ts';

export interface SummaryContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  readonly locals: Locals;
  callAt(place: Place): Call;
  flow(fn: GoFunction): FlowGraph;
  callsIn(fn: GoFunction): readonly Call[];
  /** All values that are sent to a channel; undefined if others may be. */
  valuesSentTo(channel: Place): readonly Place[] | undefined;
}

export class Summaries {
  private readonly context: SummaryContext;
  private readonly subjects = new Subjects();
  private readonly dispatch: Dispatch;
  private readonly tracing: EffectsContext;
  private readonly effects: ParameterEffects;
  private readonly resultFacts: ResultFacts;
  private readonly blocking: Occurrences;
  private readonly spawning: Occurrences;
  /** Contexts around contexts. */
  readonly nesting: Nesting;
  /** Errors that are never there. */
  readonly failures: Failures;
  private readonly parameters = new Map<GoSymbol, ParameterSummary>();
  private readonly fields = new Map<string, ParameterSummary>();
  private resourceTypes: ResourceTypes | undefined;

  constructor(context: SummaryContext) {
    this.context = context;
    this.dispatch = new Dispatch(context);
    this.tracing = {
      inference: context.inference,
      functions: context.functions,
      definitions: new Definitions(context.inference, context.locals),
      callAt: at => context.callAt(at),
      flow: fn => context.flow(fn),
      operandOf: (call, operand) => this.sourcesOf(call, operand),
      subject: (fn, symbol) => this.subjects.of(fn, symbol),
    };
    this.effects = new ParameterEffects(this.tracing);
    this.resultFacts = new ResultFacts({
      ...this.tracing,
      effects: this.effects,
      targetsOf: call => this.dispatch.targetsOf(call),
      givenResult: (call, index) => this.givenResult(call, index),
      resource: name => context.inference.model.effects.resource(name),
    });
    const runs = { ...context, runBy: (call: Call) => this.runBy(call) };
    this.blocking = new Occurrences(runs, blocking(context));
    this.spawning = new Occurrences(runs, spawning(context));
    this.nesting = new Nesting(context);
    this.failures = new Failures({ ...context, targetsOf: call => this.dispatch.targetsOf(call) });
  }

  /** Whether a call of the function may block for ever; see `blocking.ts`. */
  blocks(fn: GoFunction): Extent | undefined {
    return this.blocking.of(fn);
  }

  /** Whether a call of the function leaves goroutines behind; see `spawning.ts`. */
  spawns(fn: GoFunction): Extent | undefined {
    return this.spawning.of(fn);
  }

  /** What a call runs before it returns: the callee, or what a callee that is known by its effects calls back. */
  private runBy(call: Call): readonly GoFunction[] | undefined {
    const targets = this.dispatch.targetsOf(call);
    if (targets !== undefined) return targets;
    const callbacks = Object.entries(call.effect.callbacks ?? {});
    const isInline = callbacks.length > 0 && callbacks.every(([, { runs }]) => runs === 'inline');
    if (!isInline) return undefined;
    const { inference, functions } = this.context;
    const values = callbacks.map(([index]) => {
      const value = call.args[Number(index)];
      return value === undefined ? undefined : functionValue(inference, functions, value);
    });
    return values.every(value => value !== undefined) ? values : undefined;
  }

  /**
   * What a call does with one of its arguments, by index, or with its receiver; undefined where nothing is known, as of
   * arguments that a variadic parameter gathers.
   */
  parameterOf(call: Call, operand: Operand): ParameterSummary | undefined {
    const parameter = parameterAt(call, operand);
    const targets = this.dispatch.targetsOf(call);
    if (targets === undefined) return this.givenFor(call, parameter);
    return joinParameters(targets.map(target => this.parameter(target, parameter)));
  }

  /** What a function of the package does with a parameter or its receiver. */
  parameter(fn: GoFunction, operand: Operand): ParameterSummary | undefined {
    if (fn.body === NO_NODE || this.isGathered(fn, operand)) return undefined;
    const symbol = operand === 'receiver' ? fn.receiver : fn.parameters[operand];
    if (symbol === undefined) return UNTOUCHED;
    let summary = this.parameters.get(symbol);
    if (summary === undefined) {
      const { inference } = this.context;
      const isChannel = inference.table.underlying(inference.typeOfSymbol(symbol)).kind === 'chan';
      summary = this.effects.summaryOf(this.subjects.of(fn, symbol), isChannel);
      this.parameters.set(symbol, summary);
    }
    return summary;
  }

  /**
   * What the package does with what a field holds, of whatever instance, on some path; `returnedAs` says that it is
   * handed out. Undefined for exported fields, which others may use as they please.
   */
  fieldSummary({ key, name, selectors }: FieldCell): ParameterSummary | undefined {
    if (isExported(name)) return undefined;
    let summary = this.fields.get(key);
    if (summary === undefined) {
      const { inference } = this.context;
      const isChannel = selectors.some(({ file, node }) => inference.underlyingAt(file, node).kind === 'chan');
      this.fields.set(key, (summary = this.effects.summaryOfExpressions(selectors, isChannel)));
    }
    return summary;
  }

  /** What a result of a call is, by its index; undefined where nothing is known. */
  resultOf(call: Call, index: number): ResultSummary | undefined {
    const acquired = call.effect.acquires?.find(({ result }) => result === index);
    if (acquired !== undefined) return { fresh: acquired.resource };
    const targets = this.dispatch.targetsOf(call);
    if (targets === undefined) return this.givenResult(call, index);
    return joinResults(targets.map(target => this.result(target, index)));
  }

  /** The kind of the fresh resource that a result of a call is; the part of {@link resultOf} that costs little. */
  freshOf(call: Call, index: number): string | undefined {
    const acquired = call.effect.acquires?.find(({ result }) => result === index);
    if (acquired !== undefined) return acquired.resource;
    const targets = this.dispatch.targetsOf(call);
    if (targets === undefined) return this.givenResult(call, index)?.fresh;
    const [first, ...others] = targets.map(target => this.freshResult(target, index));
    return others.every(kind => kind === first) ? first : undefined;
  }

  /** The kind of the fresh resource that a result of a function of the package is. */
  freshResult(fn: GoFunction, index: number): string | undefined {
    const type = fn.body === NO_NODE ? undefined : this.context.inference.signatureOf(fn).results[index];
    if (type === undefined || !this.resources.mayHave(type)) return undefined;
    return this.resultFacts.of(fn, index).fresh;
  }

  /** What a result of a function of the package is. */
  result(fn: GoFunction, index: number): ResultSummary | undefined {
    if (fn.body === NO_NODE) return undefined;
    const alias = operandsOf(fn).find(operand => {
      const symbol = operand === 'receiver' ? fn.receiver : fn.parameters[operand];
      if (symbol === undefined || !this.canHold(this.context.inference.typeOfSymbol(symbol))) return false;
      return isAliasOf(this.tracing, this.effects, this.subjects.of(fn, symbol), index);
    });
    const facts = { ...this.resultFacts.of(fn, index), ...(alias !== undefined && { alias }) };
    return Object.keys(facts).length === 0 ? undefined : facts;
  }

  private givenResult({ key }: Call, index: number): ResultSummary | undefined {
    return key === ''
      ? undefined
      : (summaryIn(this.context.inference.model.declarations, key)?.results?.[index] ?? undefined);
  }

  private sourcesOf(call: Call, operand: Operand): readonly Source[] | undefined {
    const parameter = parameterAt(call, operand);
    const targets = this.dispatch.targetsOf(call);
    if (targets === undefined) {
      const given = this.givenFor(call, parameter);
      if (given === undefined) return undefined;
      return [actionsIn(given, call.effect.ownership?.[parameter] === 'borrows' ? BORROWED : SOMEWHERE)];
    }
    const sources = targets.map(target => this.sourceIn(target, parameter));
    return sources.every(source => source !== undefined) ? sources : undefined;
  }

  private sourceIn(fn: GoFunction, parameter: Operand): Source | undefined {
    if (fn.body === NO_NODE || this.isGathered(fn, parameter)) return undefined;
    const symbol = parameter === 'receiver' ? fn.receiver : fn.parameters[parameter];
    return symbol === undefined ? actionsIn(UNTOUCHED) : this.subjects.of(fn, symbol);
  }

  /** Whether an argument goes, with others, into the slice of a variadic parameter. */
  private isGathered(fn: GoFunction, operand: Operand): boolean {
    if (operand === 'receiver') return false;
    const { variadic } = this.context.inference.signatureOf(fn);
    return operand >= fn.parameters.length - (variadic ? 1 : 0);
  }

  /** What the tables or the summaries of other packages say. */
  private givenFor(call: Call, operand: Operand): ParameterSummary | undefined {
    if (call.key === '') return undefined;
    const signature = signatureOfCallee(this.context.inference, call.place.file, call.place.node);
    const effect = effectOnOperand(call.effect, operand, signature?.results.length ?? 1, call.receiver !== undefined);
    if (effect !== undefined) return effect;
    const summary = summaryIn(this.context.inference.model.declarations, call.key);
    if (operand === 'receiver') return summary?.receiver;
    if (signature === undefined || operand >= signature.parameters.length - (signature.variadic ? 1 : 0))
      return undefined;
    return summary?.parameters?.[operand] ?? undefined;
  }

  /** All that is known of a function. */
  of(fn: GoFunction): FunctionSummary {
    const [blocks, spawns] = [this.blocks(fn), this.spawns(fn)];
    return {
      ...this.summarise(fn, type => this.canHold(type)),
      ...this.bodyFacts(fn),
      ...(blocks !== undefined && { blocks }),
      ...(spawns !== undefined && { spawns }),
    };
  }

  /** What is known of the operands and results whose types are of interest. */
  private summarise(fn: GoFunction, isOfInterest: (type: Type) => boolean): FunctionSummary {
    const { inference } = this.context;
    const ofSymbol = (symbol: GoSymbol | undefined, operand: Operand): ParameterSummary | undefined =>
      symbol === undefined || isOfInterest(inference.typeOfSymbol(symbol)) ? this.parameter(fn, operand) : undefined;
    const receiver = fn.receiver === undefined ? undefined : ofSymbol(fn.receiver, 'receiver');
    const parameters = fn.parameters.map((symbol, index) => ofSymbol(symbol, index) ?? null);
    const results = inference
      .signatureOf(fn)
      .results.map((type, index) => (isOfInterest(type) ? (this.result(fn, index) ?? null) : null));
    return {
      ...(receiver !== undefined && { receiver }),
      ...(parameters.some(parameter => parameter !== null) && { parameters }),
      ...(results.some(result => result !== null) && { results }),
    };
  }

  /** What importers can use of it; undefined if that is nothing. */
  forImporters(fn: GoFunction): FunctionSummary | undefined {
    if (!isExported(fn.name) || fn.body === NO_NODE) return undefined;
    const types = this.resources;
    return forImporters({ ...this.summarise(fn, type => types.has(type)), ...this.bodyFacts(fn) });
  }

  private get resources(): ResourceTypes {
    const { table, model } = this.context.inference;
    return (this.resourceTypes ??= new ResourceTypes(table, model.effects, model.path));
  }

  private bodyFacts(fn: GoFunction): Pick<FunctionSummary, 'nests' | 'neverFails'> {
    const nests = this.nesting.of(fn);
    return {
      ...(nests.length > 0 && { nests }),
      ...(this.failures.areExcluded(fn) && { neverFails: true }),
    };
  }

  /** Whether there can be anything to release in a value of the type. */
  private canHold(type: Type): boolean {
    const { table } = this.context.inference;
    if (table.underlying(type).kind === 'chan') return true;
    return canHoldResource(table, type) && !isNamed(table.unaliased(type), 'context', 'Context');
  }
}

/** In `T.M(x, y)` the first argument is the receiver. */
function parameterAt({ callee }: Call, operand: Operand): Operand {
  if (callee.kind !== 'function' || operand === 'receiver') return operand;
  const index = callee.methodExpression ? operand - 1 : operand;
  if (index < 0) return 'receiver';
  const { signature } = callee;
  // All that is listed for a variadic parameter is one.
  return signature?.variadic === true ? Math.min(index, signature.parameters.length - 1) : index;
}
