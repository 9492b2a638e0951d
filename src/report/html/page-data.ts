/**
 * What the page holds for its script: the contract between the reporter and `page/`.
 */
import type { Excerpt, FlameFrame, FlameGraph, ProfileDetails } from '../../base/details.ts';
import type { RankedFinding, Ranking } from '../../base/finding.ts';

/** The element that holds the data. */
export const DATA_ID = 'data';

/** Order of the rows as the page arrives. */
export type PageFinding = Omit<RankedFinding, 'lineText' | 'lineHash' | 'messageId'>;

export interface RuleText {
  readonly summary: string;
  readonly why: string;
  readonly remedy: string;
}

export interface PageData {
  /** What the columns of the table weigh by: memory, or goroutines where no memory was measured. */
  readonly ranking?: Ranking;
  readonly findings: readonly PageFinding[];
  /** Of the rules that have reported, by id. */
  readonly rules: Readonly<Record<string, RuleText>>;
  readonly excerpts: readonly Excerpt[];
  readonly profiles: readonly PageProfile[];
}

/** Its lines are those in the excerpts. */
export interface PageProfile extends Omit<ProfileDetails, 'flame'> {
  readonly flame: PackedFlame;
}

/** A flame graph whose texts are written once: most functions occur in many stacks. */
export interface PackedFlame {
  readonly total: number;
  readonly omitted: number;
  readonly labels: readonly Omit<FlameFrame, 'parent' | 'total' | 'self'>[];
  readonly frames: readonly (readonly [parent: number, label: number, total: number, self: number])[];
}

export function packFlame({ frames, total, omitted }: FlameGraph): PackedFlame {
  const labels = new Map<string, number>();
  const packed = frames.map(({ parent, total: weight, self, ...label }) => {
    const key = JSON.stringify(label);
    let index = labels.get(key);
    if (index === undefined) labels.set(key, (index = labels.size));
    return [parent, index, weight, self] as const;
  });
  const parsed = [...labels.keys()].map(key => JSON.parse(key) as PackedFlame['labels'][number]);
  return { total, omitted, labels: parsed, frames: packed };
}

export function unpackFlame({ frames, labels, total, omitted }: PackedFlame): FlameGraph {
  const unpacked = frames.flatMap(([parent, index, weight, self]) => {
    const label = labels[index];
    return label === undefined ? [] : [{ parent, ...label, total: weight, self }];
  });
  return { frames: unpacked, total, omitted };
}
