/**
 * Calls of functions of the package that register something and give back what takes it out again, and what becomes of
 * that.
 */
import type { Call } from '../calls/call.ts';
import { containerOf } from '../elements/outliving.ts';
import { registrationsIn } from '../elements/registrations.ts';
import type { Package } from '../package.ts';
import type { Acquisition } from './acquisitions.ts';
import { obligationOf } from './obligation.ts';

/** @param by whether a call of the result, or a method of it, takes out again what was registered. */
export function* registeredIn(pkg: Package, by: 'call' | 'method'): Generator<Acquisition> {
  for (const { fn, result, release } of registrationsIn(pkg)) {
    if ((release === '') !== (by === 'call')) continue;
    for (const call of pkg.callsOf(fn)) {
      if (isOfOwnObject(pkg, call)) continue;
      const spec = { releases: [release], result };
      yield { call, resource: '', spec, obligation: obligationOf(pkg, call, spec) };
    }
  }
}

/** Whether the function that calls makes the object that keeps what is registered: both are gone together. */
export function isOfOwnObject(pkg: Package, { receiver }: Call): boolean {
  if (receiver === undefined) return false;
  if (containerOf(pkg, receiver) === 'local') return true;
  return pkg.origins(receiver).some(({ kind, at }) => kind === 'call' && pkg.callAt(at).effect.acquires !== undefined);
}
