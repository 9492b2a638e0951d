/**
 * Finds sends that nothing but a receiver lets go on, in producers that elsewhere give up at a stop signal.
 *
 * Only the producer is looked at: that its author foresaw consumers who stop receiving is what makes the send a defect.
 */
import type { UnguardedSend } from '../../src/rule/channels.ts';
import type { Package, Place } from '../../src/rule/package.ts';
import { defineRule, type FixDetail } from '../../src/rule/rule.ts';
import { Field, Kind, NO_NODE } from '../../src/rule/syntax.ts';

export const rule = defineRule({
  meta: {
    id: 'uncancelled-producer',
    family: 'goroutine',
    tier: 'default',
    summary: 'A producer that can be told to stop sends without looking at the stop signal',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'While a send waits for a receiver, the goroutine sees nothing else. If the consumer has stopped receiving because ' +
      'the same context was cancelled, the send waits for ever, and the goroutine with its stack (2 KB at least) and ' +
      'all that it refers to is never freed, although other sends of the producer would have given up.',
    remedy: 'Send in a select with the same signal: `select { case c <- v: case <-ctx.Done(): return }`.',
    limits:
      'Holds for every version of Go. Reports a send only if another send to the same channel in the same goroutine ' +
      'selects on a stop signal (a Done method, or a channel of empty structs); or, for a channel that is neither returned ' +
      'nor stored, if it lies in a case of a select in a loop that another case leaves at such a signal. Silent for ' +
      'channels in fields, for those whose capacity is known only at run time or has room, also for the last value before ' +
      'the goroutine returns, and where all receivers in sight go on until the channel is closed. Signals in package-level ' +
      'variables and those of code that runs once are taken to be given only when the process ends.',
    references: ['https://go.dev/blog/pipelines', 'https://go.dev/blog/context'],
    messages: {
      sibling:
        'this send to {channel} does not look at {signal}, at which another one gives up (line {line}): if nobody receives ' +
        'any more it blocks its goroutine for ever; send in a select with {signal}',
      loop:
        'while this send to {channel} waits, the loop cannot see {signal} (line {line}): if nobody receives any more it ' +
        'blocks its goroutine for ever; send in a select with {signal}',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['select'],
  check({ pkg, report }) {
    for (const found of pkg.channels.unguardedSends()) {
      const { send, more, within, channel, signal, made, why } = found;
      report(send, why, {
        data: { channel: channel.name, signal: pkg.textOf(signal), line: lineOf(pkg, signal) },
        related: [{ at: signal, message: 'the stop signal' }, ...more.map(at => ({ at, message: 'the same here' }))],
        evidence: [
          ...(made === undefined ? [] : [{ kind: 'lines', at: made } as const]),
          { kind: 'lines', at: within.place },
        ],
        suggestions: guardedSends(pkg, found),
      });
    }
  },
});

function lineOf(pkg: Package, { file, node }: Place): number {
  const tree = pkg.tree(file);
  return tree.lineAt(tree.startOf(node)) + 1;
}

/** Puts the sends into selects, where returning is all that is left to do: in functions without results. */
function guardedSends(pkg: Package, { send, more, signal }: UnguardedSend): FixDetail[] {
  const places = [send, ...more];
  const returnsNothing = places.every(place => {
    const fn = pkg.functionAround(place);
    return fn !== undefined && pkg.tree(place.file).childByField(fn.place.node, Field.Result) === NO_NODE;
  });
  const isStatement = places.every(place => {
    const tree = pkg.tree(place.file);
    return tree.kindOf(tree.parentOf(place.node)) === Kind.StatementList;
  });
  if (!returnsNothing || !isStatement) return [];
  const edits = places.map(at => ({ at, text: guarded(pkg, at, pkg.textOf(signal)) }));
  return [{ title: `Give up at ${pkg.textOf(signal)}`, edits }];
}

function guarded(pkg: Package, at: Place, signal: string): string {
  const tree = pkg.tree(at.file);
  const start = tree.startOf(at.node);
  const line = tree.text.slice(tree.lineStart(tree.lineAt(start)), start);
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const lines = ['select {', `case ${pkg.textOf(at)}:`, `case <-${signal}:`, '\treturn', '}'];
  return lines.join(`\n${indent}`);
}
