/**
 * Whether the connection of a request becomes idle: only if the body of the response is read to its end, or if there is
 * none. A body that is closed unread closes its connection.
 *
 * Whatever else gets the body, or the response, may read it.
 */
import type { Package, Place } from '../../src/rule/package.ts';
import { NO_NODE } from '../../src/rule/syntax.ts';

/** Uses of a response that read none of its body. */
const LOOKING: ReadonlySet<string> = new Set(['assigned', 'discarded', 'operand', 'condition']);

export function leavesIdle(pkg: Package, request: Place): boolean {
  if (asksForHead(pkg, request)) return true;
  const { kind, target } = pkg.useOf(request);
  if (kind === 'discarded') return false;
  const response = kind === 'alias' ? pkg.symbolAt({ file: request.file, node: target ?? NO_NODE }) : undefined;
  // A blank name, or one of another kind of use, such as an argument.
  if (response === undefined) return kind !== 'alias';
  return response.role !== 'local' || response.uses.some(at => mayRead(pkg, at));
}

function mayRead(pkg: Package, response: Place): boolean {
  const { kind, name, node } = pkg.useOf(response);
  if (kind === 'method') return name === 'Write';
  if (kind !== 'field') return !LOOKING.has(kind);
  if (name !== 'Body') return false;
  const body = pkg.useOf({ file: response.file, node });
  return !(body.kind === 'method' && body.name === 'Close') && !LOOKING.has(body.kind);
}

/** `client.Head(url)`, or a request that the function makes with the method HEAD: their responses have no body. */
function asksForHead(pkg: Package, request: Place): boolean {
  const { callee, caller } = pkg.callAt(request);
  if (callee.kind === 'function' && callee.key.endsWith('.Head')) return true;
  if (caller === undefined) return false;
  return pkg
    .callsIn(caller)
    .some(({ key, args }) => key.startsWith('net/http.NewRequest') && args.some(at => pkg.constantOf(at) === 'HEAD'));
}
