/**
 * Finds receives that can never go on: from a channel that nobody sends to or closes, from a nil channel, and from a timer
 * that has been stopped or has no channel.
 *
 * A receive with an alternative in its select is one only where the goroutine has no other way out of its own: a nil channel
 * there switches a case off.
 */
import type { CertainWait, TimerWait } from '../../src/rule/channels.ts';
import type { Package, Place } from '../../src/rule/package.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';
import { Kind, NO_NODE } from '../../src/rule/syntax.ts';

export const rule = defineRule({
  meta: {
    id: 'receive-without-sender',
    family: 'goroutine',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'A receive from a channel that nobody sends to or closes, or that is nil, blocks for ever',
    severity: 'error',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A receive waits for a value or for the close of the channel. If the only function that has the channel ' +
      'does neither, if the channel variable is nil, or if the timer behind it was stopped, it waits for ever, ' +
      'and the stack of the goroutine (2 KB at least) and everything that it refers to are never freed. Usual ' +
      'causes are a channel that is declared twice, so that an inner variable hides the outer one; a close that ' +
      'was lost in a change; and `if t.Stop()` written for `if !t.Stop()`.',
    remedy:
      'Close the channel, or send to it, on every path of the code that should end the wait, best with `defer ' +
      'close(c)`. Remove the receive if there is nothing to wait for. After Stop of a timer has returned true ' +
      '(since Go 1.23: after any Stop), do not receive from its channel.',
    limits:
      'Holds for every version of Go. Silent if the channel is returned, stored in a field or passed to code that ' +
      'goleaklint cannot see, and for a receive in a select with another case. The exception is a goroutine that ' +
      'could otherwise end only by a stop signal, such as ctx.Done(), that the function around it was given. ' +
      'Timers are those of package time, k8s.io/utils/clock and code.cloudfoundry.org/clock. Opt-in in a function ' +
      'literal that is stored or given away, as nobody is seen to call it. If only the last statement of the ' +
      'function that makes the channel receives from it, that is taken as intended, and so is a chan struct{} ' +
      'argument that the caller never closes.',
    references: [
      'https://go.dev/ref/spec#Receive_operator',
      'https://pkg.go.dev/time#Timer.Stop',
      'https://go.dev/doc/go1.26#goroutineleak-profiles',
    ],
    messages: {
      noSender:
        'nothing ever sends to {channel} or closes it, so this receive blocks for ever; close {channel} when the work is ' +
        'done, or remove the receive',
      deadCase:
        'nothing ever sends to {channel} or closes it, so this case is never taken and its goroutine stays when the work ' +
        'is done; close {channel} then',
      nil: '{channel} is nil here, so this receive blocks for ever; make the channel first',
      stopped:
        'Stop has returned true, so {timer} never sends and this receive blocks for ever; receive only if Stop returns ' +
        'false',
      noChannel:
        '{timer} comes from time.AfterFunc, so that its C is nil and this receive blocks for ever; let the function close ' +
        'a channel, or use time.NewTimer',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['chan', 'AfterFunc', 'NewTimer', 'Timer'],
  check({ pkg, report }) {
    for (const channel of pkg.channels.all) {
      const wait = pkg.channels.waitWithoutSenderOf(channel);
      if (wait === undefined) continue;
      report(receiveOf(pkg, wait.place), wait.why === 'dead-case' ? 'deadCase' : 'noSender', detailOf(pkg, wait));
    }
    for (const wait of pkg.channels.waitsOnNil()) report(receiveOf(pkg, wait.place), 'nil', detailOf(pkg, wait));
    for (const wait of pkg.channels.timerWaits()) {
      report(receiveOf(pkg, wait.place), wait.why === 'stopped' ? 'stopped' : 'noChannel', detailOfTimer(wait));
    }
  },
});

function detailOf(pkg: Package, { name, why, origin, place, isOwn, isInCallback }: CertainWait): Detail {
  const made = why === 'nil' ? 'is declared here' : 'is made here';
  const waiter = pkg.functionAround(place)?.place ?? place;
  const maker = origin === undefined ? undefined : pkg.functionAround(origin);
  return {
    data: { channel: name },
    ...(isOwn && why !== 'dead-case' ? {} : { confidence: 'medium' }),
    ...(why === 'dead-case' && { severity: 'warning' }),
    ...(isInCallback && { tier: 'opt-in' }),
    ...(maker !== undefined && { within: maker }),
    related: origin === undefined ? [] : [{ at: origin, message: `${name} ${made}` }],
    evidence: [
      ...[place, waiter, ...(origin === undefined ? [] : [origin])].map(at => ({ kind: 'lines', at }) as const),
      // In a select with a dead case others are alive, for which it may well wait.
      ...(why === 'dead-case' ? [] : [{ kind: 'goroutine', waits: receiveOf(pkg, place) } as const]),
    ],
  };
}

function detailOfTimer({ name, why, because, place }: TimerWait): Detail {
  return {
    data: { timer: name },
    related: [{ at: because, message: why === 'stopped' ? 'stopped here' : `${name} is made here` }],
    evidence: [
      { kind: 'lines', at: place },
      { kind: 'goroutine', waits: place },
    ],
  };
}

/** The receive; of a loop its clause alone. */
function receiveOf(pkg: Package, { file, node }: Place): Place {
  const clause = pkg.tree(file).childOfKind(node, Kind.RangeClause);
  return { file, node: clause === NO_NODE ? node : clause };
}
