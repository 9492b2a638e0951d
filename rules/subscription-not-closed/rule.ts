/**
 * Finds subscriptions to messages and events that are not ended on some way out of the function that subscribes.
 *
 * Those that closer-not-closed reports, such as subscriptions of Redis and watches, are not among them.
 */
import { boundOfOperands } from '../../src/rule/obligations.ts';
import type { Call, Package } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { isOfOwnObject, weightOf } from '../../src/rule/subscriptions.ts';
import { unregistered, type Unreleased, unreleased } from '../../src/rule/unreleased.ts';

/** How long they stay, by their kinds in the tables of effects. */
const SUBSCRIPTIONS: ReadonlyMap<string, string> = new Map([
  ['nats-subscription', 'until its connection is closed'],
  ['jetstream-consumer', 'until its connection is closed'],
  ['event-subscription', 'for as long as its feed lives'],
  ['bus-subscription', 'for as long as the event bus lives'],
  ['topic-subscription', 'for as long as its topic is open'],
]);

const OF_PACKAGE = 'for as long as what it is registered with lives';

const isSubscription = (resource: string): boolean => SUBSCRIPTIONS.has(resource);

export const rule = defineRule({
  meta: {
    id: 'subscription-not-closed',
    family: 'growth',
    tier: 'opt-in',
    summary: 'A subscription is not ended on every path',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Whoever publishes keeps every subscription in a list until it is ended: the handler with everything that it refers ' +
      'to, a buffer of messages, often a goroutine. A function that subscribes each time it runs and returns without ' +
      'unsubscribing adds one more each time. Messages still go to all of them: buffers of those that nobody reads fill ' +
      'up, and a publisher that waits for every subscriber waits for ever.',
    remedy:
      'Write `defer sub.Unsubscribe()` right after the check of the error. If an object holds the subscription, end it in ' +
      'the Close of that object.',
    limits:
      'Holds for every version of Go. Sees subscriptions of NATS and JetStream, of the event packages of ' +
      'go-ethereum and libp2p, and what a function of the same package puts into a map, slice, sync.Map or list of ' +
      'a field or a package-level variable and returns, if a method such as Unsubscribe takes it out again. Tables ' +
      '(docs/effects.md) say which functions subscribe. Confidence is medium where the subscription is ended on ' +
      'some other path, or where the code is seen to run again and again, and low elsewhere, since it may subscribe ' +
      'for the life of the process. Not reported: subscriptions returned, stored or passed on, whose context ends, ' +
      'or whose connection or feed the function makes itself. Watches and subscriptions of Redis are up to ' +
      'closer-not-closed. Channels of etcd watches end with their context and are not looked at.',
    references: [
      'https://pkg.go.dev/github.com/nats-io/nats.go#Subscription.Unsubscribe',
      'https://pkg.go.dev/github.com/ethereum/go-ethereum/event#Subscription',
    ],
    messages: {
      never: 'nothing ends this subscription: it stays {until}, with its handler and its buffer; defer {release}',
      missed:
        'this subscription is not ended on the way to line {line}: it stays {until}, with its handler and its buffer; call ' +
        '{release} there as well, or defer it',
      discarded:
        'nothing holds this subscription, so that it cannot be ended: it stays {until}, with its handler and its buffer; ' +
        'keep it and call {release}',
      overwritten:
        '{holder} gets another value on line {line} before this subscription is ended: it stays {until}; call {release} ' +
        'before that',
      repeated:
        'every round of the loop leaves a subscription that stays {until}, with its handler and its buffer; call {release} ' +
        'in each round',
      field:
        'nothing in this package ends the subscription in {holder}: it stays {until}, although its owner is closed before; ' +
        'call {release} there',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  check({ pkg, report }) {
    for (const found of subscriptionsOf(pkg)) {
      const { call, loss, detail, resource, spec } = found;
      if (loss === 'owner' || endsWithContext(pkg, call)) continue;
      const [method = ''] = spec.releases;
      const holder = String(detail.data['holder'] ?? '');
      report(call.place, loss, {
        ...detail,
        ...weightOf(pkg, call, loss),
        data: {
          ...detail.data,
          release: `${holder === '' ? 'its ' : `${holder}.`}${method}${holder === '' ? '' : '()'}`,
          until: SUBSCRIPTIONS.get(resource) ?? OF_PACKAGE,
        },
      });
    }
  },
});

function* subscriptionsOf(pkg: Package): Generator<Unreleased> {
  for (const found of unreleased(pkg, isSubscription)) {
    if (!isOfOwnObject(pkg, found.call)) yield found;
  }
  yield* unregistered(pkg, 'method');
}

/** Whether a context that the call is given ends when its function returns, or with what that serves. */
function endsWithContext(pkg: Package, call: Call): boolean {
  const end = boundOfOperands(pkg, call)?.end;
  return end === 'ended' || end === 'request';
}
