/**
 * The statistics of the evaluation: draws that a seed decides, and what a sample says about the whole.
 */
import { createHash } from 'node:crypto';
import { groupBy } from '../../src/base/group-by.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The normal quantile of a two-sided interval of 95 %. */
const Z95 = 1.959963984540054;

/** Wilson's 95 % interval for a share of which `successes` of `trials` were seen. No trial says nothing: 0 to 1. */
export function wilson(successes: number, trials: number): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const square = Z95 * Z95;
  const centre = share + square / (2 * trials);
  const margin = Z95 * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  const scale = 1 + square / trials;
  return { low: Math.max(0, (centre - margin) / scale), high: Math.min(1, (centre + margin) / scale) };
}

/**
 * An order that looks random and depends on the seed and the keys alone: an item that comes or goes does not move the
 * others.
 */
export function seededOrder<T>(items: readonly T[], seed: string, keyOf: (item: T) => string): T[] {
  const digestOf = (item: T): string =>
    createHash('sha256')
      .update(`${seed}\n${keyOf(item)}`)
      .digest('hex');
  return items
    .map(item => ({ item, digest: digestOf(item) }))
    .sort((a, b) => (a.digest < b.digest ? -1 : Number(a.digest > b.digest)))
    .map(({ item }) => item);
}

/** Up to `size` items, taken from the groups in turn, so that no group fills the sample while others have items left. */
export function spreadSample<T>(
  items: readonly T[],
  size: number,
  seed: string,
  { groupOf, keyOf }: { readonly groupOf: (item: T) => string; readonly keyOf: (item: T) => string },
): T[] {
  const groups = groupBy(seededOrder(items, seed, keyOf), groupOf);
  const queues = seededOrder([...groups], seed, ([name]) => name).map(([, queue]) => queue);
  const rounds = Math.max(0, ...queues.map(queue => queue.length));
  const turns = Array.from({ length: rounds }, (_, round) => queues.flatMap(queue => queue.slice(round, round + 1)));
  return turns.flat().slice(0, size);
}
