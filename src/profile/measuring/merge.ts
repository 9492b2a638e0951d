/**
 * Several profiles of one kind count as one: their values are added up, as `go tool pprof` does.
 */
import type { Coverage, Sums } from './attribute.ts';
import { worseMatch } from '../placing/correlate.ts';

/** Adds the sums of each finding over all profiles. */
export function mergeSums(perProfile: readonly (readonly Sums[])[]): Sums[] {
  const [first = [], ...others] = perProfile;
  return others.reduce<Sums[]>(
    (merged, next) => {
      return merged.map((sums, finding) => {
        const more = next[finding];
        return more === undefined ? sums : addSums(sums, more);
      });
    },
    [...first],
  );
}

function addSums(a: Sums, b: Sums): Sums {
  const [weaker, stronger] = REACH.indexOf(a.coverage) <= REACH.indexOf(b.coverage) ? [a, b] : [b, a];
  const bothSampled = a.sampled && b.sampled;
  return {
    flat: addArrays(a.flat, b.flat),
    own: addArrays(a.own, b.own),
    cum: addArrays(a.cum, b.cum),
    sampled: a.sampled || b.sampled,
    rawCount: a.rawCount === undefined || b.rawCount === undefined ? undefined : a.rawCount + b.rawCount,
    coverage: stronger.coverage,
    match: bothSampled ? worseMatch(a.match, b.match) : (weaker.sampled ? weaker : stronger).match,
  };
}

/** Coverages, the weakest first. */
const REACH: readonly Coverage[] = ['not-attributable', 'none', 'ambiguous', 'file', 'function'];

function addArrays(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => value + (b[index] ?? 0));
}
