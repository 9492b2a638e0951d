/**
 * All that a run hands to reporters. Plain data.
 */
import type { ReportDetails } from './details.ts';
import type { Notice, ProfileTotals, RankedFinding, Ranking } from './finding.ts';
import type { Overview } from './overview.ts';

export interface RunSummary {
  readonly packages: number;
  readonly files: number;
  readonly importsWithoutSource: number;
  readonly findings: number;
  readonly suppressed: number;
  /** Profile-tier findings that were not shown because nothing measured them. */
  readonly withheld: number;
  /** Findings that `--min-alloc` or `--only-measured` left out. */
  readonly filtered: number;
}

/** All that a reporter gets. */
export interface RunReport {
  readonly findings: readonly RankedFinding[];
  readonly notices: readonly Notice[];
  readonly profiles: readonly ProfileTotals[];
  /** By which sample type of memory the findings are ordered. */
  readonly ranking?: Ranking;
  /** The goroutine profile: its findings come first, by number. */
  readonly goroutineRanking?: Ranking;
  readonly summary: RunSummary;
  /** Made only if `LintOptions.details` asks for it. */
  readonly details?: ReportDetails;
  /** Made only if `LintOptions.overview` asks for it. */
  readonly overview?: Overview;
}
