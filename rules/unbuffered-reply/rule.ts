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
    summary: 'An answer over an unbuffered channel blocks for ever if the requester has stopped waiting',
    severity: 'error',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Another goroutine takes a request, which carries a channel for the answer, from a queue. If the requester ' +
      'gives up before the answer comes (a timeout, a cancelled context), nobody receives it, and the send of the ' +
      'answer blocks for ever. Usually the blocked goroutine is the one loop that serves all requests: it serves no ' +
      'more, and everything that waits for it piles up behind.',
    remedy:
      'Give the answer channel capacity 1: the send then never waits, and the garbage collector frees the channel ' +
      'if nobody receives. Or let the send of the answer select on the signal at which the requester gives up.',
    limits:
      'Holds for every version of Go. Sees only requests that go through a queue (a channel) to a function of the ' +
      'same package that answers outside a select. Silent if the requester still receives later, takes its request ' +
      'back, closes the channel, or passes it to another function. Reported as info if the requester gives up only ' +
      'when its object is told to stop. Channels in exported fields are not followed.',
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
      { kind: 'goroutine', waits: answer },
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
