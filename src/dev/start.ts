/**
 * `npm start`: without arguments lints the example module and ranks its findings by its heap profile; with arguments
 * runs goleaklint with them in the directory that npm was called from.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const PROGRAM = path.resolve('dist/cli.js');
const SOURCES = ['src', 'rules', 'wasm', 'package.json'];
const EXAMPLE = path.resolve('testdata/example');
const EXAMPLE_ARGUMENTS = ['./...', '--profile', 'heap.pb.gz', '--fail-on', 'none'];

function node(args: readonly string[], cwd: string): number {
  const { status, error } = spawnSync(process.execPath, args, { cwd, stdio: 'inherit' });
  if (error !== undefined) throw error;
  return status ?? 1;
}

/** When the newest file under a path changed, in milliseconds since 1970. */
function newestChange(file: string): number {
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const entries = readdirSync(file).filter(name => name !== 'testdata');
  return Math.max(0, ...entries.map(name => newestChange(path.join(file, name))));
}

function isStale(): boolean {
  return !existsSync(PROGRAM) || Math.max(...SOURCES.map(newestChange)) > statSync(PROGRAM).mtimeMs;
}

function lint(): number {
  const args = process.argv.slice(2);
  if (args.length > 0) return node([PROGRAM, ...args], process.env['INIT_CWD'] ?? process.cwd());
  console.error(`In ${path.relative('.', EXAMPLE)}: goleaklint ${EXAMPLE_ARGUMENTS.join(' ')}\n`);
  return node([PROGRAM, ...EXAMPLE_ARGUMENTS], EXAMPLE);
}

const buildStatus = isStale() ? node(['src/dev/run.mjs', 'build', '--programs'], '.') : 0;
process.exitCode = buildStatus === 0 ? lint() : buildStatus;
