/**
 * What a profile measured on each line of the analysed source, whether or not a finding is there.
 *
 * `flat`, `own` and `cum` are what they are for findings (see attribute.ts), with one line for evidence.
 */
import type { LineWeights } from '../../base/details.ts';
import { compareText } from '../../base/position.ts';
import type { CorrelatedProfile } from '../placing/correlate.ts';

/** The lines with a weight of the sample type at index `type`, by path and line. */
export function lineWeights(profiles: readonly CorrelatedProfile[], type: number): LineWeights[] {
  const tallies = new Map<string, LineTally>();
  for (const correlated of profiles) addProfile(correlated, type, tallies);
  return [...tallies.values()]
    .map(({ path, line, flat, own, cum }) => ({ path, line, flat, own, cum }))
    .filter(({ flat, own, cum }) => flat !== 0 || own !== 0 || cum !== 0)
    .sort((a, b) => compareText(a.path, b.path) || a.line - b.line);
}

interface LineTally {
  readonly path: string;
  readonly line: number;
  flat: number;
  own: number;
  cum: number;
  /** The stack that was counted last. */
  lastStack: readonly number[] | undefined;
}

function addProfile(
  { profile, places, inModule }: CorrelatedProfile,
  type: number,
  tallies: Map<string, LineTally>,
): void {
  const tallyOf = places.map(place => {
    return place?.line === undefined ? undefined : tallyAt(place.path, place.line, tallies);
  });
  for (const { stack, values } of profile.samples) {
    const value = values[type] ?? 0;
    if (value === 0) continue;
    const innermost = tallyOf[stack[0] ?? -1];
    if (innermost !== undefined) innermost.flat += value;
    const own = tallyOf[stack.find(frame => inModule[frame]) ?? -1];
    if (own !== undefined) own.own += value;
    for (const frame of stack) addOnce(tallyOf[frame], stack, value);
  }
}

function tallyAt(path: string, line: number, tallies: Map<string, LineTally>): LineTally {
  const key = `${path}:${line}`;
  let tally = tallies.get(key);
  if (tally === undefined) tallies.set(key, (tally = { path, line, flat: 0, own: 0, cum: 0, lastStack: undefined }));
  return tally;
}

function addOnce(tally: LineTally | undefined, stack: readonly number[], value: number): void {
  if (tally === undefined || tally.lastStack === stack) return;
  tally.lastStack = stack;
  tally.cum += value;
}
