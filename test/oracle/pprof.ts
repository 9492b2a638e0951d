/**
 * Compares our rows with those of the `go tool pprof` at hand: `npm run oracle:pprof [-- PROFILE…]`. Needs Go.
 *
 * Every sample type, all rows and those of one module, in a given profile of that with most frames; by default of the
 * committed profiles and of some that only a test can make. Text (?debug=1) has no functions for pprof, which reads the values alone: these are compared, and the
 * rows with those of the protobuf form beside it (NAME.pb.gz of NAME.txt), where there is one. Exits with 1 if there is
 * any difference.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { importPathOf, moduleNames, modulePattern } from '../../src/profile/placing/module-names.ts';
import type { Frame, Profile } from '../../src/profile/profile.ts';
import { readProfile } from '../../src/profile/decoding/reader.ts';
import { lineRows } from '../../src/profile/overview/rows.ts';
import { isGzip } from '../../src/profile/decoding/sniff.ts';
import { inBothForms, printRows, printSamples, rowsInBothForms, rowsOfPprof, samplesOfPprof } from '../pprof-output.ts';
import { encodeProfile } from '../profile-encoder.ts';

const ALL_ROWS = '-top -lines -unit=B -nodecount=1000000 -nodefraction=0 -edgefraction=0 -symbolize=none'.split(' ');
const MODULES = ['example.com/probe.v2', 'example.com/shop'];

/** pprof shortens paths that contain the name of the current directory. */
const emptyDir = mkdtempSync(path.join(tmpdir(), 'pprof-oracle-'));

function pprof(options: readonly string[], file: string): string {
  const run = spawnSync('go', ['tool', 'pprof', ...options, file], {
    cwd: emptyDir,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (run.error !== undefined) throw run.error;
  if (run.status !== 0) throw new Error(`pprof of ${file}: ${run.stderr}`);
  return run.stdout;
}

function pprofRows(file: string, type: string, show?: string): string[] {
  const options = [...ALL_ROWS, `-sample_index=${type}`, ...(show === undefined ? [] : [`-show=${show}`])];
  return rowsOfPprof(pprof(options, file));
}

interface Tally {
  rows: number;
  differences: number;
}

function compare(title: string, ours: readonly string[], theirs: readonly string[], tally: Tally): void {
  const missing = without(theirs, ours);
  const extra = without(ours, theirs);
  tally.rows += theirs.length;
  tally.differences += missing.length + extra.length;
  for (const row of missing.slice(0, 5)) console.log(`${title}: pprof only: ${row}`);
  for (const row of extra.slice(0, 5)) console.log(`${title}: ours only: ${row}`);
}

/** As multisets: equal rows must occur as often. */
function without(rows: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const row of others) counts.set(row, (counts.get(row) ?? 0) + 1);
  return rows.filter(row => {
    const count = counts.get(row) ?? 0;
    counts.set(row, count - 1);
    return count <= 0;
  });
}

/** Own by function name, as `-show`; that also looks at the names of files and binaries, so we do here as well. */
function shownFrames(modules: readonly string[]): { readonly show: string; readonly shown: (frame: Frame) => boolean } {
  const roots = modules.map(name => ({ path: name, dir: '/' }));
  const belongs = moduleNames(roots);
  return {
    show: modulePattern(roots),
    shown: ({ function: fn }) => belongs(fn.name) || belongs(fn.file),
  };
}

/** The module that has most frames, as far as names tell: `github.com/prometheus/prometheus`, `cmd` for the Go tools. */
function commonestModule({ frames }: Profile): string {
  const counts = new Map<string, number>();
  for (const { function: fn } of frames) {
    const [host = '', ...path] = importPathOf(fn.name).split('/');
    if (path.length === 0 || !(host.includes('.') || host === 'cmd')) continue;
    const module = host === 'cmd' ? host : [host, ...path.slice(0, 2)].join('/');
    counts.set(module, (counts.get(module) ?? 0) + 1);
  }
  const [commonest] = [...counts].toSorted(([, a], [, b]) => b - a);
  return commonest?.[0] ?? 'main';
}

function compareProfile(file: string, profile: Profile, modules: readonly string[], tally: Tally): void {
  const { show, shown } = shownFrames(modules);
  const byFileOnly = profile.frames.filter(
    frame => shown(frame) && !shown({ ...frame, function: { ...frame.function, file: '' } }),
  );
  for (const [index, { type }] of profile.sampleTypes.entries()) {
    const name = `${path.basename(file)} ${type}`;
    compare(name, printRows(lineRows(profile, index)), pprofRows(file, type), tally);
    compare(`${name} -show`, printRows(lineRows(profile, index, shown)), pprofRows(file, type, show), tally);
  }
  const apart = new Set(byFileOnly.map(frame => frame.function.name));
  if (apart.size > 0) console.log(`${path.basename(file)}: in the module by file only: ${[...apart].join(', ')}`);
}

function compareText(file: string, profile: Profile, tally: Tally): void {
  const name = path.basename(file);
  compare(`${name} samples`, printSamples(profile), samplesOfPprof(pprof(['-raw', '-symbolize=none'], file)), tally);
  const protobuf = file.replace(/\.txt(?:\.gz)?$/, '.pb.gz');
  if (!existsSync(protobuf) || profile.kind === 'goroutine' || profile.kind === 'goroutineleak') return;
  for (const [index, { type }] of profile.sampleTypes.entries()) {
    const ours = printRows(lineRows(inBothForms(profile), index));
    compare(`${name} ${type}`, ours, rowsInBothForms(pprofRows(protobuf, type)), tally);
  }
}

/** Profiles that no Go program writes. */
function madeProfiles(): string[] {
  const names = ['malloc', 'operator new(unsigned long)', 'main.work', 'main.(*T).run', '.main.dot'];
  const functions = names.map((name, index) => ({
    name,
    file: `/src/app//x/../file${String(index)}.go`,
    startLine: 1,
  }));
  const locations = [
    [
      [1, 1],
      [2, 2],
    ],
    [[2, 2]],
    [[3, 3]],
    [[4, 4]],
    [[5, 0]],
    [],
  ] as [number, number][][];
  const samples = [
    [1, 2, 3, 4],
    [2, 3],
    [3, 4, 3],
    [4, 5],
    [6, 4],
    [1, 2],
    [5, 1, 3],
  ].map((stack, index) => ({
    locations: stack,
    values: [index + 1, (index - 3) * 100, 1, 7 * index],
  }));
  const spec = { functions, locations, samples };
  const specs = {
    plain: spec,
    unpacked: { ...spec, unpacked: true, unknownFields: true },
    dropped: { ...spec, dropFrames: 'malloc|operator .*' },
    kept: { ...spec, dropFrames: 'malloc|operator .*|main\\..*', keepFrames: 'main\\.w[a-o]+rk?' },
    all: { ...spec, dropFrames: '.*' },
  };
  return Object.entries(specs).map(([name, made]) => {
    const file = path.join(emptyDir, `${name}.pb`);
    writeFileSync(file, encodeProfile(made));
    return file;
  });
}

function committedProfiles(): string[] {
  const inDir = (dir: string): string[] =>
    readdirSync(dir)
      .filter(name => /\.pb\.gz$|(?<!\.dump)\.txt(?:\.gz)?$/.test(name))
      .map(name => path.join(dir, name));
  return ['profiles', 'example', 'goroutine-shapes', 'allocated-lines'].flatMap(dir => inDir(`testdata/${dir}`));
}

try {
  const given = process.argv.slice(2);
  const files = given.length > 0 ? given : [...committedProfiles(), ...madeProfiles()];
  const tally: Tally = { rows: 0, differences: 0 };
  for (const file of files) {
    const bytes = readFileSync(file);
    const isText = /\.txt(?:\.gz)?$/.test(file);
    const profile = readProfile(isGzip(bytes) ? gunzipSync(bytes) : bytes, file);
    if (isText) compareText(path.resolve(file), profile, tally);
    else compareProfile(path.resolve(file), profile, given.length > 0 ? [commonestModule(profile)] : MODULES, tally);
  }
  console.log(
    `${String(files.length)} profiles, ${String(tally.rows)} rows compared, ${String(tally.differences)} differences`,
  );
  process.exitCode = tally.differences === 0 && tally.rows > 0 ? 0 : 1;
} finally {
  rmSync(emptyDir, { recursive: true });
}
