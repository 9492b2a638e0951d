/**
 * Finds HTTP transports that a function makes for its own requests and leaves behind, each with its idle connections.
 *
 * A transport that is stored, returned to code that is not seen, or handed to unknown code is somebody's to keep.
 */
import type { GoFunction } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { closesConnections } from './closing.ts';
import { transportsLeftBehind } from './transports.ts';

export const rule = defineRule({
  meta: {
    id: 'transport-per-call',
    family: 'resource',
    tier: 'default',
    summary: 'Each call makes its own HTTP transport, whose idle connections stay open',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A transport keeps the connection of a request whose response was read to the end, or had no body, open for the ' +
      'next request, with two goroutines that refer to the transport. If the transport is made for one call, no next request comes. The connection stays ' +
      'open until IdleConnTimeout has passed (no limit unless it is set) or the server closes it; the garbage ' +
      'collector frees none of it. Measured with Go 1.26: one file descriptor and two goroutines for each call.',
    remedy:
      'Make one http.Client (or one transport) and share it. Both are safe for concurrent use, and connections ' +
      'are reused. If each call does need its own transport, write `defer transport.CloseIdleConnections()` or ' +
      'set DisableKeepAlives.',
    limits:
      'Holds for every version of Go. Reports only transports that are used for nothing but requests, in the ' +
      'function that makes them or in a caller in the same package that gets them as the first result. Not ' +
      'reported: transports that unknown code wraps in other round trippers, and transports used by function ' +
      'literals; transports made only after a failure, or only under an if on a field or variable that nothing in ' +
      'the package sets; and requests whose response body nothing reads, since closing it unread closes the ' +
      'connection. Reported as info if IdleConnTimeout limits what is left. A server that closes idle connections ' +
      'limits it too; goleaklint cannot see that.',
    references: ['https://pkg.go.dev/net/http#Transport'],
    messages: {
      ever:
        'each call of {function} makes a transport of its own, which keeps its idle connection and two goroutines until ' +
        'the server closes it; make one transport and share it, or defer its CloseIdleConnections',
      limited:
        'each call of {function} makes a transport of its own, which keeps its idle connection and two goroutines ' +
        '{time}; make one transport and share it, or defer its CloseIdleConnections',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['Transport'],
  check({ pkg, report }) {
    for (const { at, maker, request, idle } of transportsLeftBehind(pkg)) {
      if (closesConnections(pkg, maker)) continue;
      const related = [{ at: request, message: 'the request that opens the connection' }];
      const time = idle.kind === 'limited' ? idle.words : '';
      report(at, idle.kind, {
        data: { function: nameOf(maker), time },
        related,
        ...(idle.kind === 'limited' && { severity: 'info' }),
      });
    }
  },
});

function nameOf(fn: GoFunction): string {
  return fn.kind === 'literal' ? 'this function' : fn.name;
}
