/**
 * Goroutines in the background, as rules see them.
 */
export { isEndless, isStartedRepeatedly, ownerOf, startOf } from '../semantic/lifetime/background.ts';
export { isGuardedEnd } from '../semantic/lifetime/guarded-end.ts';
export { type Waiting, waitingIn } from '../semantic/lifetime/waiting.ts';
export { type UnboundedStart, unboundedStarts } from '../semantic/lifetime/unbounded-starts.ts';
export { type BareWait, bareWaits } from '../semantic/lifetime/bare-waits.ts';
