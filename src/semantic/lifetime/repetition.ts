/**
 * Code that runs again and again in the life of a process, as far as the package shows it: handlers of HTTP requests, what
 * is called in a loop, and what such code calls. Exported functions may be called by anybody, which is not known here.
 */
import type { Call } from '../calls/call.ts';
import type { EffectTest } from '../effects/table.ts';
import type { PackageModel } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Signature, Type } from '../types/type.ts';
import { dereferenced, isNamed } from '../types/type.ts';

export interface RepetitionContext {
  readonly model: PackageModel;
  callsNamed(name: string): readonly Call[];
  /** The calls that are seen to run a function. */
  callsOf(fn: GoFunction): readonly Call[];
  signatureOf(fn: GoFunction): Signature;
  functionValue(at: Place): GoFunction | undefined;
  /** Whether control can come to the call a second time within one call of its function. */
  isOnCycle(call: Call): boolean;
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

  /** Whether it does not take its callers to tell. */
  private isRepeated(fn: GoFunction): boolean {
    const { context } = this;
    return (
      this.known.get(fn) === true ||
      isHandler(context.signatureOf(fn)) ||
      (this.knownCallbacks ??= new Set(this.callbacks())).has(fn) ||
      context.callsOf(fn).some(call => call.caller !== undefined && context.isOnCycle(call))
    );
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
