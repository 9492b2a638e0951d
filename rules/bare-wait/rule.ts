/**
 * Finds goroutines that only wait for the end of something that lives longer than what they were started for, and of
 * which more and more are started.
 *
 * A goroutine that closes one thing when a context ends is fine, once; one for each connection is not.
 */
import { bareWaits, type BareWait } from '../../src/rule/goroutines.ts';
import { lineOf } from '../../src/rule/line.ts';
import type { Package } from '../../src/rule/package.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'bare-wait',
    family: 'goroutine',
    tier: 'opt-in',
    summary: 'Each call starts a goroutine that waits only for the end of something that lives longer than the call',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A goroutine that waits for the end of a context, or of a server, stays until then, with its stack (2 KB at ' +
      'least) and everything that it refers to. If each connection or request starts one, they pile up: the ' +
      'connection was served and closed long ago, but its goroutine still waits and keeps it in memory.',
    remedy:
      'Let the goroutine also wait for the end of the work, in a select with a channel that is closed then. Or use ' +
      '`stop := context.AfterFunc(ctx, f)` with `defer stop()` instead of the goroutine (Go 1.21).',
    limits:
      'Holds for every version of Go. Reports goroutines that have no loop and no select and whose only statement ' +
      'on a channel is a receive from the Done channel of a context, or from a channel that is a parameter, a field ' +
      'or a package-level variable. goleaklint must see that such goroutines are started again and again with the ' +
      'same context or object, up to three calls away: in an endless loop that it was declared outside of, or in an ' +
      'HTTP handler that has it in its receiver. Silent if the function that starts the goroutine waits for the ' +
      'same signal or gives it, and for contexts of requests. Whether the work always lasts until the signal is not ' +
      'known; then nothing leaks.',
    references: ['https://pkg.go.dev/context#AfterFunc'],
    messages: {
      waits:
        'this goroutine waits for {signal} only, and line {line} starts more of them: each stays until then, though ' +
        'its work is over; select on the end of the work too, or use context.AfterFunc and its stop',
      handler:
        'this goroutine waits for {signal} only, and each request starts another: all stay until then, though the ' +
        'request is over; select on the end of the request too, or use context.AfterFunc and its stop',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['go'],
  check({ pkg, report }) {
    for (const found of bareWaits(pkg)) {
      const isHandler = pkg.functionAt(found.again) !== undefined;
      report(found.goroutine.start, isHandler ? 'handler' : 'waits', detailOf(pkg, found));
    }
  },
});

function detailOf(pkg: Package, { goroutine, signal, again }: BareWait): Detail {
  const { start, entry } = goroutine;
  return {
    data: { signal: pkg.textOf(signal), line: lineOf(pkg, again) },
    related: [
      { at: signal, message: 'the only wait' },
      { at: again, message: 'comes round here' },
    ],
    evidence: [
      { kind: 'lines', at: start },
      ...(entry === undefined ? [] : [{ kind: 'lines', at: entry.place } as const]),
      { kind: 'goroutine', started: goroutine, waits: signal },
    ],
  };
}
