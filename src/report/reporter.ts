/**
 * What an output format is: a pure function from a finished run to text.
 *
 * Reporters read no files, know no time and no machine, so the same run gives the same bytes everywhere.
 */
import type { RunReport } from '../base/report.ts';
import type { RuleMeta } from '../rule/meta.ts';

export interface ReportContext {
  readonly toolVersion: string;
  /** Every rule, not only those that reported: SARIF describes them all. */
  readonly metas: readonly RuleMeta[];
  /** Whether ANSI colours may be used. */
  readonly color: boolean;
  /** Whether a person reads the text on a terminal, so that source lines help. */
  readonly terminal: boolean;
  /** From the repository root to the working directory, with forward slashes: `''` or `sub/dir/`. */
  readonly uriPrefix: string;
}

/** The text of one format, complete with its last line end, or `''`. */
export type Reporter = (report: RunReport, context: ReportContext) => string;
