/**
 * Finds sends that nothing but a receiver lets go on, in producers whose consumers stop receiving: because the producer
 * elsewhere gives up at a stop signal, which shows that its author foresaw it, or because a consumer is seen to do so.
 */
import type { Channel, DeafProducer, StrandedSend, UnguardedSend } from '../../src/rule/channels.ts';
import { lineOf } from '../../src/rule/line.ts';
import type { GoSymbol, Package, Place } from '../../src/rule/package.ts';
import { defineRule, type Detail, type FixDetail } from '../../src/rule/rule.ts';
import { Field, Kind, NO_NODE, type NodeId } from '../../src/rule/syntax.ts';

export const rule = defineRule({
  meta: {
    id: 'uncancelled-producer',
    family: 'goroutine',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'A producer waits only for a receiver, although its consumer can stop receiving',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A goroutine that waits in a plain send sees nothing else, not even that its context was cancelled. If the ' +
      'consumer has stopped receiving because of that same context, the send waits for ever, and the goroutine is ' +
      'never freed, with its stack (2 KB at least) and everything that it refers to. It does not help that other ' +
      'sends of the same goroutine do look at the context.',
    remedy:
      'Send in a select with the same signal: `select { case c <- v: case <-ctx.Done(): return }`. If the ' +
      'producer has no such signal, give it a ctx parameter, or a done channel that the consumer closes.',
    limits:
      'Holds for every version of Go. A stop signal is a Done method or a channel of empty structs. Reports a ' +
      'send if another send to the same channel in the same goroutine selects on a stop signal, or if the only ' +
      'goroutine that receives from a local channel leaves its loop on a stop signal that comes from a parameter ' +
      'or the receiver of the enclosing function. Always silent if the channel has room or its capacity is known ' +
      'only at run time, for the last value before the goroutine returns, and if all known receivers go on until ' +
      'the channel is closed. A signal in a package-level variable, or of code that runs once in a process, is ' +
      'taken to be given only when the process ends. Opt-in: such sends if the channel is made elsewhere or kept ' +
      'in a field. Opt-in: a send in the body of a case of a select in a loop, if another case leaves at a stop ' +
      'signal. Opt-in: a channel returned to a caller in the package that can return before it has received ' +
      'everything (see abandoned-send). Opt-in: goroutines that send in a loop to an unbuffered channel that a ' +
      'function returns or passes on to code that is not seen to receive from it, if a parameter of the function ' +
      'is or has a context, or is a stop channel. Opt-in: methods that send to an unbuffered channel in a field, ' +
      'if the only loop that receives ends at a signal in another field. These are no defects if every consumer ' +
      'goes on until the channel is closed, if nobody calls the method after the signal, or if a caller returns ' +
      'early only when the producer has ended: in real code most of them turned out not to be leaks.',
    references: ['https://go.dev/blog/pipelines', 'https://go.dev/blog/context'],
    messages: {
      sibling:
        'this send to {channel} does not look at {signal}, at which another send gives up (line {line}): if nobody ' +
        'receives any more it blocks its goroutine for ever; send in a select with {signal}',
      loop:
        'while this send to {channel} waits, the loop cannot see {signal} (line {line}): if nobody receives any more it ' +
        'blocks its goroutine for ever; send in a select with {signal}',
      abandoned:
        'this send to {channel} waits for a receiver only: once {function} has returned (line {line}) there is none, and ' +
        'the goroutine blocks for ever; send in a select with {signal}',
      deaf:
        'this goroutine sends to {channel} again and again without looking at {signal}: if its consumer stops ' +
        'receiving it blocks for ever; send in a select with {signal}',
      receiver:
        'this send to {channel} waits for a receiver only, and the loop that receives leaves at {signal} (line {line}): ' +
        'after that it blocks for ever; send in a select with {signal}',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['chan'],
  check({ pkg, report }) {
    const reported = new Set<NodeId>();
    for (const found of pkg.channels.unguardedSends()) {
      for (const { node } of [found.send, ...found.more]) reported.add(node);
      report(found.send, found.why, unguardedDetail(pkg, found));
    }
    for (const channel of pkg.channels.all) {
      const producer = pkg.channels.deafProducerOf(channel);
      if (producer === undefined || reported.has(producer.send.place.node)) continue;
      report(
        producer.send.place,
        producer.left === undefined ? 'deaf' : 'abandoned',
        producerDetail(pkg, channel, producer),
      );
    }
    for (const channel of pkg.channels.all) {
      const local = pkg.channels.localSendOf(channel);
      const found = local ?? pkg.channels.fieldSendOf(channel);
      if (found === undefined || reported.has(found.send.place.node)) continue;
      report(found.send.place, 'receiver', {
        ...strandedDetail(pkg, channel, found),
        ...(local === undefined && { tier: 'opt-in' }),
      });
    }
  },
});

function unguardedDetail(pkg: Package, found: UnguardedSend): Detail {
  const { send, more, within, channel, signal, made, isWider } = found;
  return {
    data: { channel: channel.name, signal: pkg.textOf(signal), line: lineOf(pkg, signal) },
    ...(isWider ? { tier: 'opt-in' } : {}),
    related: [{ at: signal, message: 'the stop signal' }, ...more.map(at => ({ at, message: 'the same here' }))],
    evidence: [
      ...(made === undefined ? [] : [{ kind: 'lines', at: made } as const]),
      { kind: 'lines', at: within.place },
      ...[send, ...more].map(at => ({ kind: 'goroutine', waits: at }) as const),
    ],
    suggestions: guardedSends(pkg, found),
  };
}

function strandedDetail(pkg: Package, channel: Channel, { send, more, receiver, signal }: StrandedSend): Detail {
  return {
    data: { channel: channel.name, signal: pkg.textOf(signal), line: lineOf(pkg, signal) },
    confidence: 'medium',
    related: [
      { at: signal, message: 'the receiving loop leaves here' },
      ...more.map(({ place }) => ({ at: place, message: 'the same here' })),
    ],
    evidence: [
      { kind: 'lines', at: send.place },
      { kind: 'lines', at: receiver.place },
      ...[send, ...more].map(({ place }) => ({ kind: 'goroutine', waits: place }) as const),
    ],
  };
}

function producerDetail(pkg: Package, channel: Channel, { send, left, signal }: DeafProducer): Detail {
  const { place, within } = send;
  const data = { channel: channel.name, signal: signalText(pkg, signal) };
  const evidence = [
    { kind: 'lines', at: channel.origin },
    { kind: 'lines', at: within?.place ?? place },
    { kind: 'goroutine', waits: place },
  ] as const;
  if (left === undefined) return { data, evidence, tier: 'opt-in' };
  const { by, abandonment } = left;
  const name = by.view.maker.kind === 'literal' ? 'the function' : by.view.maker.name;
  return {
    data: { ...data, function: name, line: lineOf(pkg, abandonment.leaves) },
    ...(abandonment.isRare ? { severity: 'info' } : {}),
    tier: 'opt-in',
    related: [
      { at: by.view.origin, message: `${name} gets the channel here` },
      { at: abandonment.leaves, message: `${name} returns here` },
    ],
    evidence,
  };
}

function signalText(pkg: Package, signal: GoSymbol | undefined): string {
  if (signal === undefined) return 'a stop signal';
  const type = pkg.typeOfSymbol(signal);
  if (type.kind === 'chan') return signal.name;
  const isContext = type.kind === 'named' && type.path === 'context';
  return isContext ? `${signal.name}.Done()` : `${signal.name}.Context().Done()`;
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
