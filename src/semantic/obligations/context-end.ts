/**
 * Resources that end with a context, such as the rows of `db.QueryContext(ctx, …)`: whether the function that acquires
 * one ends that context itself.
 *
 * Follows contexts that are built around others, and requests that carry one. A context that comes from elsewhere is
 * taken to go on, but for that of a request in its handler.
 */
import type { Call } from '../calls/call.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import { obligationsOf } from './obligation.ts';

/** Contexts around contexts deeper than this are taken to go on. */
const MAX_DEPTH = 4;

/** Whether a context that the call is given, itself or in a request, is ended when the function returns, if not before. */
export function endsWithContext(pkg: Package, call: Call): boolean {
  const { caller } = call;
  if (caller === undefined) return false;
  return call.args.some(arg => {
    const type = pkg.typeOf(arg);
    if (isNamed(type, 'context', 'Context')) return isEnded(pkg, arg, caller, 0);
    return isNamed(dereferenced(type), 'net/http', 'Request') && isOfEndedRequest(pkg, arg, caller);
  });
}

/** Whether a request was made with a context that ends. */
function isOfEndedRequest(pkg: Package, request: Place, fn: GoFunction): boolean {
  return pkg.origins(request).every(origin => {
    if (origin.kind !== 'call') return false;
    const context = pkg.callAt(origin.at).args.find(arg => isNamed(pkg.typeOf(arg), 'context', 'Context'));
    return context !== undefined && isEnded(pkg, context, fn, 0);
  });
}

function isEnded(pkg: Package, context: Place, fn: GoFunction, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  return pkg.origins(context).every(origin => {
    if (origin.kind !== 'call') return false;
    const call = pkg.callAt(origin.at);
    if (isOfHandledRequest(pkg, call) || isCancelledIn(pkg, call, fn)) return true;
    const [nested] = nestedBy(pkg, call);
    return nested !== undefined && isEnded(pkg, nested, fn, depth + 1);
  });
}

function nestedBy(pkg: Package, { effect, target, args }: Call): readonly Place[] {
  const indexes =
    effect.nests !== undefined ? [effect.nests] : target === undefined ? [] : pkg.summaries.nesting.of(target);
  return indexes.flatMap(index => args[index] ?? []);
}

/** Whether the function, or one around it, cancels the context that the call makes on every way. */
function isCancelledIn(pkg: Package, call: Call, fn: GoFunction): boolean {
  for (let around: GoFunction | undefined = fn; around !== undefined; around = around.parent) {
    if (call.caller !== around) continue;
    return obligationsOf(pkg, call, kind => kind === 'cancel').some(({ obligation }) => obligation.status === 'met');
  }
  return false;
}

/** `r.Context()` of the request that a handler has been given: it ends with the handler. */
function isOfHandledRequest(pkg: Package, { key, receiver }: Call): boolean {
  const symbol = key !== 'net/http.(*Request).Context' || receiver === undefined ? undefined : pkg.symbolAt(receiver);
  if (symbol?.role !== 'parameter') return false;
  const parameters = symbol.owner?.parameters ?? [];
  return parameters.some(
    other => other !== undefined && isNamed(pkg.typeOfSymbol(other), 'net/http', 'ResponseWriter'),
  );
}
