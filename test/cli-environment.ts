/**
 * A command line in memory: what would be printed, with an engine that reports what the test says.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { UsageError } from '../src/base/errors.ts';
import type { RunReport } from '../src/base/report.ts';
import type { Environment, LintResult, Output } from '../src/cli/environment.ts';
import { run } from '../src/cli/run.ts';
import type { LintOptions } from '../src/engine/options.ts';
import { METAS } from './config-metas.ts';
import { CLEAN } from './report-sample.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the engine was asked to do; undefined if it was not reached. */
  readonly options: LintOptions | undefined;
}

export interface Stage {
  readonly report?: RunReport;
  readonly result?: Partial<LintResult>;
  /** Instead of a result. */
  readonly crash?: Error;
  readonly cwd?: string;
  readonly terminal?: boolean;
  readonly variables?: Record<string, string>;
  readonly pages?: Record<string, string>;
}

export async function goleaklint(argv: readonly string[], stage: Stage = {}): Promise<Ran> {
  const stdout = memory(stage.terminal);
  const stderr = memory(stage.terminal);
  let options: LintOptions | undefined;
  const environment: Environment = {
    version: '1.2.3',
    cwd: stage.cwd ?? '/nowhere',
    variables: stage.variables ?? {},
    stdin: () => Readable.from([new TextEncoder().encode('stdin')]),
    stdout: stdout.output,
    stderr: stderr.output,
    loadMetas: () => Promise.resolve(METAS),
    loadLint: () =>
      Promise.resolve(given => {
        options = given;
        if (stage.crash) return Promise.reject(stage.crash);
        return Promise.resolve({ report: stage.report ?? CLEAN, failures: false, stats: {}, ...stage.result });
      }),
    readRulePage: id => Promise.resolve(stage.pages?.[id]),
  };
  const code = await run(argv, environment);
  return { code, stdout: stdout.text(), stderr: stderr.text(), options };
}

export function usage(problem: string): UsageError {
  return new UsageError({ location: 'heap.pb.gz', problem, remedy: 'Record it again.' });
}

/** Runs a check in a fresh directory. */
export async function inDirectory(check: (dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'goleaklint-cli-'));
  try {
    await check(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

function memory(isTerminal = false): { readonly output: Output; readonly text: () => string } {
  let text = '';
  const write = (more: string): Promise<void> => {
    text += more;
    return Promise.resolve();
  };
  return { output: { isTerminal, write }, text: () => text };
}
