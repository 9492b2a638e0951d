/**
 * Connects the command line to this process: arguments, streams, variables, exit code.
 */
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import manifest from '../../package.json' with { type: 'json' };
import { streamOutput } from './output.ts';
import { run } from './run.ts';

/** Sets the exit code and returns; the process ends when all output is out. */
export async function runProcess(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), {
    version: manifest.version,
    cwd: process.cwd(),
    variables: process.env,
    stdin: () => process.stdin,
    stdout: streamOutput(process.stdout, 'standard output'),
    stderr: streamOutput(process.stderr, 'standard error'),
    loadMetas: async () => (await import('../../rules/index.ts')).rules.map(rule => rule.meta),
    loadLint: async () => (await import('../engine/lint.ts')).lint,
    readRulePage,
  });
}

/** Pages lie beside `dist`, both in the repository and in the published package. */
function readRulePage(id: string): Promise<string | undefined> {
  return readFile(new URL(`../rules/${id}/README.md`, import.meta.url), 'utf8').catch(() => undefined);
}
