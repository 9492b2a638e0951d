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
    tier: 'opt-in',
    summary: 'A function stops receiving from a producer and does not tell it to stop',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A producer that nobody receives from waits in its send until its stop signal is given. If the caller leaves early ' +
      'and the signal is that of somebody else, who may live much longer, the goroutine with its stack (2 KB at least) and ' +
      'all that it refers to stays until then: for ever, if the context is that of the process.',
    remedy:
      'Make a context for the producer: `ctx, cancel := context.WithCancel(ctx)` and `defer cancel()` before the call; or ' +
      'receive the rest before leaving.',
    limits:
      'Holds for every version of Go. Reports calls of functions of the package that return a channel of constant ' +
      'capacity, to which their goroutines send in selects with a stop signal. Silent where the caller cancels the context ' +
      'that it passes or closes the channel, where it serves an HTTP request, and where it hands the channel on. Whether a ' +
      'context that is a parameter ends soon after is not known.',
    references: ['https://go.dev/blog/pipelines', 'https://pkg.go.dev/context#WithCancel'],
    messages: {
      left:
        '{consumer} can return (line {line}) before this producer has sent everything, and does not tell it to stop: its ' +
        'goroutine waits until {signal} is given by others; pass a context that {consumer} cancels when it returns',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['chan'],
  check({ pkg, report }) {
    for (const channel of pkg.channels.all) {
      for (const found of pkg.channels.abandonedGeneratorsOf(channel)) {
        report(found.call, 'left', {
          data: dataOf(pkg, found),
          related: [
            { at: found.leaves, message: 'returns here' },
            { at: found.send.place, message: 'the send' },
          ],
          evidence: [
            { kind: 'lines', at: channel.origin },
            { kind: 'lines', at: found.send.within?.place ?? found.send.place },
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
