/**
 * Finds requests that carry an unbuffered channel for the answer, although the one who asks may stop waiting: whoever
 * answers then blocks for ever.
 *
 * Both ends have to be in the package, see `abandonedReply`; the finding is at the channel, where the remedy is.
 */
import type { AbandonedReply } from '../../src/rule/channels.ts';
import { lineOf } from '../../src/rule/line.ts';
import type { GoFunction, Package } from '../../src/rule/package.ts';
import { defineRule, type Detail, type FixDetail } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'unbuffered-reply',
    family: 'goroutine',
    tier: 'default',
    summary: 'An answer over an unbuffered channel blocks for ever if the one who asked has stopped waiting',
    severity: 'error',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A request that carries a channel for its answer is taken from a queue by another goroutine. If the one who asked ' +
      'gives up (a timeout, a cancelled context) between that and the answer, nobody receives: the send of the answer ' +
      'blocks for ever. That is worse than one goroutine left behind, since it is mostly the one loop that serves all ' +
      'requests which then serves no more, and everything that waits for it piles up behind.',
    remedy:
      'Give the channel for the answer capacity 1: the answer then never waits, and the channel is collected if nobody ' +
      'takes it. Or let the send of the answer select on the signal with which the requester leaves.',
    limits:
      'Holds for every version of Go. Only where the request goes through a queue (a channel) to a function of the same ' +
      'package that answers outside a select. Silent if the requester still receives later, takes its request back, ' +
      'closes the channel, or hands it to another function. Only info where the requester leaves no sooner than when its ' +
      'object is told to stop. Channels in exported fields are not followed.',
    references: ['https://go.dev/ref/spec#Send_statements', 'https://go.dev/doc/go1.26#goroutineleak-profiles'],
    messages: {
      abandoned:
        'if {function} stops waiting for the answer (line {line}), nobody receives from {channel}, and {responder} blocks ' +
        'for ever in its send; make {channel} with capacity 1',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['chan'],
  check({ pkg, report }) {
    for (const channel of pkg.channels.all) {
      const reply = pkg.channels.abandonedReplyOf(channel);
      if (reply !== undefined) report(channel.origin, 'abandoned', detailOf(pkg, reply));
    }
  },
});

function detailOf(pkg: Package, reply: AbandonedReply): Detail {
  const { channel, maker, responder, alternative, answer, request, isAtEnd } = reply;
  return {
    data: {
      channel: channel.name,
      function: nameOf(maker, 'the function'),
      responder: nameOf(responder, 'the goroutine that answers'),
      line: lineOf(pkg, alternative),
    },
    ...(isAtEnd && { severity: 'info', confidence: 'medium' }),
    related: [
      { at: request, message: 'the request is sent here' },
      { at: alternative, message: 'this case can win instead of the answer' },
      { at: answer, message: 'the answer, which then blocks' },
    ],
    evidence: [
      { kind: 'lines', at: channel.origin },
      { kind: 'lines', at: responder.place },
    ],
    suggestions: [roomForOne(pkg, reply)],
  };
}

const nameOf = ({ kind, name }: GoFunction, otherwise: string): string => (kind === 'literal' ? otherwise : name);

/** It changes when the responder goes on, so it is no automatic fix. */
function roomForOne(pkg: Package, { channel: { origin, name } }: AbandonedReply): FixDetail {
  const [type, capacity] = pkg.callAt(origin).args;
  const title = `Make room in ${name} for the answer`;
  if (capacity !== undefined) return { title, edits: [{ at: capacity, text: '1' }] };
  return { title, edits: type === undefined ? [] : [{ at: type, side: 'after', text: ', 1' }] };
}
