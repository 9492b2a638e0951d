/**
 * Go language versions, and the three that decide what leaks.
 *
 * Only the minor release matters to a linter: `1.25.3`, `go1.25` and `1.25rc1` are all 1.25.
 */

/** The minor release of Go 1: `22` for go1.22. */
export type GoMinor = number;

/** Newer than every release: what code without go.mod is taken for. */
export const NEWEST_GO: GoMinor = 999;
/** What a go.mod without a `go` line means. */
export const GO_WITHOUT_LINE: GoMinor = 16;

/** Whether timers that nobody stops leak in the program that is built. */
export type TimerLeak =
  /** The collector frees them: nothing to report. */
  | 'collected'
  /** They leak in the program that the main module builds. */
  | 'leaks'
  /** They leak only if built with Go 1.26 or older, or if the importing program says so. */
  | 'leaks-before-go1.27';

/** The versions that apply to one package. `language` may differ by file; see `languageOf`. */
export interface GoVersions {
  /** The module's language version; decides loop variables (1.22). */
  readonly language: GoMinor;
  readonly timers: TimerLeak;
  /** Decides which standard-library functions exist and what they clear. */
  readonly library: GoMinor;
}

const VERSION = /^(?:go)?1\.(\d+)(?:$|[.\-a-z])/;

/** Reads `1.22`, `go1.22.3`, `1.23rc1`; undefined for anything else. */
export function parseGoMinor(text: string): GoMinor | undefined {
  const minor = VERSION.exec(text.trim())?.[1];
  return minor === undefined ? undefined : Number(minor);
}
