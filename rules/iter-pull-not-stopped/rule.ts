/**
 * Finds iterators made by iter.Pull that are neither stopped nor used up on some way out of the function.
 *
 * A sequence that has come to its end, so that next has returned false, has nothing left to stop. Whoever gets next or
 * stop answers for it.
 */
import { onlyFailuresLose } from '../../src/rule/obligations.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { unreleased } from '../../src/rule/unreleased.ts';

const isIterator = (resource: string): boolean => resource === 'iterator';

const WIDER = { tier: 'opt-in', confidence: 'medium' } as const;

export const rule = defineRule({
  meta: {
    id: 'iter-pull-not-stopped',
    family: 'goroutine',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'An iterator from iter.Pull is left before its end and its stop function is not called',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'iter.Pull runs the sequence on its own goroutine, which ends when the sequence ends or when stop is called. ' +
      'If you leave in the middle, the goroutine waits for ever, with its stack and everything that the sequence ' +
      'refers to, such as an open file; the deferred calls of the sequence never run. Measured with Go 1.26: 1000 ' +
      'such iterators leave 1000 goroutines, which the goroutineleak profile does not show.',
    remedy:
      'Write `defer stop()` right after iter.Pull. Calling stop after the end of the sequence, or twice, does no harm.',
    limits:
      'For Go 1.23 or newer, which introduced package iter. Paths on which next has returned false are not ' +
      'reported, nor are iterators whose next or stop is returned, stored or passed to code that goleaklint cannot ' +
      'see. Opt-in: iterators that only a failed call, or a CompareAndSwap that another goroutine has won, leaves.',
    references: ['https://pkg.go.dev/iter#Pull'],
    messages: {
      never:
        'nothing calls {holder}, and unless the sequence comes to its end here its goroutine waits for ever; write defer ' +
        '{release} right after this',
      missed:
        '{holder} is not called on the way to line {line}, and the goroutine of the sequence waits for ever; write defer ' +
        '{release} right after this',
      discarded:
        'the stop function of this iterator is thrown away, and unless the sequence comes to its end its goroutine waits ' +
        'for ever; keep it in a variable and defer its call',
      overwritten:
        '{holder} gets another value on line {line} before it is called, and the goroutine of the sequence waits for ever; ' +
        'call {release} before that',
      repeated:
        'the loop comes round before {holder} is called, and each round leaves a goroutine that waits for ever; call ' +
        '{release} in each round',
      field:
        'nothing in this package calls {holder}, and the goroutine of the sequence waits for ever; call it where its owner ' +
        'is closed',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['Pull'],
  check({ pkg, report }) {
    for (const { call, loss, detail, obligation } of unreleased(pkg, isIterator)) {
      if (loss === 'owner') continue;
      const tier = loss === 'missed' && onlyFailuresLose(obligation) ? WIDER : {};
      report(call.place, loss, { ...detail, ...tier });
    }
  },
});
