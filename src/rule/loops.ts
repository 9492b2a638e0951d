/**
 * The variables of loops, for rules: what outlives a round of them.
 */
export { type SharedUse, usesBeyondRound, variablesOfLoop } from '../semantic/escape/shared.ts';
