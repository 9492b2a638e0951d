/**
 * Which goroutines of a profile are those of a finding.
 *
 * A dump names the `go` statement that started a goroutine. The other forms do not: there the outermost function of
 * the analysed code is the one that the goroutine runs, whatever of a library (sync.WaitGroup.Go, errgroup,
 * time.AfterFunc) stands outside it. A literal has one `go` statement; a declared function may have several, whose
 * goroutines cannot be told apart. A function of a library that is started directly has no frame of ours at all.
 */
import type { LineRange } from '../../base/details.ts';
import type { Evidence, Finding, GoroutineCount, GoroutineWait, MatchQuality } from '../../base/finding.ts';
import { groupBy } from '../../base/group-by.ts';
import { compareText } from '../../base/position.ts';
import type { FunctionSpan } from '../../base/source.ts';
import type { CorrelatedProfile } from '../placing/correlate.ts';
import { worseMatch } from '../placing/correlate.ts';
import { linesByFrame, linesOf } from '../placing/evidence-lines.ts';
import { innermostByLine } from '../placing/innermost.ts';
import { withoutTypeArguments } from '../placing/module-names.ts';
import type { Sample } from '../profile.ts';
import { isOfSynchronization, isWaiting, waitReason } from './wait-reason.ts';

type EvidenceOf = Pick<Finding, 'evidence'>;

type GoroutineEvidence = Extract<Evidence, { kind: 'goroutine' }>;

export interface GoroutineSums extends GoroutineCount {
  readonly match: MatchQuality;
}

/** One piece of evidence, and the finding that it belongs to. */
interface Suspect {
  readonly finding: number;
  readonly evidence: GoroutineEvidence;
}

/** A finding that a goroutine belongs to, by its index. */
export interface Recognised {
  readonly finding: number;
  readonly match: MatchQuality;
}

/** The goroutines of each finding, in the order given; undefined for findings whose evidence names none. */
export function attributeGoroutines(
  correlated: CorrelatedProfile,
  findings: readonly EvidenceOf[],
  declared: readonly FunctionSpan[],
): (GoroutineSums | undefined)[] {
  const tallies = findings.map(({ evidence }) => {
    return evidence.some(({ kind }) => kind === 'goroutine') ? new Tally(correlated) : undefined;
  });
  const findingsOf = findingsOfGoroutines(correlated, findings, declared);
  for (const sample of correlated.profile.samples) {
    for (const { finding, match } of findingsOf(sample)) tallies[finding]?.add(sample, match);
  }
  return tallies.map(tally => tally?.finish());
}

/** Tells the findings that the goroutines of a sample belong to, each once. */
export function findingsOfGoroutines(
  correlated: CorrelatedProfile,
  findings: readonly EvidenceOf[],
  declared: readonly FunctionSpan[],
): (sample: Sample) => readonly Recognised[] {
  const suspects = findings.flatMap(({ evidence }, finding): Suspect[] =>
    evidence.filter(item => item.kind === 'goroutine').map(item => ({ finding, evidence: item })),
  );
  const lineup = new Lineup(correlated, suspects, declared);
  return sample => {
    const found = lineup.suspectsOf(sample);
    return found.filter(({ finding }, index) => found.findIndex(other => other.finding === finding) === index);
  };
}

/** Compares goroutines with all evidence at once: by index of the frame, the suspects that it speaks for. */
class Lineup {
  private readonly correlated: CorrelatedProfile;
  private readonly suspects: readonly Suspect[];
  private readonly startedAt: readonly (readonly number[] | undefined)[];
  private readonly waitingAt: readonly (readonly number[] | undefined)[];
  private readonly running: readonly (readonly number[])[];
  /** Suspects of which only the place is known where they hang. */
  private readonly unstarted: ReadonlySet<number>;

  constructor(correlated: CorrelatedProfile, suspects: readonly Suspect[], declared: readonly FunctionSpan[]) {
    const { places } = correlated;
    const rangesOf = (spanOf: (evidence: GoroutineEvidence) => GoroutineEvidence['go']): LineRange[][] =>
      suspects.map(({ evidence }) => [spanOf(evidence) ?? []].flat().map(linesOf));
    this.correlated = correlated;
    this.suspects = suspects;
    // The runtime records the line on which the statement begins, and others may stand inside it.
    this.startedAt = linesByFrame(
      places,
      rangesOf(({ go }) => go && { ...go, end: go.start }),
    );
    this.waitingAt = linesByFrame(
      places,
      rangesOf(({ waits }) => waits),
    );
    this.running = runningByFrame(correlated, suspects, declared);
    const indices = [...suspects.keys()];
    this.unstarted = new Set(
      indices.filter(index => suspects[index]?.evidence.go === undefined && this.entryOf(index) === undefined),
    );
  }

  private entryOf(suspect: number): GoroutineEvidence['entry'] {
    return this.suspects[suspect]?.evidence.entry;
  }

  suspectsOf(sample: Sample): Recognised[] {
    const waits = this.waitsOf(sample);
    const found = [...this.startsOf(sample)].filter(([suspect]) => {
      return this.suspects[suspect]?.evidence.waits === undefined || waits.has(suspect);
    });
    const hanging = [...waits].filter(([suspect]) => this.unstarted.has(suspect));
    return [...found, ...hanging].map(([suspect, match]) => {
      return { finding: this.suspects[suspect]?.finding ?? -1, match: worseMatch(match, waits.get(suspect) ?? match) };
    });
  }

  /** Suspects that this goroutine was started as. The creator decides where it is known and analysed. */
  private startsOf({ stack, goroutine }: Sample): Map<number, MatchQuality> {
    const { inModule, places } = this.correlated;
    const creator = goroutine?.createdBy;
    const place = places[creator ?? -1];
    if (creator !== undefined && place?.line !== undefined) {
      return new Map(this.startedAt[creator]?.map(suspect => [suspect, place.match]));
    }
    const outermost = stack.findLast(frame => inModule[frame] === true || places[frame] !== undefined);
    const match = places[outermost ?? -1]?.match ?? 'function';
    const isShared = (suspect: number): boolean => 'symbol' in (this.entryOf(suspect) ?? {});
    const suspects = this.running[outermost ?? -1] ?? [];
    return new Map(suspects.map(suspect => [suspect, isShared(suspect) ? worseMatch(match, 'function') : match]));
  }

  /**
   * Suspects in one of whose waiting lines this goroutine hangs. A line that calls something can stand in the stack of a
   * goroutine that is at work there, so that of outer frames only those count that wait for a channel or a lock.
   */
  private waitsOf(sample: Sample): Map<number, MatchQuality> {
    const { profile, places } = this.correlated;
    const waits = new Map<number, MatchQuality>();
    const isBlocked = isOfSynchronization(waitReason(profile, sample) ?? '');
    const innermost = sample.stack.find(frame => !isWaiting(profile.frames[frame]?.function.name ?? ''));
    for (const frame of sample.stack) {
      if (frame !== innermost && !isBlocked) continue;
      for (const suspect of this.waitingAt[frame] ?? []) waits.set(suspect, places[frame]?.match ?? 'none');
    }
    return waits;
  }
}

/** By index of the frame: the suspects whose function it is. */
function runningByFrame(
  { profile, places }: CorrelatedProfile,
  suspects: readonly Suspect[],
  declared: readonly FunctionSpan[],
): (readonly number[])[] {
  const byFunction = groupBy(suspects.keys(), suspect => functionKey(suspects[suspect]?.evidence.entry));
  const innermostAt = innermostByLine(declared);
  return profile.frames.map((frame, index) => {
    const named = byFunction.get(withoutTypeArguments(frame.function.name).replace(/-fm$/, '')) ?? [];
    const place = places[index];
    const start =
      place && (place.functionLine ?? innermostAt(place.path, place.line ?? 0, frame.function.name)?.startLine);
    const literal = place === undefined || start === undefined ? [] : byFunction.get(placeKey(place.path, start));
    return [...named, ...(literal ?? [])];
  });
}

/** A declared function by its name, a literal by its place. */
function functionKey(entry: GoroutineEvidence['entry']): string | undefined {
  if (entry === undefined) return undefined;
  if ('symbol' in entry) return withoutTypeArguments(entry.symbol);
  return placeKey(entry.literal.path, entry.literal.start.line);
}

function placeKey(path: string, line: number): string {
  return `${path}:${String(line)}`;
}

/** Adds up the goroutines of one finding. */
class Tally {
  private readonly correlated: CorrelatedProfile;
  private readonly waits = new Map<string, GoroutineWait>();
  private count = 0;
  private leaked = 0;
  private minutes: number | undefined;
  private match: MatchQuality | undefined;

  constructor(correlated: CorrelatedProfile) {
    this.correlated = correlated;
  }

  add(sample: Sample, match: MatchQuality): void {
    const [count = 0] = sample.values;
    const { leaked = false, minutes } = sample.goroutine ?? {};
    this.count += count;
    if (leaked) this.leaked += count;
    // Of goroutines that a base profile has taken away nothing waits any more.
    if (minutes !== undefined && count > 0) this.minutes = Math.max(this.minutes ?? 0, minutes);
    this.match = this.match === undefined ? match : worseMatch(this.match, match);
    const wait = waitOf(this.correlated, sample);
    const key = JSON.stringify(wait);
    this.waits.set(key, { ...wait, count: count + (this.waits.get(key)?.count ?? 0) });
  }

  finish(): GoroutineSums {
    const { count, leaked, minutes, match = 'none' } = this;
    const waits = [...this.waits.values()].filter(wait => wait.count > 0).sort(byCount);
    return { count, leaked, ...(minutes !== undefined && { minutes }), waits, match };
  }
}

/** Where the goroutines of a sample hang. */
export function waitOf({ profile, places }: CorrelatedProfile, sample: Sample): Omit<GoroutineWait, 'count'> {
  const reason = waitReason(profile, sample);
  const analysed = sample.stack.find(frame => places[frame]?.line !== undefined);
  const outside = sample.stack.find(frame => !isRuntime(profile.frames[frame]?.function.name ?? ''));
  const place = places[analysed ?? -1];
  return {
    ...(reason !== undefined && { reason }),
    function: profile.frames[analysed ?? outside ?? -1]?.function.name ?? '',
    ...(place?.line !== undefined && { path: place.path, line: place.line }),
  };
}

function isRuntime(name: string): boolean {
  return name.startsWith('runtime.');
}

function byCount(a: GoroutineWait, b: GoroutineWait): number {
  return (
    b.count - a.count ||
    compareText(a.path ?? '', b.path ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.function, b.function) ||
    compareText(a.reason ?? '', b.reason ?? '')
  );
}
