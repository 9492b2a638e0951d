/**
 * Statements of several lines, of which a profile charges now one, now another: the lines of the statement have all that
 * it allocates, whatever the build calls their file. testdata/allocated-lines/record.sh made the profiles.
 */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AnalysedCode } from '../src/profile/placing/sources.ts';
import { functionsOf } from './go-functions.ts';
import { finding, load, rank, span } from './profile-findings.ts';

const DIR = 'testdata/allocated-lines';
const SOURCE = readFileSync(path.join(DIR, 'lines.go'), 'utf8').split('\n');
const MODULE = 'example.com/lines';
const TIMES = 4;

interface Statement {
  readonly first: number;
  readonly last: number;
  /** Each time. */
  readonly bytes: number;
}

/** As the marks in the source tell; gofmt indents what continues a statement, and its last line as the first. */
const STATEMENTS: readonly Statement[] = SOURCE.flatMap((line, index) => {
  const [, indent = '', bytes] = /^(\t+).*\/\/ allocates: (\d+)$/.exec(line) ?? [];
  if (bytes === undefined) return [];
  const next = SOURCE.findIndex((text, at) => at > index && !text.startsWith(`${indent}\t`));
  const last = /^\t*[)}]/.test(SOURCE[next] ?? '') && SOURCE[next]?.startsWith(indent) === true ? next : next - 1;
  return [{ first: index + 1, last: last + 1, bytes: Number(bytes) }];
});

function codeOf(dir: string, files: readonly string[]): AnalysedCode {
  const functions = files.flatMap(file => {
    const source = readFileSync(path.join(DIR, file), 'utf8');
    return functionsOf(source.replace(/ \/\/ .*$/gm, ''), file, MODULE);
  });
  return { cwd: dir, modules: [{ path: MODULE, dir }], files, functions };
}

const PROGRAM = codeOf('/home/dev/lines', ['lines.go', 'record/main.go']);

function measured(profile: string, code: AnalysedCode): string[] {
  const findings = STATEMENTS.map(({ first, last }) => finding(span('lines.go', first, last)));
  const ranked = rank(findings, [load(`${DIR}/${profile}.pb.gz`)], { code }).findings;
  return ranked.map(({ start, profile: found }) => {
    const { own = 0 } = found?.types['alloc_space'] ?? {};
    return `${String(start.line)} ${found?.status ?? ''} ${found?.match ?? ''} ${String(own)}`;
  });
}

const sorted = (lines: readonly string[]): string[] =>
  lines.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));

describe('the lines of a statement', () => {
  const expected = STATEMENTS.map(({ first, bytes }) => `${String(first)} measured exact ${String(TIMES * bytes)}`);

  it('are known to differ', () => {
    assert.equal(new Set(STATEMENTS.map(({ bytes }) => bytes)).size, STATEMENTS.length);
    assert.ok(STATEMENTS.length >= 17);
  });

  for (const [build, how] of [
    ['absolute', 'where the program was built elsewhere'],
    ['trimmed', 'with -trimpath'],
    ['windows', 'on Windows'],
    ['bazel', 'below a relative directory'],
    ['vendored', 'where the program vendors the module'],
    ['vendored-trimmed', 'where it vendors the module, with -trimpath'],
  ] as const) {
    it(`have all that it allocates, ${how}`, () => {
      assert.deepEqual(sorted(measured(build, PROGRAM)), expected);
    });
  }

  it('have nothing where another module is analysed', () => {
    const other = { ...PROGRAM, modules: [{ path: 'example.com/others', dir: '/home/dev/lines' }] };
    for (const build of ['vendored', 'vendored-trimmed']) {
      assert.ok(
        measured(build, other).every(line => line.endsWith('not-in-profile none 0')),
        build,
      );
    }
  });
});
