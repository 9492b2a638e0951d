/** What grew since an earlier profile, and what the user does not want to see. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Evidence } from '../src/base/finding.ts';
import type { Profile } from '../src/profile/profile.ts';
import { growthOf } from '../src/profile/measuring/growth.ts';
import { readProfile } from '../src/profile/decoding/reader.ts';
import { lineRows } from '../src/profile/overview/rows.ts';
import type { RankedFindings } from '../src/profile/rank.ts';
import type { AnalysedCode } from '../src/profile/placing/sources.ts';
import { finding, heap, OWN, rank, span } from './profile-findings.ts';

const CODE: AnalysedCode = {
  cwd: '/w',
  modules: [{ path: 'example.com/m', dir: '/w' }],
  files: ['a.go'],
  functions: [{ path: 'a.go', name: 'example.com/m.f', startLine: 1, endLine: 90 }],
};

/** Bytes of alloc_space by line. */
function allocations(bytes: Readonly<Record<number, number>>): Profile {
  const lines = Object.keys(bytes).map(Number);
  return heap({
    functions: [{ name: 'example.com/m.f', file: 'example.com/m/a.go', startLine: 1 }],
    locations: lines.map(line => [[1, line]]),
    samples: lines.map((line, index) => ({ locations: [index + 1], values: [1, bytes[line] ?? 0, 0, 0], bytes: 8 })),
  });
}

function named(profile: Profile, name: string) {
  return { name, profile };
}

function shares(ranked: RankedFindings): unknown[] {
  return ranked.findings.map(({ start, profile }) => [start.line, profile?.status, profile?.types['alloc_space']?.own]);
}

const findings = [10, 20, 30, 40].map(line => finding(span('a.go', line)));

describe('growth', () => {
  const before = allocations({ 10: 500, 20: 100, 30: 300 });
  const after = allocations({ 10: 510, 20: 400, 30: 300 });
  const ranked = rank(findings, [after], { code: CODE, bases: [named(before, 'before')] });

  it('ranks, and not what was there before', () => {
    assert.deepEqual(shares(ranked).slice(0, 2), [
      [20, 'measured', 300],
      [10, 'measured', 10],
    ]);
    assert.deepEqual(ranked.ranking, { type: 'alloc_space', unit: 'bytes', total: 310, isGrowth: true });
  });

  it('does not show what stayed the same', () => {
    assert.deepEqual(shares(ranked).slice(2), [
      [30, 'not-sampled', undefined],
      [40, 'not-sampled', undefined],
    ]);
  });

  it('is nothing from a profile to itself', () => {
    const [same] = growthOf([named(after, 'after')], [named(after, 'after')]);
    assert.deepEqual(same?.profile.samples, []);
    assert.equal(same.name, 'after since after');
  });

  it('has the rows of go tool pprof -diff_base', () => {
    const load = (name: string): Profile => readProfile(gunzipSync(readFileSync(`testdata/profiles/${name}`)), name);
    const [growth] = growthOf(
      [named(load('sampled-plain.pb.gz'), 'after')],
      [named(load('exact-plain.pb.gz'), 'before')],
    );
    assert.ok(growth !== undefined);
    const byName = (profile: Profile): unknown[] =>
      lineRows(profile, 1)
        .map(({ name, flat, cum }) => ({ name, flat, cum }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual(byName(growth.profile), byName(load('difference.pb.gz')));
  });

  it('of goroutines is what has come since, where it hangs now', () => {
    const dump = (line: number, minutes: number, count: number): Profile => {
      const goroutine = (id: number): string =>
        `goroutine ${String(id)} [chan send, ${String(minutes)} minutes]:\nexample.com/m.f()\n` +
        `\t/src/a.go:${String(line)} +0x1\ncreated by example.com/m.f in goroutine 9\n\t/src/a.go:5 +0x1\n\n`;
      const text = Array.from({ length: count }, (_, index) => goroutine(index + 1)).join('');
      return readProfile(new TextEncoder().encode(text), 'dump');
    };
    const evidence: Evidence[] = [{ kind: 'goroutine', go: span('a.go', 5) }];
    const suspect = finding(span('a.go', 5), { evidence });
    const [only] = rank([suspect], [dump(7, 2, 5)], { code: CODE, bases: [named(dump(6, 90, 3), 'before')] }).findings;
    assert.deepEqual(only?.profile?.goroutines, {
      count: 2,
      leaked: 0,
      minutes: 2,
      waits: [{ count: 5, reason: 'chan send', function: 'example.com/m.f', path: 'a.go', line: 7 }],
    });
  });

  it('needs two profiles of the same kind', () => {
    const goroutines = readProfile(readFileSync('testdata/profiles/goroutine.txt'), 'goroutine.txt');
    assert.throws(
      () => rank([], [after], { code: CODE, bases: [named(goroutines, 'goroutine.txt')] }),
      /--base goroutine\.txt: it measures goroutine, but no profile does/,
    );
  });
});

describe('limits', () => {
  const profile = allocations({ 10: 5000, 20: 100 });

  it('leave nothing out unless asked for', () => {
    assert.equal(rank(findings, [profile], { code: CODE }).findings.length, 4);
  });

  it('leave out what the profile shows to be small, and keep what it does not know', () => {
    const elsewhere = finding(span('b.go', 7));
    const ranked = rank([...findings, elsewhere], [profile], { code: CODE, limits: { minAlloc: 1000 } });
    assert.deepEqual(shares(ranked), [
      [10, 'measured', 5000],
      [7, 'not-in-profile', undefined],
    ]);
    assert.equal(ranked.filtered, 3);
  });

  it('leave out what is not measured', () => {
    const ruleOf = () => ({ ...OWN, refutable: true });
    const ranked = rank(findings, [profile], { code: CODE, ruleOf, limits: { onlyMeasured: true } });
    assert.deepEqual(
      ranked.findings.map(({ start }) => start.line),
      [10, 20],
    );
  });

  it('need the sample type that they speak of', () => {
    const inuse = heap({ types: [['inuse_space', 'bytes']] });
    assert.throws(
      () => rank([], [inuse], { code: CODE, limits: { minAlloc: 1 } }),
      /--min-alloc: the profiles have no sample type "alloc_space"/,
    );
  });
});
