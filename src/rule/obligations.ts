/**
 * What has to be given back, for rules: what a deferred call releases, and locks.
 */
export {
  type Deferred,
  deferredAt,
  dependsOnOutcome,
  isGuardedOnce,
  isUsedInRound,
  obtainedIn,
  obtainedTogether,
} from '../semantic/obligations/deferred.ts';
export { isUnlock, lockTakenIn, locksWholeCollection } from '../semantic/obligations/locks.ts';
export {
  type Obligation,
  obligationOf,
  obligationOfField,
  obligationOfParameter,
  type ObligationSpec,
} from '../semantic/obligations/obligation.ts';
