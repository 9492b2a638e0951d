/**
 * All profiles of goroutines of one kind, measured against the findings of a run.
 */
import type { ProfileDetails } from '../base/details.ts';
import type { Evidence, Finding, Notice, ProfileTotals, Ranking } from '../base/finding.ts';
import { groupBy } from '../base/group-by.ts';
import type { GoroutineOverview } from '../base/overview.ts';
import type { Span } from '../base/position.ts';
import type { FunctionSpan } from '../base/source.ts';
import { inModule, totals } from './measuring/attribute.ts';
import { correlate, type CorrelatedProfile } from './placing/correlate.ts';
import { profileDetails } from './overview/details.ts';
import { goroutineOverview } from './overview/goroutine-overview.ts';
import type { OverviewRequest } from './overview/memory-overview.ts';
import { attributeGoroutines, type GoroutineSums } from './measuring/goroutines.ts';
import { combined } from './kinds.ts';
import type { Setting } from './memory-run.ts';
import { describeMismatches } from './placing/mismatch.ts';
import { withoutTypeArguments } from './placing/module-names.ts';
import type { GoroutineKind, NamedProfile } from './profile.ts';
import type { AnalysedCode } from './placing/sources.ts';

/** By name, without type arguments. */
type DeclaredFunctions = ReadonlyMap<string, readonly FunctionSpan[]>;

type GoroutineEntry = Extract<Evidence, { kind: 'goroutine' }>['entry'];

export class GoroutineRun {
  /** The sample type: `goroutine` or `goroutineleak`. */
  readonly type: string;
  readonly measure: GoroutineKind;
  readonly total: number;
  private readonly isGrowth: boolean;
  private readonly name: string;
  private readonly code: AnalysedCode;
  private readonly correlated: CorrelatedProfile;
  private readonly sums: readonly (GoroutineSums | undefined)[];

  /** Throws a UsageError if the profiles do not fit together. */
  constructor(
    measure: GoroutineKind,
    findings: readonly Finding[],
    profiles: readonly NamedProfile[],
    { code, isGrowth }: Setting,
  ) {
    this.measure = measure;
    this.isGrowth = isGrowth;
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

  get ranking(): Ranking {
    return { type: this.type, unit: 'count', total: this.total, isGrowth: this.isGrowth };
  }

  totalsWith(findings: readonly Finding[]): ProfileTotals {
    const evidence = findings.flatMap(finding => finding.evidence);
    const [all] = attributeGoroutines(this.correlated, [{ evidence }], this.code.functions);
    const [belonging = 0] = inModule(this.correlated);
    const types = { [this.type]: { total: this.total, inModule: belonging, touchedByFindings: all?.count ?? 0 } };
    return { kind: this.correlated.profile.kind, types };
  }

  detailsWith(findings: readonly Finding[]): ProfileDetails {
    const declared = groupBy(this.code.functions, ({ name }) => withoutTypeArguments(name));
    const hanging = findings.flatMap(finding => whereTheyHang(finding, declared));
    return { measures: 'goroutines', ...this.ranking, ...profileDetails([this.correlated], 0, hanging) };
  }

  overviewWith(asked: OverviewRequest): GoroutineOverview {
    return goroutineOverview(this.correlated, { ...asked, ranking: this.ranking, functions: this.code.functions });
  }

  notices(): Notice[] {
    return describeMismatches(this.correlated, this.name);
  }
}

/** A finding with the lines for evidence at which its goroutines hang, or else those of the function that they run. */
function whereTheyHang(finding: Finding, declared: DeclaredFunctions): Finding[] {
  const evidence = finding.evidence.flatMap((item): Evidence[] => {
    if (item.kind === 'lines') return [];
    const spans = item.waits === undefined ? bodiesOf(item.entry, declared) : [item.waits];
    return spans.map(span => ({ kind: 'lines', ...span }));
  });
  return evidence.length === 0 ? [] : [{ ...finding, evidence }];
}

function bodiesOf(entry: GoroutineEntry, declared: DeclaredFunctions): Span[] {
  if (entry === undefined) return [];
  if ('literal' in entry) return [entry.literal];
  const functions = declared.get(withoutTypeArguments(entry.symbol)) ?? [];
  return functions.map(({ path, startLine, endLine }) => ({
    path,
    start: { line: startLine, column: 1, byteColumn: 1 },
    end: { line: endLine, column: 2, byteColumn: 2 },
  }));
}
