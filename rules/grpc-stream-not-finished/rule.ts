/**
 * Finds streams of gRPC clients that a function opens, keeps to itself and never reads to their end, with a context that
 * it does not cancel.
 */
import { boundOfOperands, obligationOf } from '../../src/rule/obligations.ts';
import type { Call, GoSymbol, Package } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { limitedBy } from '../../src/rule/time-limit.ts';
import { findMember } from '../../src/rule/types.ts';

const UNTIL = { none: 'until the server ends it or the connection is closed', open: 'until its context ends' };

/** These wait for the end of the stream, by contract or because the server answers once. */
const FINISHING = { releases: ['CloseAndRecv'] };

const RECEIVING: readonly string[] = ['Recv', 'RecvMsg'];

export const rule = defineRule({
  meta: {
    id: 'grpc-stream-not-finished',
    family: 'goroutine',
    tier: 'opt-in',
    summary: 'A gRPC client stream is neither read to its end nor cancelled',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      "For every stream a gRPC client starts a goroutine that waits for the end of the stream's context or of the " +
      'connection, and the connection keeps the stream with its buffers. Both are freed when Recv has returned an ' +
      'error (io.EOF at the end), when the context is cancelled, or when the connection is closed. CloseSend does ' +
      'not end a stream, and neither does returning from the function that opened it. The server keeps the ' +
      'goroutine of its handler for as long.',
    remedy:
      'Open the stream with its own context, `ctx, cancel := context.WithCancel(ctx)` with `defer cancel()`. Or ' +
      'call Recv until it returns an error.',
    limits:
      'Holds for every version of Go. Sees only streams that stay in a local variable and that no loop receives ' +
      'from: whether a loop ends before the stream does is not known. Clients are recognised by the methods of what ' +
      'they return, so the generated code must be available.',
    references: ['https://pkg.go.dev/google.golang.org/grpc#ClientConn.NewStream'],
    messages: {
      unread:
        'nothing receives from {holder} to its end, so that the stream and its goroutine stay {until}; cancel its context ' +
        'when the function returns, or call Recv until it fails',
      discarded:
        'nothing holds this stream, so that it and its goroutine stay {until}; cancel its context when the function returns',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['Recv'],
  check({ pkg, report }) {
    for (const call of pkg.calls) {
      if (call.args.length === 0 || !opensStream(pkg, call)) continue;
      const { status, holder, elsewhere, discarded } = obligationOf(pkg, call, FINISHING);
      if (status !== 'unmet' || elsewhere === true) continue;
      if (holder !== undefined && isReadInLoop(pkg, call, holder)) continue;
      const limited = limitedBy(pkg, boundOfOperands(pkg, call) ?? { end: 'none' }, UNTIL);
      if (limited === undefined) continue;
      report(call.place, discarded === true ? 'discarded' : 'unread', {
        ...limited.detail,
        data: { holder: holder?.name ?? '', until: limited.until },
      });
    }
  },
});

/** A method of a client returns what sends and receives and knows its trailer, and an error. */
function opensStream(pkg: Package, { callee }: Call): boolean {
  const [stream, error] = callee.kind === 'function' ? (callee.signature?.results ?? []) : [];
  if (stream === undefined || error === undefined) return false;
  return ['RecvMsg', 'CloseSend', 'Trailer'].every(name => findMember(pkg.types, stream, name)?.kind === 'method');
}

/** Whether the stream is received from more than once, or by code that is not the function's own. */
function isReadInLoop(pkg: Package, { caller }: Call, { uses }: GoSymbol): boolean {
  return uses.some(at => {
    const { kind, name = '', node } = pkg.useOf(at);
    if (kind !== 'method' || !RECEIVING.includes(name)) return kind === 'method-value' || kind === 'argument';
    return caller === undefined || pkg.functionAround(at) !== caller || pkg.flow(caller).isOnCycle(node);
  });
}
