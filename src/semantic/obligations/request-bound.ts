/**
 * What ends a request of an HTTP client, and with it the connection of a response whose body nobody closes: its context,
 * or the timeout of its client.
 */
import type { Call } from '../calls/call.ts';
import type { GoFunction } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { isClientInSight, timeoutOfClient } from './client-timeout.ts';
import { sharesConnections } from './client-transport.ts';
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
  return requestsIn(pkg, target).flatMap(inner => boundsOf(pkg, inner, depth + 1));
}

function requestsIn(pkg: Package, fn: GoFunction): Call[] {
  return pkg
    .callsIn(fn)
    .filter(({ effect }) => effect.acquires?.some(({ resource }) => resource === 'response') === true);
}

/** Whether a client that is not in sight may end the request that a call makes, itself or in a function of this package. */
export function mayHaveTimeout(pkg: Package, call: Call, depth = 0): boolean {
  const { receiver, target, key, effect } = call;
  if (effect.acquires === undefined) {
    const inner = target === undefined || depth === MAX_DEPTH ? [] : requestsIn(pkg, target);
    return inner.length === 0 || inner.some(request => mayHaveTimeout(pkg, request, depth + 1));
  }
  if (receiver === undefined) return !key.startsWith('net/http.');
  return !key.endsWith('.RoundTrip') && !isClientInSight(pkg, receiver);
}

/** Whether the connection of the request that a call makes, itself or in a function of this package, serves others as well. */
export function isMultiplexed(pkg: Package, { receiver, target, effect }: Call, depth = 0): boolean {
  if (effect.acquires !== undefined) return receiver !== undefined && sharesConnections(pkg, receiver);
  if (target === undefined || depth === MAX_DEPTH) return false;
  return requestsIn(pkg, target).some(request => isMultiplexed(pkg, request, depth + 1));
}
