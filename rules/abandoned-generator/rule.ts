/**
 * Finds callers that stop receiving from a producer which they could tell to stop, and do not.
 *
 * The producer is in order: it waits for the signal as well. What a producer does that waits for a receiver only is the
 * business of another rule.
 */
import type { AbandonedGenerator } from '../../src/rule/channels.ts';
import { lineOf } from '../../src/rule/line.ts';
import type { Package } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'abandoned-generator',
    family: 'goroutine',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'A function stops receiving from a producer goroutine before its end and does not tell it to stop',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A producer that nobody receives from waits in its send until its stop signal is given, usually by the end of ' +
      'a context. If the caller returns early, and the signal belongs to somebody else who may live much longer, ' +
      'the goroutine stays until then, with its stack (2 KB at least) and everything that it refers to. If it is ' +
      'the context of the process, it stays for ever.',
    remedy:
      'Make a context for the producer before the call, `ctx, cancel := context.WithCancel(ctx)` with `defer ' +
      'cancel()`. Or receive the remaining values before you return.',
    limits:
      'Holds for every version of Go. On by default only if the signal is the end of a context.Background or ' +
      'context.TODO, which never comes; the rest is opt-in. Reports calls of functions of the same package that return ' +
      'a channel of constant capacity and whose goroutines send to it in a select with a stop signal. Silent if the caller ' +
      'cancels the context that it passes, closes the channel, serves an HTTP request, or hands the channel on. If ' +
      'the context is a parameter, it may end soon after; that is not known.',
    references: ['https://go.dev/blog/pipelines', 'https://pkg.go.dev/context#WithCancel'],
    messages: {
      never:
        '{consumer} can return (line {line}) before this producer has sent everything, and nobody ends the context that ' +
        'it is given: its goroutine blocks for ever; pass a context that {consumer} cancels when it returns',
      left:
        '{consumer} can return (line {line}) before this producer has sent everything, and does not tell it to ' +
        'stop: its goroutine waits until others give {signal}; pass a context that {consumer} cancels when it ' +
        'returns',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['chan'],
  check({ pkg, report }) {
    for (const channel of pkg.channels.all) {
      for (const found of pkg.channels.abandonedGeneratorsOf(channel)) {
        report(found.call, found.isNever ? 'never' : 'left', {
          data: dataOf(pkg, found),
          ...(found.isNever ? {} : { tier: 'opt-in' }),
          ...(found.isRare ? { severity: 'info' } : {}),
          related: [
            { at: found.leaves, message: 'returns here' },
            { at: found.send.place, message: 'the send' },
          ],
          evidence: [
            { kind: 'lines', at: channel.origin },
            { kind: 'lines', at: found.send.within?.place ?? found.send.place },
            { kind: 'goroutine', waits: found.send.place },
          ],
        });
      }
    }
  },
});

function dataOf(pkg: Package, { consumer, leaves, signal }: AbandonedGenerator): Record<string, string | number> {
  const name = consumer.kind === 'literal' ? 'the function' : consumer.name;
  return { consumer: name, line: lineOf(pkg, leaves), signal: pkg.textOf(signal) };
}
