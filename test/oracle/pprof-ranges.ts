/**
 * Compares what findings of several lines measure with the stacks that the `go tool pprof` at hand prints:
 * `npm run oracle:pprof-ranges`. Needs Go.
 *
 * pprof cannot sum over a range of lines, so this does, over the text of `-traces`: cum where any row of a stack lies
 * in the range, flat where the first does, own where the first of the module does. Exits with 1 on any difference.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TypeWeights } from '../../src/base/finding.ts';
import { moduleNames } from '../../src/profile/placing/module-names.ts';
import type { AnalysedCode } from '../../src/profile/placing/sources.ts';
import { analysedModule } from '../go-functions.ts';
import { finding, load, rank, span } from '../profile-findings.ts';

const PROBE = { dir: 'testdata/profiles/src', module: 'example.com/probe.v2' };
const CASES = [
  { ...PROBE, profile: 'testdata/profiles/exact-plain.pb.gz', root: '/src/app/' },
  { ...PROBE, profile: 'testdata/profiles/exact-trimmed.pb.gz', root: `${PROBE.module}/` },
  { ...PROBE, profile: 'testdata/profiles/sampled-trimmed.pb.gz', root: `${PROBE.module}/` },
  { dir: 'testdata/example', module: 'example.com/shop', profile: 'testdata/example/heap.pb.gz', root: '/src/app/' },
] as const;

type Case = (typeof CASES)[number];

interface Row {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

interface Stack {
  readonly value: number;
  readonly rows: readonly Row[];
}

function stacksOf(profile: string, cwd: string): Stack[] {
  const options = ['-traces', '-lines', '-unit=B', '-symbolize=none', '-sample_index=alloc_space'];
  const run = spawnSync('go', ['tool', 'pprof', ...options, path.resolve(profile)], { cwd, encoding: 'utf8' });
  if (run.error !== undefined) throw run.error;
  const [, ...blocks] = run.stdout.split(/^-+\+-+\n/m);
  return blocks.filter(block => block.trim() !== '').map(readStack);
}

function readStack(block: string): Stack {
  const lines = block.split('\n').filter(line => line.trim() !== '' && !/^\s*\w+:\s/.test(line));
  const value = Number(/^\s*(-?\d+)B?\s/.exec(lines[0] ?? '')?.[1] ?? NaN);
  const rows = lines.map(line => {
    const [, name = '', file = '', at = ''] = /(\S+) (\S+):(\d+)(?: \(inline\))?$/.exec(line) ?? [];
    return { name, file, line: Number(at) };
  });
  return { value, rows };
}

function expectedWeights(stacks: readonly Stack[], inRange: (row: Row) => boolean, module: string): TypeWeights {
  const belongs = moduleNames([{ path: module, dir: '/' }]);
  let [flat, own, cum] = [0, 0, 0];
  for (const { value, rows } of stacks) {
    if (rows.some(inRange)) cum += value;
    if (rows[0] !== undefined && inRange(rows[0])) flat += value;
    const first = rows.find(row => belongs(row.name));
    if (first !== undefined && inRange(first)) own += value;
  }
  return { flat, own, cum, share: 0 };
}

function rangesOf({ files }: AnalysedCode, dir: string): { file: string; first: number; last: number }[] {
  return files.flatMap(file => {
    const count = readFileSync(path.join(dir, file), 'utf8').split('\n').length;
    return [1, 2, 3, 5, 8, 13].flatMap(size =>
      Array.from({ length: Math.ceil(count / size) }, (_, index) => ({
        file,
        first: index * size + 1,
        last: index * size + size,
      })),
    );
  });
}

function differencesOf(
  { dir, module, profile, root }: Case,
  cwd: string,
): { ranges: number; measured: number; differences: number } {
  const code = analysedModule(dir, module);
  const stacks = stacksOf(profile, cwd);
  const ranges = rangesOf(code, dir);
  const findings = ranges.map(({ file, first, last }) => finding(span(file, first, last)));
  let [measuredRanges, differences] = [0, 0];
  for (const { path: file, start, end, profile: measured } of rank(findings, [load(profile)], { code }).findings) {
    const inRange = (row: Row): boolean => row.file === root + file && row.line >= start.line && row.line <= end.line;
    const expected = expectedWeights(stacks, inRange, module);
    if (expected.cum !== 0) measuredRanges++;
    const actual = measured?.types['alloc_space'] ?? { flat: 0, own: 0, cum: 0 };
    if ((['flat', 'own', 'cum'] as const).every(metric => actual[metric] === expected[metric])) continue;
    differences++;
    console.log(`${profile} ${file}:${start.line}-${end.line}:`, actual, expected);
  }
  return { ranges: ranges.length, measured: measuredRanges, differences };
}

const emptyDir = mkdtempSync(path.join(tmpdir(), 'pprof-oracle-'));
try {
  const results = CASES.map(each => differencesOf(each, emptyDir));
  const total = (of: (result: (typeof results)[number]) => number): number =>
    results.reduce((sum, result) => sum + of(result), 0);
  const measured = total(result => result.measured);
  const differences = total(result => result.differences);
  console.log(
    `${CASES.length} profiles, ${total(result => result.ranges)} ranges (${measured} measured), ${differences} differences`,
  );
  process.exitCode = differences === 0 && measured > 0 ? 0 : 1;
} finally {
  rmSync(emptyDir, { recursive: true });
}
