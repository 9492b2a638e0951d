/**
 * `npm run bench -- DIR [PATTERNS]`: a cold run against a bare web-tree-sitter parse of the same files.
 *
 * Both are whole processes with one thread, run in turn, so that a noisy machine slows both. Prints the medians, their
 * ratio, and where the linter's time went in its last run.
 *
 * `npm run bench -- --std`: what it takes to read the declarations of the standard library that a run asks for, in a
 * process that has read nothing yet.
 *
 * `npm run bench -- --profile FILE…`: reads each profile in a process of its own and makes the rows of every sample
 * type. Large ones come from the Go compiler: `go build -o /dev/null -gcflags='cmd/compile/internal/ssa=-memprofile=OUT
 * -memprofilerate=RATE' cmd/compile/internal/ssa`, where OUT is `DIR/` and RATE 2048 for 95,000 samples as protobuf, or
 * a file and 4096 for 220 MB of text.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import { readProfiles } from '../engine/profiles/read.ts';
import { lineRows } from '../profile/overview/rows.ts';
import { StandardDeclarations } from '../semantic/std/standard-declarations.ts';
import { loadWorkspace } from '../workspace/load.ts';

const ROUNDS = 5;
const TABLE = 'src/semantic/std/declarations.tsv';
const TABLE_ROUNDS = 20;
/** What a server with tests imports. */
const STANDARD_PACKAGES = (
  'bufio bytes context crypto/tls encoding/base64 encoding/binary encoding/hex encoding/json errors flag fmt hash/crc32 ' +
  'io io/fs log log/slog maps math math/big math/rand net net/http net/http/httptest net/url os os/exec os/signal path ' +
  'path/filepath reflect regexp runtime slices sort strconv strings sync sync/atomic syscall testing time'
).split(' ');
const CLI = path.resolve('dist/cli.js');

async function parseBare(dir: string, patterns: readonly string[]): Promise<void> {
  const { units } = await loadWorkspace({
    cwd: dir,
    patterns,
    env: process.env,
    tests: true,
    allPlatforms: false,
    moduleCache: false,
  });
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load('wasm/tree-sitter-go.wasm'));
  for (const { path: file } of units.flatMap(unit => unit.files)) {
    parser.parse(readFileSync(file, 'utf8'))?.delete();
  }
}

/** Milliseconds for the table and for what is asked of it. */
function readTable(): [table: number, packages: number] {
  const started = performance.now();
  const standard = new StandardDeclarations(readFileSync(TABLE, 'utf8'));
  const opened = performance.now();
  for (const importPath of STANDARD_PACKAGES) {
    if (standard.of(importPath) === undefined) throw new Error(`the table lacks ${importPath}`);
  }
  return [opened - started, performance.now() - opened];
}

function measureTable(): void {
  const rounds = Array.from({ length: TABLE_ROUNDS }, () => {
    const { stdout } = spawnSync(process.execPath, [process.argv[1] ?? '', '--std-once'], { encoding: 'utf8' });
    return JSON.parse(stdout) as ReturnType<typeof readTable>;
  });
  const [table, packages] = [median(rounds.map(([first]) => first)), median(rounds.map(([, second]) => second))];
  const parts = `table ${table.toFixed(1)} ms, ${STANDARD_PACKAGES.length} packages ${packages.toFixed(1)} ms`;
  console.log(`standard library: ${parts} (medians of ${TABLE_ROUNDS} processes)`);
}

interface ProfileFigures {
  /** Milliseconds; processor time counts all threads, and is what a busy machine does not change much. */
  readonly wall: number;
  readonly processor: number;
  /** In bytes, the most that was resident. */
  readonly memory: number;
  readonly samples: number;
  readonly rows: number;
}

async function readProfileOnce(file: string): Promise<ProfileFigures> {
  const before = process.cpuUsage();
  const started = performance.now();
  let samples = 0;
  let rows = 0;
  for (const { profile } of await readProfiles([file], { cwd: '.' })) {
    samples += profile.samples.length;
    for (const type of profile.sampleTypes.keys()) rows += lineRows(profile, type).length;
  }
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  const memory = process.resourceUsage().maxRSS * 1024;
  return { wall, processor: (user + system) / 1000, memory, samples, rows };
}

function measureProfiles(files: readonly string[]): void {
  for (const file of files) {
    const rounds = Array.from({ length: ROUNDS }, () => {
      const self = [process.argv[1] ?? '', '--profile-once', file];
      return JSON.parse(spawnSync(process.execPath, self, { encoding: 'utf8' }).stdout) as ProfileFigures;
    });
    const of = (figure: keyof ProfileFigures): number => median(rounds.map(round => round[figure]));
    const size = `${of('samples')} samples, ${of('rows')} rows`;
    const time = `${of('wall').toFixed(0)} ms, processor ${of('processor').toFixed(0)} ms`;
    console.log(
      `${file}: ${size}; ${time}, ${(of('memory') / 2 ** 20).toFixed(0)} MB (medians of ${ROUNDS} processes)`,
    );
  }
}

interface Timed {
  readonly milliseconds: number;
  readonly stderr: string;
}

function timed(args: readonly string[], cwd: string): Timed {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`node ${args.join(' ')}: exit ${String(status)}: ${stderr.slice(-300)}`);
  return { milliseconds: performance.now() - started, stderr };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function compare(dir: string, patterns: readonly string[]): void {
  const bare: number[] = [];
  const linted: number[] = [];
  let parts = '';
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(timed([process.argv[1] ?? '', '--bare', dir, ...patterns], '.').milliseconds);
    const run = timed([CLI, ...patterns, '--jobs', '1', '--fail-on', 'none', '--stats'], dir);
    linted.push(run.milliseconds);
    parts = run.stderr.split('\n').slice(-7).join('\n');
  }
  const ratios = linted.map((value, index) => value / (bare[index] ?? value));
  console.log(
    `bare parse ${median(bare).toFixed(0)} ms, goleaklint ${median(linted).toFixed(0)} ms (medians of ${ROUNDS})`,
  );
  console.log(`ratio of each pair, median: ${median(ratios).toFixed(2)}`);
  console.log(parts);
}

const args = process.argv.slice(2);
const isBare = args[0] === '--bare';
const [dir = '.', ...named] = isBare ? args.slice(1) : args;
const patterns = named.length > 0 ? named : ['./...'];
if (dir === '--std') measureTable();
else if (dir === '--profile') measureProfiles(named.map(file => path.resolve(file)));
else if (dir === '--profile-once') console.log(JSON.stringify(await readProfileOnce(named[0] ?? '')));
else if (dir === '--std-once') console.log(JSON.stringify(readTable()));
else if (isBare) await parseBare(path.resolve(dir), patterns);
else compare(path.resolve(dir), patterns);
