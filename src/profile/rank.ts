/**
 * Orders findings by what the profiles measured.
 *
 * One run has one ranking type. Findings whose goroutines a profile shows come first, by number. Findings that nothing
 * measured follow those that something did, and refuted ones come last: absence of a measurement hides nothing.
 */
import type { ProfileDetails } from '../base/details.ts';
import type { Finding, Measurement, Notice, ProfileTotals, RankedFinding, Ranking } from '../base/finding.ts';
import { SEVERITIES } from '../base/finding.ts';
import { comparePositions, compareText } from '../base/position.ts';
import type { Overview, ProfileNames } from '../base/overview.ts';
import { GoroutineRun } from './goroutine-run.ts';
import { growthOf } from './measuring/growth.ts';
import { GOROUTINE_MEASURES, type Measure, profilesByMeasure } from './kinds.ts';
import { isLeftOut, type Limits } from './measuring/limits.ts';
import { measurementOf, ownShare, type RuleProfile } from './measuring/measure.ts';
import { MemoryRun, type Setting } from './memory-run.ts';
import { modulePattern } from './placing/module-names.ts';
import type { NamedProfile } from './profile.ts';
import { checkType, type RankingKey, rankingKey } from './measuring/ranking-key.ts';
import type { AnalysedCode } from './placing/sources.ts';

export interface RankOptions {
  readonly code: AnalysedCode;
  readonly ruleOf: (rule: string) => RuleProfile;
  /** `TYPE` or `TYPE:flat|own|cum`, as `--rank` has it. */
  readonly rank?: string;
  /** Earlier profiles: then it is growth since that is measured. */
  readonly bases?: readonly NamedProfile[];
  /** Share (0 to 1) of alloc_space from which findings of the profile tier are shown. */
  readonly minShare: number;
  readonly limits?: Limits;
  /** How many lines and functions of an overview are wanted; none if undefined. */
  readonly overview?: number;
  /** Whether the profile's lines and stacks are wanted as well. */
  readonly details?: boolean;
}

export interface RankedFindings {
  readonly findings: readonly RankedFinding[];
  readonly profiles: readonly ProfileTotals[];
  readonly ranking?: Ranking;
  readonly goroutineRanking?: Ranking;
  /** Findings of the profile tier that are not shown. */
  readonly withheld: number;
  /** Findings that the limits left out. */
  readonly filtered: number;
  readonly notices: readonly Notice[];
  /** If they are wanted: of goroutines, then of the ranking type of memory. */
  readonly details?: readonly ProfileDetails[];
  readonly overview?: Overview;
}

/**
 * Measures, orders and numbers the findings; without profiles it orders them by place.
 *
 * Throws a UsageError if `rank` or a limit names a sample type that the profiles lack, or if the profiles do not fit
 * together.
 */
export function rankFindings(
  findings: readonly Finding[],
  profiles: readonly NamedProfile[],
  options: RankOptions,
): RankedFindings {
  if (profiles.length === 0) return withoutProfile(findings, options);
  const { limits = {} } = options;
  const runs = measuredRuns(findings, profiles, options);
  const { memory, goroutines, key } = runs;
  if (limits.minAlloc !== undefined) checkType('--min-alloc', 'alloc_space', memory.types);
  const measured = findings.map((finding, index) => measure(finding, index, runs, options));
  const wanted = measured.filter(({ finding, own }) => isWanted(finding, own, options));
  const allocated = memory.rankingBy('alloc_space')?.total ?? 0;
  const shown = wanted.filter(({ measurement }) => !isLeftOut(measurement, limits, allocated));
  const ranked = shown.toSorted(byRank(key)).map(({ finding, measurement }, index): RankedFinding => {
    return { ...finding, rank: index + 1, profile: measurement };
  });
  const ranking = key && memory.rankingBy(key.name);
  const goroutineRanking = goroutines[0]?.ranking;
  return {
    findings: ranked,
    profiles: [...memory.totalsWith(ranked), ...goroutines.map(run => run.totalsWith(ranked))],
    ...(ranking && { ranking }),
    ...(goroutineRanking && { goroutineRanking }),
    withheld: findings.length - wanted.length,
    filtered: wanted.length - shown.length,
    notices: [memory, ...goroutines].flatMap(run => run.notices()),
    ...(options.details === true && { details: detailsOf(runs, ranking, ranked) }),
    ...(options.overview !== undefined && { overview: overviewOf(runs, ranking, ranked, { ...options, profiles }) }),
  };
}

function detailsOf(
  { memory, goroutines: [counted] }: MeasuredRuns,
  ranking: Ranking | undefined,
  ranked: readonly Finding[],
): ProfileDetails[] {
  const ofMemory = ranking && memory.detailsBy(ranking, ranked);
  return [counted?.detailsWith(ranked), ofMemory].filter(details => details !== undefined);
}

function overviewOf(
  { memory, goroutines }: MeasuredRuns,
  ranking: Ranking | undefined,
  findings: readonly Finding[],
  { profiles, overview: count = 0, bases = [], code }: RankOptions & { readonly profiles: readonly NamedProfile[] },
): Overview {
  const namesOf = (measure: Measure): ProfileNames => {
    return { profiles: namesIn(profiles, measure), bases: namesIn(bases, measure) };
  };
  const ofMemory = ranking && memory.overviewBy(ranking, { names: namesOf('memory'), findings, count });
  return {
    ...(ofMemory && { memory: ofMemory }),
    goroutines: goroutines.map(run => run.overviewWith({ names: namesOf(run.measure), findings, count })),
    modulePattern: modulePattern(code.modules),
  };
}

function namesIn(profiles: readonly NamedProfile[], measure: Measure): string[] {
  return (profilesByMeasure(profiles).get(measure) ?? []).map(({ name }) => name);
}

function withoutProfile(findings: readonly Finding[], options: RankOptions): RankedFindings {
  const shown = findings.filter(finding => isWanted(finding, 0, options));
  return {
    findings: shown.toSorted(byPlace),
    profiles: [],
    withheld: findings.length - shown.length,
    filtered: 0,
    notices: [],
  };
}

/** The profile tier is shown where the lines themselves allocated enough, or on request. */
function isWanted(finding: Finding, ownShare: number, options: RankOptions): boolean {
  return finding.tier !== 'profile' || ownShare >= options.minShare || options.ruleOf(finding.rule).explicit;
}

interface MeasuredRuns {
  readonly memory: MemoryRun;
  readonly goroutines: readonly GoroutineRun[];
  /** Undefined if goroutines alone were measured. */
  readonly key: RankingKey | undefined;
}

function measuredRuns(
  findings: readonly Finding[],
  profiles: readonly NamedProfile[],
  { code, rank, bases = [] }: RankOptions,
): MeasuredRuns {
  const byMeasure = profilesByMeasure(growthOf(profiles, bases));
  const before = profilesByMeasure(bases);
  const settingOf = (measure: Measure): Setting => ({ code, isGrowth: before.has(measure) });
  const memory = new MemoryRun(findings, byMeasure.get('memory') ?? [], settingOf('memory'));
  const goroutines = GOROUTINE_MEASURES.flatMap(kind => {
    const ofKind = byMeasure.get(kind);
    return ofKind === undefined ? [] : [new GoroutineRun(kind, findings, ofKind, settingOf(kind))];
  });
  const types = goroutines.map(({ type }) => ({ type, unit: 'count' }));
  return { memory, goroutines, key: rankingKey(rank, memory.types, types) };
}

interface MeasuredFinding {
  readonly finding: Finding;
  readonly measurement: Measurement;
  /** Share of alloc_space that the lines themselves allocated. */
  readonly own: number;
}

function measure(
  finding: Finding,
  index: number,
  { memory, goroutines, key }: MeasuredRuns,
  { ruleOf }: RankOptions,
): MeasuredFinding {
  const sums = { memory: memory.sumsOf(index), goroutines: goroutines.map(run => run.sumsOf(index)) };
  const measurement = measurementOf(sums, ruleOf(finding.rule), { memory, goroutines, key });
  return { finding, measurement, own: ownShare(sums, memory) };
}

function byRank(key: RankingKey | undefined): (a: MeasuredFinding, b: MeasuredFinding) => number {
  const shareOf = ({ measurement }: MeasuredFinding): number => measurement.types[key?.name ?? '']?.share ?? 0;
  const countOf = ({ measurement }: MeasuredFinding): number => measurement.goroutines?.count ?? 0;
  return (a, b) =>
    rankGroup(a) - rankGroup(b) ||
    countOf(b) - countOf(a) ||
    shareOf(b) - shareOf(a) ||
    SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
    byPlace(a.finding, b.finding);
}

function rankGroup({ measurement: { status, goroutines } }: MeasuredFinding): number {
  if (goroutines !== undefined) return 0;
  if (status === 'measured') return 1;
  return status === 'refuted' ? 3 : 2;
}

function byPlace(a: Finding, b: Finding): number {
  return compareText(a.path, b.path) || comparePositions(a.start, b.start) || compareText(a.rule, b.rule);
}
