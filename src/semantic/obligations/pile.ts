/**
 * How much piles up of what each round of a loop obtains and only the end of the function gives back.
 *
 * Not whether that is needed so long; and of numbers it knows only those of constants and of collections in memory.
 */
import { isInEndingLoops, maximumRoundsAround } from '../escape/loop-bound.ts';
import { walkAround } from '../escape/walked.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { isStandardResource, leftOf } from './lasting.ts';
import { onlyFailuresComeRound } from './next-round.ts';

/** What is known to be small about a pile, most telling first. */
export type Pile =
  /** A constant bounds the rounds to so many. */
  | { readonly smallBy: 'rounds'; readonly rounds: number }
  /** Each ends by itself when its time is up, or is a little memory. */
  | { readonly smallBy: 'expiry' | 'memory' }
  /** Only a round that failed is followed by another. */
  | { readonly smallBy: 'failures' }
  /** There are no more than so many for each element of a collection in memory. */
  | { readonly smallBy: 'elements'; readonly collection: Place; readonly each: number };

/** More rounds than this are not few, even if a constant bounds them. */
const BOUNDED_ROUNDS = 16;

/** More than this for each element of a collection are not few, however short collections tend to be. */
const FEW_PER_ELEMENT = 4;

/**
 * Why no more than a little piles up; undefined if that is not known.
 *
 * @param at the deferred call that gives back what `symbol` holds.
 * @param obtained where the round obtains it.
 */
export function smallPileOf(
  pkg: Package,
  fn: GoFunction,
  at: Place,
  symbol: GoSymbol,
  obtained: Place,
): Pile | undefined {
  const rounds = maximumRoundsAround(pkg, fn, at);
  if (rounds !== undefined && rounds <= BOUNDED_ROUNDS) return { smallBy: 'rounds', rounds };
  if (!isInEndingLoops(pkg, fn, at)) return undefined;
  switch (leftOf(pkg, obtained)) {
    case 'expires':
      return { smallBy: 'expiry' };
    case 'memory':
      return { smallBy: 'memory' };
    case 'nothing':
    case 'all':
      return onlyFailuresComeRound(pkg, fn, at) ? { smallBy: 'failures' } : pileOfWalk(pkg, fn, at, symbol);
  }
}

/** Collections in memory tend to be short; not so lists of names, of which each is opened, or one within another. */
function pileOfWalk(pkg: Package, fn: GoFunction, at: Place, symbol: GoSymbol): Pile | undefined {
  const walk = walkAround(pkg, fn, at);
  if (walk === undefined || (walk.ofNames && isStandardResource(pkg, symbol))) return undefined;
  const { collection, roundsPerElement: each } = walk;
  if (each === undefined || each > FEW_PER_ELEMENT) return undefined;
  return { smallBy: 'elements', collection, each };
}
