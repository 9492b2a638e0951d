/**
 * Finds finalizers that may have to wait: all finalizers of a program run on one goroutine, one after the other.
 *
 * What the finalizer does in goroutines that it starts is left alone. Cleanups are reported for Go before 1.25 only: since
 * then one that waits holds up few others.
 */
import { type Waiting, waitingIn } from '../../src/rule/goroutines.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';
import type { Call } from '../../src/rule/package.ts';

/** Since this version cleanups run concurrently. */
const CONCURRENT_CLEANUPS = 25;

const REASONS: Readonly<Record<Waiting['for'], string>> = {
  channel: 'on a channel',
  lock: 'for a lock',
  others: 'for something to end',
  network: 'for the network',
};

export const rule = defineRule({
  meta: {
    id: 'finalizer-blocks',
    family: 'finalizer',
    tier: 'opt-in',
    summary: 'A finalizer may wait, and all other finalizers of the program wait with it',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A finalizer is the function that runtime.SetFinalizer runs when an object is no longer used. One goroutine ' +
      'runs all finalizers of a program. While one of them waits (on a channel, for a lock, for the network) no ' +
      'other runs, also none of those by which the standard library closes forgotten files and connections. Every ' +
      'object with a finalizer stays in memory, with what it is to release, until the wait is over. If the other ' +
      'side never comes, that is for ever. Before Go 1.25 the same was true for cleanups (runtime.AddCleanup).',
    remedy:
      'Let the finalizer start a goroutine for whatever may wait. Or only signal, in a select with a default case.',
    limits:
      'Holds for every version of Go; for runtime.AddCleanup only before Go 1.25. Follows calls of functions of the ' +
      'same package up to three deep. Calls through interfaces and into other packages count only if goleaklint ' +
      'knows from its tables that they wait. How long a wait takes is not known. Locks are mostly held for a short ' +
      'time, so for them confidence is low.',
    references: [
      'https://pkg.go.dev/runtime#SetFinalizer',
      'https://go.dev/doc/go1.25#new-cleanups',
      'https://go.dev/doc/gc-guide#Finalizers_cleanups_and_weak_pointers',
    ],
    messages: {
      finalizer:
        'this finalizer may wait {reason}, and no other finalizer of the program runs meanwhile; do it in a goroutine ' +
        'that the finalizer starts',
      cleanup:
        'this cleanup may wait {reason}, and before Go 1.25 no other cleanup or finalizer runs meanwhile; do it in a ' +
        'goroutine that the cleanup starts',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['SetFinalizer', 'AddCleanup'],
  check({ pkg, versions, report }) {
    for (const call of pkg.callsTo('runtime.SetFinalizer')) tell(call, 'finalizer');
    if (versions.library >= CONCURRENT_CLEANUPS) return;
    for (const call of pkg.callsTo('runtime.AddCleanup')) tell(call, 'cleanup');

    function tell(call: Call, message: 'finalizer' | 'cleanup'): void {
      const [, finalizer] = call.args;
      const fn = finalizer === undefined ? undefined : pkg.functionValue(finalizer);
      const waiting = fn === undefined ? undefined : waitingIn(pkg, fn);
      if (finalizer !== undefined && waiting !== undefined) report(finalizer, message, detailOf(waiting));
    }
  },
});

function detailOf({ for: reason, at }: Waiting): Detail {
  return {
    data: { reason: REASONS[reason] },
    ...(reason === 'lock' && { confidence: 'low' }),
    related: [{ at, message: `waits ${REASONS[reason]} here` }],
  };
}
