/**
 * Everything that a run of the command line takes from outside, so that tests can stand in for it.
 */
import type { LintResult as EngineResult } from '../engine/lint.ts';
import type { LintOptions } from '../engine/options.ts';
import type { RuleMeta } from '../rule/meta.ts';

/** What the engine hands back; of its figures only that they can be printed matters here. */
export interface LintResult extends Omit<EngineResult, 'stats'> {
  readonly stats: object;
}

/** A stream that is written to the end; `write` settles when the text is out of the process or nobody reads it. */
export interface Output {
  readonly isTerminal: boolean;
  readonly write: (text: string) => Promise<void>;
}

export interface Environment {
  readonly version: string;
  /** Absolute. */
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Called at most once, if a profile comes from there. */
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Loads the rules; not needed for `--help` and `--version`. */
  readonly loadMetas: () => Promise<readonly RuleMeta[]>;
  /** Loads the engine, which is most of the program. */
  readonly loadLint: () => Promise<(options: LintOptions) => Promise<LintResult>>;
  /** The Markdown page of a rule; undefined if the installation has none. */
  readonly readRulePage: (id: string) => Promise<string | undefined>;
}
