/**
 * All profiles of memory of a run, measured against its findings.
 */
import type { ProfileDetails } from '../base/details.ts';
import type { Finding, Notice, ProfileTotals, Ranking } from '../base/finding.ts';
import type { MemoryOverview } from '../base/overview.ts';
import type { FunctionSpan } from '../base/source.ts';
import type { Sums } from './measuring/attribute.ts';
import { attribute, inModule, totals, touchedBy } from './measuring/attribute.ts';
import { correlate, type CorrelatedProfile } from './placing/correlate.ts';
import { profileDetails } from './overview/details.ts';
import { commonTypes, type SampleTypes } from './kinds.ts';
import { memoryOverview, type OverviewRequest } from './overview/memory-overview.ts';
import { mergeSums } from './measuring/merge.ts';
import { describeMismatches } from './placing/mismatch.ts';
import type { HeapKind, NamedProfile } from './profile.ts';
import type { AnalysedCode } from './placing/sources.ts';

/** What profiles are measured against, and what they are. */
export interface Setting {
  readonly code: AnalysedCode;
  /** Whether they are what grew since earlier ones. */
  readonly isGrowth: boolean;
}

export class MemoryRun {
  readonly types: SampleTypes;
  /** By index of the type. */
  readonly totals: readonly number[];
  /** Allocations below this many bytes may escape the profiler; 0 if unknown. */
  readonly limit: number;
  private readonly isGrowth: boolean;
  private readonly functions: readonly FunctionSpan[];
  private readonly profiles: readonly NamedProfile[];
  private readonly correlated: readonly CorrelatedProfile[];
  private readonly sums: readonly Sums[];

  /** Throws a UsageError if the profiles do not have the same sample types. */
  constructor(findings: readonly Finding[], profiles: readonly NamedProfile[], { code, isGrowth }: Setting) {
    this.isGrowth = isGrowth;
    this.profiles = profiles;
    this.functions = code.functions;
    this.types = commonTypes(profiles);
    this.correlated = profiles.map(({ profile }) => correlate(profile, code));
    this.sums = mergeSums(this.correlated.map(each => attribute(each, findings, code.functions)));
    this.totals = this.added(totals);
    this.limit = Math.max(0, ...profiles.map(({ profile }) => profile.period));
  }

  /** Of the finding at that index; undefined without profiles. */
  sumsOf(finding: number): Sums | undefined {
    return this.sums[finding];
  }

  /** Undefined if the profiles do not have the type. */
  rankingBy(name: string): Ranking | undefined {
    const index = this.types.findIndex(({ type }) => type === name);
    const type = this.types[index];
    return type && { type: type.type, unit: type.unit, total: this.totals[index] ?? 0, isGrowth: this.isGrowth };
  }

  totalsWith(findings: readonly Finding[]): ProfileTotals[] {
    if (this.profiles.length === 0) return [];
    const inModules = this.added(inModule);
    const touched = this.added(each => touchedBy(each, findings));
    const types: Record<string, ProfileTotals['types'][string]> = {};
    for (const [index, { type }] of this.types.entries()) {
      types[type] = {
        total: this.totals[index] ?? 0,
        inModule: inModules[index] ?? 0,
        touchedByFindings: touched[index] ?? 0,
      };
    }
    return [{ kind: this.kind, types }];
  }

  /** Undefined if the profiles do not have the type. */
  detailsBy(ranking: Ranking, findings: readonly Finding[]): ProfileDetails | undefined {
    const type = this.types.findIndex(known => known.type === ranking.type);
    if (type < 0) return undefined;
    return { measures: 'memory', ...ranking, ...profileDetails(this.correlated, type, findings) };
  }

  /** Undefined if the profiles do not have the type. */
  overviewBy(ranking: Ranking, asked: OverviewRequest): MemoryOverview | undefined {
    const { kind, limit: period, functions } = this;
    const type = this.types.findIndex(known => known.type === ranking.type);
    if (type < 0) return undefined;
    return memoryOverview(this.profiles, this.correlated, { ...asked, ranking, type, kind, period, functions });
  }

  notices(): Notice[] {
    return this.correlated.flatMap((each, index) => describeMismatches(each, this.profiles[index]?.name ?? ''));
  }

  private get kind(): HeapKind {
    return this.profiles.every(({ profile }) => profile.kind === 'allocs') ? 'allocs' : 'heap';
  }

  private added(measure: (correlated: CorrelatedProfile) => readonly number[]): number[] {
    const sums = this.types.map(() => 0);
    for (const each of this.correlated) {
      for (const [type, value] of measure(each).entries()) sums[type] = (sums[type] ?? 0) + value;
    }
    return sums;
  }
}
