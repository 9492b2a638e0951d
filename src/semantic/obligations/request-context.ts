/**
 * Requests of net/http, and the contexts that they are made with.
 */
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import type { Origin } from '../value-flow/origins.ts';

export const isRequest = (pkg: Package, at: Place): boolean =>
  isNamed(dereferenced(pkg.typeOf(at)), 'net/http', 'Request');

/** `ctx` of `http.NewRequestWithContext(ctx, …)` and `req.WithContext(ctx)`. */
export function contextOfRequest(pkg: Package, { kind, at }: Origin): Place | undefined {
  if (kind !== 'call') return undefined;
  return pkg.callAt(at).args.find(arg => isNamed(pkg.typeOf(arg), 'context', 'Context'));
}
