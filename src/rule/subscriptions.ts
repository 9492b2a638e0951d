/**
 * How sure it is that what is registered and never removed piles up.
 */
import type { Call } from '../semantic/calls/call.ts';
import type { Package } from '../semantic/package.ts';
import { isSeenToRepeat } from './repetition.ts';
import type { Detail } from './rule.ts';
import type { Loss } from './unreleased.ts';

export { isOfOwnObject } from '../semantic/obligations/registrations.ts';

/**
 * Code that removes it on another way, or registers again and again, means it; what runs once may register for as long
 * as the process lives.
 */
export function weightOf(pkg: Package, { caller, place }: Call, loss: Loss): Pick<Detail, 'confidence'> {
  if (caller === undefined || loss === 'field') return { confidence: 'low' };
  const happensAgain = isSeenToRepeat(pkg, caller, place.node);
  return { confidence: happensAgain || (loss !== 'never' && loss !== 'discarded') ? 'medium' : 'low' };
}
