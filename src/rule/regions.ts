/**
 * Regions of code such as one round of a loop, for rules: how often they run, and which values outlive them.
 */
export { canHoldResource } from '../semantic/escape/can-hold.ts';
export { isInEndingLoops, maximumRounds, maximumRoundsAround } from '../semantic/escape/loop-bound.ts';
export { type NestedContext, nestedContextsIn } from '../semantic/escape/nested-contexts.ts';
export { isDeclaredIn, type Region, whereVariableLeaves } from '../semantic/escape/region.ts';
export { greatestNumber } from '../semantic/escape/upper-bound.ts';
export { isWithinLoop } from '../semantic/escape/within-loop.ts';
