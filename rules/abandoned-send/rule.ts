/**
 * Finds goroutines that send to a channel from which nobody receives any more: the function that made the channel can
 * leave without taking all values, or the send can never succeed at all.
 *
 * Only channels of which every use is in sight are judged, see `AbandonmentCheck`; one finding for each channel.
 */
import { type Abandonment, type Channel, type Operation } from '../../src/rule/channels.ts';
import { lineOf } from '../../src/rule/line.ts';
import type { GoFunction, Package, Place } from '../../src/rule/package.ts';
import { defineRule, type Detail, type Edit, type FixDetail, type RelatedDetail } from '../../src/rule/rule.ts';
import { Field } from '../../src/rule/syntax.ts';

type Message =
  'neverReceived' | 'streamAbandoned' | 'eachAbandoned' | 'tooFew' | 'remade' | 'noReceiver' | 'tooEarly' | 'nil';

/** A capacity above this is no longer a plain remedy. */
const MAX_SUGGESTED_CAPACITY = 8;

export const rule = defineRule({
  meta: {
    id: 'abandoned-send',
    family: 'goroutine',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'A goroutine sends to a channel that nobody receives from once the function has returned',
    severity: 'error',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A send on an unbuffered channel, or on a full one, waits for a receiver. If the function that was to ' +
      'receive has already returned (because of a timeout, a cancelled context or an error, or because the first ' +
      'of several answers was enough), no receiver ever comes. The goroutine blocks for ever, and its stack (2 KB ' +
      'at least) and everything that it refers to are never freed. Each call can leave one more behind.',
    remedy:
      'Give the channel as much capacity as there are sends (1 for a single result), so that no send waits. Or send ' +
      'in a select that also waits for the signal on which the function returns, such as ctx.Done(). Or receive the ' +
      'remaining values before returning.',
    limits:
      'Holds for every version of Go. Silent if the channel is returned, stored or passed to code that goleaklint ' +
      'cannot see; if its capacity is known only at run time; if another goroutine or a second function receives ' +
      'from it; or if the receiving side closes it. Silent too while the goroutine waits in a loop over another ' +
      'channel that nobody has closed. Assumed to receive all values: a receiving loop with its own end ' +
      'condition. Assumed to outlast all sends: Wait of a wait group. Two different conditions are taken to be ' +
      'independent unless they share a variable, so `if a` around the send and `if b` around the receive are ' +
      'reported. Silent too if the function calls Close, Stop or Shutdown and each send comes after a test such ' +
      'as `errors.Is(err, net.ErrClosed)`, or if the process exits with the function: main, and what a ' +
      'command-line library runs. Reported as info if it is rare: several goroutines must fail in the same call, ' +
      'or only an error makes the function return and nothing in the package shows that it runs again and again. ' +
      'Opt-in: an exported function (not a method) that returns early only after an error and that nothing shows ' +
      'to run again, as it may be a step of a command; a goroutine that sends only when it fails, after its ' +
      'receiver gave up on a timeout; a channel with room for one value of each send statement in the goroutine, ' +
      'if those in a loop each stand in a case of a select; and a function of a program that returns as a context ' +
      'ends, if it is not seen to run again after that.',
    references: [
      'https://go.dev/ref/spec#Send_statements',
      'https://go.dev/blog/pipelines',
      'https://go.dev/doc/go1.26#goroutineleak-profiles',
    ],
    messages: {
      neverReceived:
        'this goroutine blocks for ever in its send if {function} returns without receiving from {channel} (line ' +
        '{line}); make {channel} with capacity {capacity}, or select on a stop signal as well',
      streamAbandoned:
        'values are sent to {channel} again and again; once {function} has returned (line {line}) nobody receives them, ' +
        'and this goroutine blocks for ever; let the send select on a stop signal as well, or receive the rest',
      eachAbandoned:
        'each goroutine that is started here sends to {channel}; once {function} has returned (line {line}) nobody ' +
        'receives, and those that still send block for ever; let the send select on a stop signal as well, or receive ' +
        'the rest',
      tooFew:
        '{count} values are sent to {channel}, but {function} can return (line {line}) before it has received them all: ' +
        'the goroutines that still send block for ever; give {channel} that capacity, or receive the rest',
      remade:
        'this goroutine blocks for ever in its send if {function} goes on to the next round without receiving from ' +
        '{channel}; make {channel} with capacity {capacity}, or select on a stop signal as well',
      noReceiver:
        'nothing ever receives from {channel}, so each send to it blocks for ever; receive from it, or remove it',
      tooEarly:
        'this send on the unbuffered {channel} comes before anything that receives from it can have been started, so it ' +
        'blocks for ever; start the receiver first, or give {channel} capacity',
      nil: '{channel} is nil, so this send blocks for ever; make the channel first',
    },
    options: {},
    supersedes: ['uncancelled-producer'],
    metric: 'cum',
    refutable: false,
  },
  triggers: ['chan'],
  check({ pkg, report }) {
    const abandoned = new Map<Place, Abandoned[]>();
    for (const channel of pkg.channels.all) {
      const block = pkg.channels.certainBlockOf(channel);
      if (block !== undefined) {
        const message = { nil: 'nil', 'no-receiver': 'noReceiver', 'no-receiver-yet': 'tooEarly' } as const;
        const at = block.isOwn ? block.send.place : channel.origin;
        report(at, message[block.why], certainDetail(channel, block.send));
        continue;
      }
      const abandonment = pkg.channels.abandonmentOf(channel);
      if (abandonment === undefined) continue;
      const start = abandonment.goroutine.start;
      abandoned.set(start, [...(abandoned.get(start) ?? []), { channel, abandonment }]);
    }
    for (const [first, ...others] of abandoned.values()) {
      if (first === undefined) continue;
      const { send, isOwn, goroutine } = first.abandonment;
      report(isOwn ? send.place : goroutine.start, messageFor(first.abandonment), detailOf(pkg, first, others));
    }
  },
});

/** Channels to which one goroutine sends are one defect. */
interface Abandoned {
  readonly channel: Channel;
  readonly abandonment: Abandonment;
}

function messageFor({ how, receivesSome, sends, isOnePerGoroutine }: Abandonment): Message {
  if (how === 'restart') return 'remade';
  if (sends === undefined) return isOnePerGoroutine ? 'eachAbandoned' : 'streamAbandoned';
  return receivesSome ? 'tooFew' : 'neverReceived';
}

function certainDetail(channel: Channel, { within, place }: Operation): Detail {
  const declared = channel.capacity.kind === 'nil' ? 'is declared here and never made' : 'is made here';
  return {
    data: { channel: channel.name },
    related: [
      { at: channel.origin, message: `${channel.name} ${declared}` },
      { at: place, message: 'the send' },
    ],
    evidence: [
      { kind: 'lines', at: channel.origin },
      { kind: 'lines', at: within?.place ?? place },
      { kind: 'goroutine', waits: place },
    ],
  };
}

function detailOf(pkg: Package, { channel, abandonment }: Abandoned, others: readonly Abandoned[]): Detail {
  const { sends, leaves, send, goroutine } = abandonment;
  const related: RelatedDetail[] = [{ at: channel.origin, message: `${channel.name} is made here` }];
  if (!abandonment.isOwn) related.push({ at: send.place, message: 'the send' });
  if (abandonment.how !== 'restart') {
    related.push({ at: leaves, message: `${functionName(abandonment.receiver)} returns here` });
  }
  for (const other of others) {
    related.push({ at: other.abandonment.send.place, message: `the send to ${other.channel.name} blocks as well` });
    related.push({ at: other.channel.origin, message: `${other.channel.name} is made here` });
  }
  return {
    data: {
      channel: channel.name,
      function: functionName(abandonment.receiver),
      line: lineOf(pkg, leaves),
      capacity: sends ?? 1,
      count: sends ?? 0,
    },
    ...(abandonment.isRare ? { severity: 'info' } : {}),
    ...(abandonment.isDoubtful ? { tier: 'opt-in' } : {}),
    confidence: 'medium',
    within: abandonment.receiver,
    related,
    evidence: [
      { kind: 'lines', at: channel.origin },
      { kind: 'lines', at: goroutine.entry?.place ?? send.place },
      ...[abandonment, ...others.map(other => other.abandonment)].map(blocked => {
        return { kind: 'goroutine', started: blocked.goroutine, waits: blocked.send.place } as const;
      }),
    ],
    suggestions: capacitySuggestion(pkg, [{ channel, abandonment }, ...others]),
  };
}

function functionName({ kind, name }: GoFunction): string {
  return kind === 'literal' ? 'the function' : name;
}

/** Writes the capacity into the calls of make. It changes when the sender goes on, so it is no automatic fix. */
function capacitySuggestion(pkg: Package, abandoned: readonly Abandoned[]): FixDetail[] {
  const edits: Edit[] = [];
  for (const { channel, abandonment } of abandoned) {
    const { file, node } = channel.origin;
    const tree = pkg.tree(file);
    const [type, size] = tree.namedChildren(tree.childByField(node, Field.Arguments));
    const { sends } = abandonment;
    if (type === undefined || sends === undefined || sends > MAX_SUGGESTED_CAPACITY) return [];
    if (size === undefined) edits.push({ at: { file, node: type }, side: 'after', text: `, ${sends}` });
    else edits.push({ at: { file, node: size }, text: String(sends) });
  }
  const names = abandoned.map(({ channel }) => channel.name).join(' and ');
  return [{ title: `Make room in ${names} for all that is sent`, edits }];
}
