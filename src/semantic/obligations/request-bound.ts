/**
 * What ends a request of an HTTP client, and with it the connection of a response whose body nobody closes: its context,
 * or the timeout of its client.
 */
import type { Call } from '../calls/call.ts';
import type { Package } from '../package.ts';
import { timeoutOfClient } from './client-timeout.ts';
import { boundOfOperands, type ContextBound, leastOf } from './context-end.ts';

/** Requests that are made in functions deeper than this are not seen. */
const MAX_DEPTH = 2;

/**
 * The bound of the request that a call makes, itself or in a function of this package. `none`: nothing but the server
 * ends it.
 */
export function boundOfRequest(pkg: Package, call: Call): ContextBound {
  const bounds = boundsOf(pkg, call, 0);
  const limited = bounds.filter(({ end, deadline }) => end !== 'none' || deadline !== undefined);
  return limited.length === 0 ? { end: 'none' } : leastOf(limited);
}

function boundsOf(pkg: Package, call: Call, depth: number): readonly ContextBound[] {
  const given = boundOfOperands(pkg, call);
  const timeout = call.receiver === undefined ? undefined : timeoutOfClient(pkg, call.receiver);
  return [
    ...(given === undefined ? [] : [given]),
    ...(timeout === undefined ? [] : [{ end: 'none' as const, deadline: timeout }]),
    ...boundsInside(pkg, call, depth),
  ];
}

/** Of the requests that a function makes to return a response. */
function boundsInside(pkg: Package, { target }: Call, depth: number): readonly ContextBound[] {
  if (target === undefined || depth === MAX_DEPTH) return [];
  return pkg
    .callsIn(target)
    .filter(({ effect }) => effect.acquires?.some(({ resource }) => resource === 'response') === true)
    .flatMap(inner => boundsOf(pkg, inner, depth + 1));
}
