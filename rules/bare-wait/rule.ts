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
    summary: 'A goroutine for each call waits for the end of something that lives longer',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A goroutine that waits for the end of a context, or of a server, stays until then with its stack (2 KB at least) ' +
      'and all that it refers to. If one is started for each connection or request, they pile up: the work of most is long ' +
      'over, and what they were meant to close is closed, but kept.',
    remedy:
      'Let the goroutine wait for the end of the work as well, in a select on a channel that is closed then; or replace it ' +
      'by `stop := context.AfterFunc(ctx, f)` with `defer stop()` (Go 1.21).',
    limits:
      'Holds for every version of Go. Reports goroutines whose only statement on a channel, with no loop and no select, is ' +
      'a receive from the Done channel of a context, or from a channel, that was handed over, is in a field or is a global. ' +
      'The start must be seen to come round with the same context or object, through up to three calls: in a loop that is ' +
      'not made to end (no walk through a collection), outside of which it was declared, or in a handler of HTTP requests ' +
      'that has it in its receiver. Silent where the starter waits for the same signal or gives it, and for contexts of ' +
      'requests. Does not see that the work always lasts until the signal.',
    references: ['https://pkg.go.dev/context#AfterFunc'],
    messages: {
      waits:
        'this goroutine waits for {signal} only, and line {line} starts more of them: each stays until that is given, though ' +
        'its work is over; select on the end of the work too, or use context.AfterFunc and its stop',
      handler:
        'this goroutine waits for {signal} only, and each request starts another: all stay until that is given, though the ' +
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

function detailOf(pkg: Package, { goroutine: { start, entry }, signal, again }: BareWait): Detail {
  return {
    data: { signal: pkg.textOf(signal), line: lineOf(pkg, again) },
    related: [
      { at: signal, message: 'the only wait' },
      { at: again, message: 'comes round here' },
    ],
    evidence: [
      { kind: 'lines', at: start },
      ...(entry === undefined ? [] : [{ kind: 'lines', at: entry.place } as const]),
    ],
  };
}
