/**
 * Orders findings by what the profiles measured.
 *
 * One run has one ranking type. Findings that nothing measured follow those that something did, and refuted ones come
 * last: absence of a measurement hides nothing.
 */
import type { ProfileDetails } from '../base/details.ts';
import { UsageError } from '../base/errors.ts';
import type {
  Finding,
  Measurement,
  Notice,
  ProfileTotals,
  RankedFinding,
  Ranking,
  TypeWeights,
} from '../base/finding.ts';
import { SEVERITIES } from '../base/finding.ts';
import { comparePositions, compareText } from '../base/position.ts';
import type { Sums } from './attribute.ts';
import { attribute, inModule, totals, touchedBy } from './attribute.ts';
import type { CorrelatedProfile } from './correlate.ts';
import { correlate } from './correlate.ts';
import { profileDetails } from './details.ts';
import { commonTypes, type SampleTypes, typeNames } from './kinds.ts';
import type { NamedProfile } from './profile.ts';
import { describeMismatches } from './mismatch.ts';
import { mergeSums } from './merge.ts';
import type { AnalysedCode } from './sources.ts';

export const METRICS = ['flat', 'own', 'cum'] as const;
export type ProfileMetric = (typeof METRICS)[number];

/** What the correlator needs to know of a rule. */
export interface RuleProfile {
  readonly metric: ProfileMetric;
  /** Whether allocation bytes measure the rule's harm, so that a profile can refute it. */
  readonly refutable: boolean;
  /** Named by config or flags: its profile-tier findings are shown without a measurement. */
  readonly explicit: boolean;
}

export interface RankOptions {
  readonly code: AnalysedCode;
  readonly ruleOf: (rule: string) => RuleProfile;
  /** `TYPE` or `TYPE:flat|own|cum`, as `--rank` has it. */
  readonly rank?: string;
  /** Share (0 to 1) of alloc_space from which findings of the profile tier are shown. */
  readonly minShare: number;
  /** Whether the profile's lines and stacks are wanted as well. */
  readonly details?: boolean;
}

export interface RankedFindings {
  readonly findings: readonly RankedFinding[];
  readonly profiles: readonly ProfileTotals[];
  readonly ranking?: Ranking;
  /** Findings of the profile tier that are not shown. */
  readonly withheld: number;
  readonly notices: readonly Notice[];
  readonly details?: ProfileDetails;
}

/**
 * Measures, orders and numbers the findings; without profiles it orders them by place.
 *
 * Throws a UsageError if `rank` is malformed or names a sample type that the profiles lack, or if the profiles do
 * not fit together.
 */
export function rankFindings(
  findings: readonly Finding[],
  profiles: readonly NamedProfile[],
  options: RankOptions,
): RankedFindings {
  const [first] = profiles;
  if (first === undefined) return withoutProfile(findings, options);
  const types = commonTypes(profiles);
  const key = rankingKey(options.rank, types);
  const correlated = profiles.map(({ profile }) => correlate(profile, options.code));
  const sums = mergeSums(correlated.map(each => attribute(each, findings, options.code.functions)));
  const total = addTypes(correlated.map(totals), types.length);
  const limit = Math.max(...profiles.map(({ profile }) => profile.period));
  const context: MeasureContext = { types, total, key, limit };
  const measured = findings.map((finding, index) =>
    measureFinding(finding, sums[index], options.ruleOf(finding.rule), context),
  );
  const shown = measured.filter(({ finding, own }) => isShown(finding, own, options));
  const ranked = shown.toSorted(byRank).map(({ finding, measurement }, index) => {
    return { ...finding, rank: index + 1, profile: measurement };
  });
  return {
    findings: ranked,
    profiles: [profileTotals(correlated, types, total, ranked)],
    ranking: { type: key.name, unit: types[key.type]?.unit ?? '', total: total[key.type] ?? 0 },
    withheld: findings.length - shown.length,
    notices: correlated.flatMap((each, index) => describeMismatches(each, profiles[index]?.name ?? '')),
    ...(options.details === true && { details: profileDetails(correlated, key.type, ranked) }),
  };
}

function withoutProfile(findings: readonly Finding[], options: RankOptions): RankedFindings {
  const shown = findings.filter(finding => isShown(finding, 0, options));
  return {
    findings: shown.toSorted(byPlace),
    profiles: [],
    withheld: findings.length - shown.length,
    notices: [],
  };
}

/** The profile tier is shown where the lines themselves allocated enough, or on request. */
function isShown(finding: Finding, ownShare: number, options: RankOptions): boolean {
  return finding.tier !== 'profile' || ownShare >= options.minShare || options.ruleOf(finding.rule).explicit;
}

interface RankingKey {
  readonly name: string;
  /** Index of the sample type. */
  readonly type: number;
  /** Overrides the rules' own. */
  readonly metric: ProfileMetric | undefined;
}

function rankingKey(rank: string | undefined, types: SampleTypes): RankingKey {
  const indexOf = (name: string): number => types.findIndex(({ type }) => type === name);
  if (rank === undefined) {
    const name = ['alloc_space', 'inuse_space'].find(type => indexOf(type) >= 0) ?? types[0]?.type ?? '';
    return { name, type: indexOf(name), metric: undefined };
  }
  const [name = '', measure, ...rest] = rank.split(':');
  const metric = METRICS.find(known => known === measure);
  if (rest.length > 0 || (measure !== undefined && metric === undefined)) {
    throw new UsageError({
      location: '--rank',
      problem: `${JSON.stringify(rank)} is not TYPE or TYPE:flat, TYPE:own, TYPE:cum`,
      remedy: `Use for example --rank ${types[0]?.type ?? 'alloc_space'}:own.`,
    });
  }
  if (indexOf(name) < 0) {
    throw new UsageError({
      location: '--rank',
      problem: `the profiles have no sample type ${JSON.stringify(name)}`,
      remedy: `They have: ${typeNames(types)}.`,
    });
  }
  return { name, type: indexOf(name), metric };
}

interface MeasureContext {
  readonly types: SampleTypes;
  readonly total: readonly number[];
  readonly key: RankingKey;
  /** Allocations below this many bytes may escape the profiler; 0 if unknown. */
  readonly limit: number;
}

interface MeasuredFinding {
  readonly finding: Finding;
  readonly measurement: Measurement;
  /** Of the ranking type, 0 unless measured. */
  readonly share: number;
  /** Share of alloc_space that the lines themselves allocated. */
  readonly own: number;
}

function measureFinding(
  finding: Finding,
  sums: Sums | undefined,
  rule: RuleProfile,
  context: MeasureContext,
): MeasuredFinding {
  if (sums === undefined) {
    return { finding, measurement: { status: 'not-attributable', match: 'none', types: {} }, share: 0, own: 0 };
  }
  const metric = context.key.metric ?? rule.metric;
  const status = statusOf(sums, metric, rule, context);
  const hasNumbers = status === 'measured' || status === 'refuted';
  const types = hasNumbers ? weights(sums, metric, context) : {};
  const samples = hasNumbers && sums.rawCount !== undefined ? { samples: Math.round(sums.rawCount) } : {};
  const allocSpace = context.types.findIndex(({ type }) => type === 'alloc_space');
  return {
    finding,
    measurement: { status, match: sums.match, ...samples, types },
    share: types[context.key.name]?.share ?? 0,
    own: share(sums.own[allocSpace] ?? 0, context.total[allocSpace] ?? 0),
  };
}

function statusOf(
  sums: Sums,
  metric: ProfileMetric,
  rule: RuleProfile,
  { key, limit }: MeasureContext,
): Measurement['status'] {
  const { coverage } = sums;
  if (coverage === 'not-attributable' || coverage === 'ambiguous') return 'not-attributable';
  const value = Math.abs(sums[metric][key.type] ?? 0);
  const isPlaced = sums.match !== 'function';
  if (rule.refutable && coverage === 'function' && isPlaced && value < limit) return 'refuted';
  if (sums.sampled) return 'measured';
  if (coverage === 'none') return 'not-in-profile';
  return isPlaced ? 'not-sampled' : 'not-attributable';
}

function weights(sums: Sums, metric: ProfileMetric, { types, total }: MeasureContext): Record<string, TypeWeights> {
  const byType: Record<string, TypeWeights> = {};
  for (const [index, { type }] of types.entries()) {
    const flat = sums.flat[index] ?? 0;
    const own = sums.own[index] ?? 0;
    const cum = sums.cum[index] ?? 0;
    byType[type] = { flat, own, cum, share: share({ flat, own, cum }[metric], total[index] ?? 0) };
  }
  return byType;
}

function share(value: number, total: number): number {
  return total === 0 ? 0 : value / total;
}

function byRank(a: MeasuredFinding, b: MeasuredFinding): number {
  const order = rankGroup(a) - rankGroup(b) || b.share - a.share;
  if (order !== 0) return order;
  return (
    SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) || byPlace(a.finding, b.finding)
  );
}

function rankGroup({ measurement }: MeasuredFinding): number {
  if (measurement.status === 'measured') return 0;
  return measurement.status === 'refuted' ? 2 : 1;
}

function byPlace(a: Finding, b: Finding): number {
  return compareText(a.path, b.path) || comparePositions(a.start, b.start) || compareText(a.rule, b.rule);
}

function addTypes(perProfile: readonly (readonly number[])[], types: number): number[] {
  const sums = new Array<number>(types).fill(0);
  for (const values of perProfile) for (const [type, value] of values.entries()) sums[type] = (sums[type] ?? 0) + value;
  return sums;
}

function profileTotals(
  correlated: readonly CorrelatedProfile[],
  types: SampleTypes,
  total: readonly number[],
  findings: readonly Finding[],
): ProfileTotals {
  const inModules = addTypes(correlated.map(inModule), types.length);
  const touched = addTypes(
    correlated.map(each => touchedBy(each, findings)),
    types.length,
  );
  const byType: Record<string, ProfileTotals['types'][string]> = {};
  for (const [index, { type }] of types.entries()) {
    byType[type] = {
      total: total[index] ?? 0,
      inModule: inModules[index] ?? 0,
      touchedByFindings: touched[index] ?? 0,
    };
  }
  const kind = correlated.every(({ profile }) => profile.kind === 'allocs') ? 'allocs' : 'heap';
  return { kind, types: byType };
}
