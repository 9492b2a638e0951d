/**
 * What one run of the engine is asked to do. Plain data: the command line and the library both build it.
 */
import type { Confidence } from '../base/finding.ts';
import type { GoMinor } from '../base/go-version.ts';
import type { RuleSetting } from '../rule/selection.ts';

export interface LintOptions {
  /** Absolute; patterns and reported paths are relative to it. */
  readonly cwd: string;
  /** As for `go list`: `./...`, directories, files, import paths, `work`. */
  readonly patterns: readonly string[];
  /** The environment variables that choose a build: GOOS, GOARCH, GOFLAGS, CGO_ENABLED, GOWORK. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Build tags of `--tags`, which win over GOFLAGS. */
  readonly tags?: readonly string[];
  /** `--go`: overrides all three versions. */
  readonly go?: GoMinor;
  /** Whether `_test.go` files are analysed. */
  readonly tests: boolean;
  /** The rules that run, in the order of their ids. */
  readonly rules: readonly RuleSetting[];
  readonly minConfidence: Confidence;
  /** Worker threads; 0 runs everything on the calling thread. */
  readonly jobs: number;
  /** Paths of pprof profiles. */
  readonly profiles: readonly string[];
  /** `TYPE` or `TYPE:flat|own|cum`. */
  readonly rank?: string;
  /** The share (0 to 1) of the ranking type from which profile-tier findings are shown. */
  readonly minShare: number;
  /** Called as packages finish. */
  readonly onProgress?: (done: number, total: number) => void;
}
