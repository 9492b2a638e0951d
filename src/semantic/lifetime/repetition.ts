/**
 * Code that runs again and again in the life of a process, as far as the package shows it: handlers of HTTP requests, what
 * is called in a loop, and what such code calls. Exported functions may be called by anybody, which is not known here.
 */
import type { Call } from '../calls/call.ts';
import type { PackageModel } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Signature, Type } from '../types/type.ts';
import { dereferenced, isNamed } from '../types/type.ts';

export interface RepetitionContext {
  readonly model: PackageModel;
  readonly calls: readonly Call[];
  signatureOf(fn: GoFunction): Signature;
  functionValue(at: Place): GoFunction | undefined;
  /** Whether control can come to the call a second time within one call of its function. */
  isOnCycle(call: Call): boolean;
}

/** The functions of the package that are seen to run more than once. */
export function repeatedFunctions(context: RepetitionContext): Set<GoFunction> {
  const members = new Set(context.model.functions.filter(fn => isHandler(context.signatureOf(fn))));
  for (const call of context.calls) {
    for (const [index, callback] of Object.entries(call.effect.callbacks ?? {})) {
      const value = call.args[Number(index)];
      const fn = callback.times === 'many' && value !== undefined ? context.functionValue(value) : undefined;
      if (fn !== undefined) members.add(fn);
    }
  }
  for (let before = -1; before !== members.size;) {
    before = members.size;
    for (const call of context.calls) {
      const { target, caller } = call;
      if (target === undefined || caller === undefined || members.has(target)) continue;
      if (members.has(caller) || context.isOnCycle(call)) members.add(target);
    }
  }
  return members;
}

function isHandler({ parameters }: Signature): boolean {
  const has = (path: string, name: string): boolean =>
    parameters.some((type: Type) => isNamed(dereferenced(type), path, name));
  return has('net/http', 'ResponseWriter') && has('net/http', 'Request');
}
