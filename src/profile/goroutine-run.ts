/**
 * All profiles of goroutines of one kind, measured against the findings of a run.
 */
import type { ProfileDetails } from '../base/details.ts';
import type { Evidence, Finding, Notice, ProfileTotals, Ranking } from '../base/finding.ts';
import type { GoroutineOverview } from '../base/overview.ts';
import { inModule, totals } from './attribute.ts';
import { correlate, type CorrelatedProfile } from './correlate.ts';
import { profileDetails } from './details.ts';
import { goroutineOverview, type GoroutineRequest } from './goroutine-overview.ts';
import { attributeGoroutines, type GoroutineSums } from './goroutines.ts';
import { combined } from './kinds.ts';
import { describeMismatches } from './mismatch.ts';
import type { GoroutineKind, NamedProfile } from './profile.ts';
import type { AnalysedCode } from './sources.ts';

export class GoroutineRun {
  /** The sample type: `goroutine` or `goroutineleak`. */
  readonly type: string;
  readonly measure: GoroutineKind;
  readonly total: number;
  private readonly name: string;
  private readonly code: AnalysedCode;
  private readonly correlated: CorrelatedProfile;
  private readonly sums: readonly (GoroutineSums | undefined)[];

  /** Throws a UsageError if the profiles do not fit together. */
  constructor(
    measure: GoroutineKind,
    findings: readonly Finding[],
    profiles: readonly NamedProfile[],
    code: AnalysedCode,
  ) {
    this.measure = measure;
    this.code = code;
    this.name = profiles.map(({ name }) => name).join(', ');
    this.correlated = correlate(combined(profiles), code);
    this.sums = attributeGoroutines(this.correlated, findings, code.functions);
    this.type = this.correlated.profile.sampleTypes[0]?.type ?? '';
    this.total = totals(this.correlated)[0] ?? 0;
  }

  /** Of the finding at that index; undefined if its evidence names no goroutine. */
  sumsOf(finding: number): GoroutineSums | undefined {
    return this.sums[finding];
  }

  rankingBy(isGrowth: boolean): Ranking {
    return { type: this.type, unit: 'count', total: this.total, isGrowth };
  }

  totalsWith(findings: readonly Finding[]): ProfileTotals {
    const evidence = findings.flatMap(finding => finding.evidence);
    const [all] = attributeGoroutines(this.correlated, [{ evidence }], this.code.functions);
    const [belonging = 0] = inModule(this.correlated);
    const types = { [this.type]: { total: this.total, inModule: belonging, touchedByFindings: all?.count ?? 0 } };
    return { kind: this.correlated.profile.kind, types };
  }

  detailsBy(ranking: Ranking, findings: readonly Finding[]): ProfileDetails {
    return {
      measures: 'goroutines',
      ...ranking,
      ...profileDetails([this.correlated], 0, findings.flatMap(whereTheyHang)),
    };
  }

  overviewWith(asked: Omit<GoroutineRequest, 'functions'>): GoroutineOverview {
    return goroutineOverview(this.correlated, { ...asked, functions: this.code.functions });
  }

  notices(): Notice[] {
    return describeMismatches(this.correlated, this.name);
  }
}

/** A finding with the lines for evidence at which its goroutines hang, or else those of the function that they run. */
function whereTheyHang(finding: Finding): Finding[] {
  const evidence = finding.evidence.flatMap((item): Evidence[] => {
    if (item.kind === 'lines') return [];
    const { waits, entry } = item;
    const lines = waits ?? (entry !== undefined && 'literal' in entry ? entry.literal : undefined);
    return lines === undefined ? [] : [{ kind: 'lines', ...lines }];
  });
  return evidence.length === 0 ? [] : [{ ...finding, evidence }];
}
