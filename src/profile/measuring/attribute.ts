/**
 * What a profile measured at the evidence lines of findings.
 *
 * For evidence lines E and each sample type: flat is what samples allocated whose innermost frame lies in E; cum
 * whose stack has any frame in E, each sample once; own whose first frame, from the innermost, that belongs to the
 * analysed modules lies in E: allocated by these lines, helpers of other modules included.
 */
import type { LineRange } from '../../base/details.ts';
import type { Finding, MatchQuality } from '../../base/finding.ts';
import { groupBy } from '../../base/group-by.ts';
import type { Span } from '../../base/position.ts';
import type { FunctionSpan } from '../../base/source.ts';
import { lineLiesIn } from '../placing/anchor.ts';
import type { CorrelatedProfile } from '../placing/correlate.ts';
import { worseMatch } from '../placing/correlate.ts';
import { evidenceRanges, linesByFrame } from '../placing/evidence-lines.ts';
import type { Sample } from '../profile.ts';

/** How far the profile reaches the evidence, from nothing to all of its functions. */
export type Coverage = 'not-attributable' | 'ambiguous' | 'none' | 'file' | 'function';

/** Sums over one profile, before a ranking is chosen; arrays by sample type. */
export interface Sums {
  readonly flat: readonly number[];
  readonly own: readonly number[];
  readonly cum: readonly number[];
  /** Whether any sample has a frame in the evidence. */
  readonly sampled: boolean;
  /** Allocations that the profiler really saw; undefined where that cannot be recovered. */
  readonly rawCount: number | undefined;
  readonly coverage: Coverage;
  readonly match: MatchQuality;
}

type EvidenceOf = Pick<Finding, 'evidence'> & Span;

/** The sums of each finding, in the order given. `declared` are all functions of the analysed code. */
export function attribute(
  correlated: CorrelatedProfile,
  findings: readonly EvidenceOf[],
  declared: readonly FunctionSpan[],
): Sums[] {
  const ranges = findings.map(evidenceRanges);
  const byFrame = linesByFrame(correlated.places, ranges);
  const tallies = findings.map(() => new Tally(correlated.profile.sampleTypes.length));
  for (const [index, sample] of correlated.profile.samples.entries()) {
    if (sample.values.some(value => value !== 0)) addSample(index, correlated, byFrame, tallies);
  }
  const byPath = groupBy(declared, ({ path }) => path);
  return tallies.map((tally, index) => tally.finish(coverageOf(ranges[index] ?? [], correlated, byPath)));
}

function addSample(
  index: number,
  { profile, places, inModule: belongs }: CorrelatedProfile,
  byFrame: readonly (readonly number[] | undefined)[],
  tallies: readonly Tally[],
): void {
  const sample = profile.samples[index];
  if (sample === undefined) return;
  const talliesOf = (frame: number | undefined): Tally[] =>
    (byFrame[frame ?? -1] ?? []).flatMap(finding => tallies[finding] ?? []);
  for (const frame of sample.stack) {
    if (byFrame[frame] === undefined) continue;
    for (const tally of talliesOf(frame)) tally.addCum(index, sample, places[frame]?.match ?? 'none');
  }
  for (const tally of talliesOf(sample.stack[0])) tally.add('flat', sample.values);
  const own = sample.stack.find(frame => belongs[frame]);
  for (const tally of talliesOf(own)) tally.add('own', sample.values);
}

/** The findings, by their index, whose evidence lines hold each frame of the profile; undefined for most frames. */
export function findingsAtFrames(
  correlated: CorrelatedProfile,
  findings: readonly EvidenceOf[],
): (readonly number[] | undefined)[] {
  return linesByFrame(correlated.places, findings.map(evidenceRanges));
}

/** Weight per sample type of all samples that at least one of the findings' evidence lines takes part in. */
export function touchedBy(correlated: CorrelatedProfile, findings: readonly EvidenceOf[]): number[] {
  const byFrame = findingsAtFrames(correlated, findings);
  return absoluteSums(correlated, frame => byFrame[frame] !== undefined);
}

/** Weight per sample type of all samples that have a frame of the analysed modules. */
export function inModule(correlated: CorrelatedProfile): number[] {
  return absoluteSums(correlated, frame => correlated.inModule[frame] === true);
}

/** As pprof does, the values of a difference of profiles are summed without their sign. */
export function totals(correlated: CorrelatedProfile): number[] {
  const sums = correlated.profile.sampleTypes.map(() => 0);
  for (const { values } of correlated.profile.samples) addAbsolute(sums, values);
  return sums;
}

function absoluteSums(correlated: CorrelatedProfile, counts: (frame: number) => boolean): number[] {
  const sums = correlated.profile.sampleTypes.map(() => 0);
  for (const { stack, values } of correlated.profile.samples) if (stack.some(counts)) addAbsolute(sums, values);
  return sums;
}

function addAbsolute(sums: number[], values: readonly number[]): void {
  for (const [type, value] of values.entries()) sums[type] = (sums[type] ?? 0) + Math.abs(value);
}

function coverageOf(
  ranges: readonly LineRange[],
  correlated: CorrelatedProfile,
  declared: ReadonlyMap<string, readonly FunctionSpan[]>,
): Pick<Sums, 'coverage' | 'match'> {
  if (ranges.length === 0) return { coverage: 'not-attributable', match: 'none' };
  if (ranges.some(({ path }) => !correlated.files.has(path) && correlated.ambiguousFiles.has(path))) {
    return { coverage: 'ambiguous', match: 'ambiguous' };
  }
  if (!ranges.some(({ path }) => correlated.files.has(path))) return { coverage: 'none', match: 'none' };
  let match: MatchQuality = 'exact';
  for (const { path, first } of ranges) {
    const around = declared.get(path)?.filter(span => lineLiesIn(first, span)) ?? [];
    const found = around.map(span => correlated.functions.get(span)).find(quality => quality !== undefined);
    if (found === undefined) return { coverage: 'file', match: 'none' };
    match = worseMatch(match, found);
  }
  return { coverage: 'function', match };
}

/** Adds up one finding. */
class Tally {
  private readonly sums: Readonly<Record<'flat' | 'own' | 'cum', number[]>>;
  private lastSample = -1;
  private rawCount: number | undefined = 0;
  private match: MatchQuality | undefined;

  constructor(types: number) {
    const zeros = (): number[] => new Array<number>(types).fill(0);
    this.sums = { flat: zeros(), own: zeros(), cum: zeros() };
  }

  add(measure: 'flat' | 'own' | 'cum', values: readonly number[]): void {
    const sums = this.sums[measure];
    for (const [type, value] of values.entries()) sums[type] = (sums[type] ?? 0) + value;
  }

  /** Counts a sample once, however many of its frames lie in the evidence. */
  addCum(index: number, sample: Sample, match: MatchQuality): void {
    this.match = this.match === undefined ? match : worseMatch(this.match, match);
    if (this.lastSample === index) return;
    this.lastSample = index;
    this.add('cum', sample.values);
    this.rawCount =
      this.rawCount === undefined || sample.rawCount === undefined ? undefined : this.rawCount + sample.rawCount;
  }

  finish({ coverage, match }: Pick<Sums, 'coverage' | 'match'>): Sums {
    const sampled = this.lastSample >= 0;
    return { ...this.sums, sampled, rawCount: this.rawCount, coverage, match: this.match ?? match };
  }
}
