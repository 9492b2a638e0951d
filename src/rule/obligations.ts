/**
 * What has to be given back, for rules: what a deferred call releases, and locks.
 */
export { isAwaited } from '../semantic/obligations/awaited.ts';
export {
  boundOfArgument,
  boundOfOperands,
  type ContextBound,
  contextBoundOf,
} from '../semantic/obligations/context-end.ts';
export { boundOfRequest, isMultiplexed, mayHaveTimeout } from '../semantic/obligations/request-bound.ts';
export {
  type Deferred,
  deferredAt,
  dependsOnOutcome,
  isGuardedOnce,
  isUsedInRound,
  obtainedIn,
  obtainedTogether,
} from '../semantic/obligations/deferred.ts';
export { type LockObligation, obligationOfLock } from '../semantic/obligations/held-lock.ts';
export { onlyFailuresLose } from '../semantic/obligations/failure.ts';
export { callsC, releasesOf } from '../semantic/obligations/foreign.ts';
export { hasOwnerWithEnd, isMadeToEnd, isSubscription, leftOf } from '../semantic/obligations/lasting.ts';
export {
  isUnlock,
  locksAnotherEachRound,
  locksEveryStripe,
  lockTakenIn,
  locksWholeCollection,
} from '../semantic/obligations/locks.ts';
export { isKeptWhileWaiting } from '../semantic/obligations/kept-while-waiting.ts';
export { obligationOfOperand } from '../semantic/obligations/operand.ts';
export { lastingOutputs } from '../semantic/obligations/lasting-output.ts';
export { neverRun } from '../semantic/obligations/never-run.ts';
export { followsFailureOnly, isReleasedEachRound } from '../semantic/obligations/next-round.ts';
export {
  type Obligation,
  obligationOf,
  obligationOfField,
  obligationsOf,
  type ObligationSpec,
} from '../semantic/obligations/obligation.ts';
export { contextHasEnded } from '../semantic/obligations/seen-ended.ts';
export { type Pile, smallPileOf } from '../semantic/obligations/pile.ts';
export { type WaitingPipe, waitingPipes } from '../semantic/obligations/pipes.ts';
export { targetsOf } from '../semantic/obligations/destination.ts';
