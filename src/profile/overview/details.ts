/**
 * What a report shows of profiles of one thing: weights by line, and the tree of stacks.
 */
import type { ProfileDetails } from '../../base/details.ts';
import type { Finding } from '../../base/finding.ts';
import type { CorrelatedProfile } from '../placing/correlate.ts';
import { flameGraph } from './flame.ts';
import { lineWeights } from './line-weights.ts';

/** @param type index of the sample type. */
export function profileDetails(
  profiles: readonly CorrelatedProfile[],
  type: number,
  findings: readonly Finding[],
): Pick<ProfileDetails, 'lines' | 'flame'> {
  return { lines: lineWeights(profiles, type), flame: flameGraph(profiles, type, findings) };
}
