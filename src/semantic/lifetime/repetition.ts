/**
 * Code that runs again and again in the life of a process, as far as the package shows it: handlers of HTTP requests, what
 * is called in a loop, and what such code calls. Exported functions may be called by anybody, which is not known here. After an
 * error that makes each caller leave, a loop around the call goes no further.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { EffectTest } from '../effects/table.ts';
import type { FlowGraph } from '../flow/graph.ts';
import { type PackageModel, treeOf } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Signature, Type } from '../types/type.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import { lastOfErrorBranch, returnsError, statementAround } from './error-branch.ts';

export interface RepetitionContext {
  readonly model: PackageModel;
  callsNamed(name: string): readonly Call[];
  /** The calls that are seen to run a function. */
  callsOf(fn: GoFunction): readonly Call[];
  signatureOf(fn: GoFunction): Signature;
  functionValue(at: Place): GoFunction | undefined;
  /** Whether control can come to the call a second time within one call of its function. */
  isOnCycle(call: Call): boolean;
  flow(fn: GoFunction): FlowGraph;
}

/** Answers by going from a function to its callers, and remembers. */
export class Repetition {
  private readonly context: RepetitionContext;
  private readonly known = new Map<GoFunction, boolean>();
  private knownCallbacks: ReadonlySet<GoFunction> | undefined;

  constructor(context: RepetitionContext) {
    this.context = context;
  }

  /** Whether the function is seen to run more than once. */
  has(fn: GoFunction): boolean {
    const known = this.known.get(fn);
    if (known !== undefined) return known;
    // A set that grows while it is walked through: the function and all that its calls come from.
    const callers = new Set([fn]);
    for (const inner of callers) {
      if (this.isRepeated(inner)) {
        this.known.set(fn, true);
        return true;
      }
      for (const { caller } of this.context.callsOf(inner)) if (caller !== undefined) callers.add(caller);
    }
    for (const inner of callers) this.known.set(inner, false);
    return false;
  }

  /** Whether the function is seen to run again once it has left by the exit: a return statement, or the end of its body. */
  hasAfter(fn: GoFunction, exit: NodeId): boolean {
    return this.comesBack(fn, exit, new Set());
  }

  private comesBack(fn: GoFunction, exit: NodeId, seen: Set<GoFunction>): boolean {
    if (seen.has(fn)) return false;
    seen.add(fn);
    const { context } = this;
    if (!returnsError(treeOf(context.model, fn.place.file), exit)) return this.has(fn);
    if (this.isHanded(fn)) return true;
    return context.callsOf(fn).some(call => {
      if (call.caller === undefined) return false;
      const left = this.exitAtError(call, call.caller);
      if (left !== undefined) return this.comesBack(call.caller, left, seen);
      return context.isOnCycle(call) || this.has(call.caller);
    });
  }

  /** The return statement by which the caller leaves at once if the call returns an error. */
  private exitAtError({ place, mode }: Call, caller: GoFunction): NodeId | undefined {
    if (mode !== 'call') return undefined;
    const { model } = this.context;
    const tree = treeOf(model, place.file);
    const statement = statementAround(tree, place.node);
    const last = lastOfErrorBranch(model, place.file, statement) ?? statement;
    const exit = this.context.flow(caller).exits.find(({ node }) => node === last);
    return exit?.kind === 'return' ? exit.node : undefined;
  }

  /** Whether it does not take its callers to tell. */
  private isRepeated(fn: GoFunction): boolean {
    const { context } = this;
    return (
      this.known.get(fn) === true ||
      this.isHanded(fn) ||
      context.callsOf(fn).some(call => call.caller !== undefined && context.isOnCycle(call))
    );
  }

  /** Whether it is handed to somebody who calls it many times. */
  private isHanded(fn: GoFunction): boolean {
    return isHandler(this.context.signatureOf(fn)) || (this.knownCallbacks ??= new Set(this.callbacks())).has(fn);
  }

  /** What is handed to functions that call it many times. */
  private *callbacks(): Generator<GoFunction> {
    const { context } = this;
    for (const call of context.model.effects
      .namesWith('many', callsManyTimes)
      .flatMap(name => context.callsNamed(name))) {
      for (const [index, { times }] of Object.entries(call.effect.callbacks ?? {})) {
        const value = call.args[Number(index)];
        const fn = times === 'many' && value !== undefined ? context.functionValue(value) : undefined;
        if (fn !== undefined) yield fn;
      }
    }
  }
}

const callsManyTimes: EffectTest = ({ callbacks }) =>
  Object.values(callbacks ?? {}).some(({ times }) => times === 'many');

/** Whether a function takes what a handler of HTTP requests is given. */
export function isHandler({ parameters }: Signature): boolean {
  const has = (path: string, name: string): boolean =>
    parameters.some((type: Type) => isNamed(dereferenced(type), path, name));
  return has('net/http', 'ResponseWriter') && has('net/http', 'Request');
}
