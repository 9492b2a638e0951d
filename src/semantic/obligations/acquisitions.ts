/**
 * The calls of a package that acquire resources of some kinds: those that the tables of effects know, and those of
 * functions, of this package and of others, that return what they have acquired.
 *
 * Found from the known acquirers outwards: a function that hands on what it acquires is one more of them.
 */
import type { Call } from '../calls/call.ts';
import type { GoFunction } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { KindTest } from '../summaries/acquirers.ts';
import { type Acquired, obligationsOf } from './obligation.ts';

export interface Acquisition extends Acquired {
  readonly call: Call;
}

/** Every acquisition of a kind that is asked for, with what becomes of it. */
export function* acquisitionsIn(pkg: Package, isAsked: KindTest): Generator<Acquisition> {
  const names = new Set(pkg.acquirerNames(isAsked));
  // A set that grows while it is walked through: each new name is visited.
  for (const name of names) {
    for (const call of pkg.callsNamed(name)) {
      const acquired = obligationsOf(pkg, call, isAsked);
      for (const each of acquired) yield { ...each, call };
      if (acquired.length > 0 && call.caller !== undefined && handsOn(pkg, call.caller, isAsked)) {
        names.add(call.caller.name);
      }
    }
  }
}

function handsOn(pkg: Package, fn: GoFunction, isAsked: KindTest): boolean {
  if (fn.kind === 'literal') return false;
  return fn.results.some((_, index) => {
    const fresh = pkg.summaries.freshResult(fn, index);
    return fresh !== undefined && isAsked(fresh);
  });
}
