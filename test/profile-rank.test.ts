/** The order of findings, and what a run says of its profiles. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { UsageError } from '../src/base/errors.ts';
import type { Evidence, RankedFinding } from '../src/base/finding.ts';
import type { Profile } from '../src/profile/profile.ts';
import type { RuleProfile } from '../src/profile/measuring/measure.ts';
import type { RankedFindings } from '../src/profile/rank.ts';
import type { AnalysedCode } from '../src/profile/placing/sources.ts';
import type { ProfileSpec } from './profile-encoder.ts';
import { finding, heap, OWN, rank, span } from './profile-findings.ts';

/** A module of one file with functions of ten lines each: `f1` at line 10, `f2` at line 20, … */
const TENS: AnalysedCode = {
  cwd: '/w',
  modules: [{ path: 'example.com/m', dir: '/w' }],
  files: ['a.go', 'b.go'],
  functions: [1, 2, 3].map(n => ({
    path: 'a.go',
    name: `example.com/m.f${String(n)}`,
    startLine: 10 * n,
    endLine: 10 * n + 9,
  })),
};

/** Each of `f1`, `f2`, … at its second line with bytes of alloc_space and inuse_space. */
function tens(values: readonly (readonly [alloc: number, inuse: number])[], change: ProfileSpec = {}): Profile {
  return heap({
    functions: values.map((_, index) => ({
      name: `example.com/m.f${String(index + 1)}`,
      file: 'example.com/m/a.go',
      startLine: 10 * (index + 1),
    })),
    locations: values.map((_, index) => [[index + 1, 10 * (index + 1) + 1]]),
    samples: values.map(([alloc, inuse], index) => ({
      locations: [index + 1],
      values: [1, alloc, 1, inuse],
      bytes: alloc,
    })),
    ...change,
  });
}

function order(ranked: RankedFindings): string[] {
  return ranked.findings.map(({ rank: number = 0, start, profile }: RankedFinding) => {
    return `${String(number)} line ${String(start.line)} ${profile?.status ?? ''}`;
  });
}

describe('the order of findings', () => {
  const profile = tens([
    [100, 9],
    [300, 1],
  ]);
  const findings = [11, 21, 15, 31].map(line => finding(span('a.go', line)));

  it('is that of their share of alloc_space, then what was not measured', () => {
    const ranked = rank(findings, [profile], { code: TENS });
    assert.deepEqual(order(ranked), [
      '1 line 21 measured',
      '2 line 11 measured',
      '3 line 15 not-sampled',
      '4 line 31 not-sampled',
    ]);
    assert.deepEqual(ranked.ranking, { type: 'alloc_space', unit: 'bytes', total: 400, isGrowth: false });
    assert.equal(ranked.findings[0]?.profile?.types['alloc_space']?.share, 0.75);
    assert.equal(ranked.findings[0].profile.samples, 1);
  });

  it('follows another type on request', () => {
    const ranked = rank(findings, [profile], { code: TENS, rank: 'inuse_space:cum' });
    assert.deepEqual(order(ranked).slice(0, 2), ['1 line 11 measured', '2 line 21 measured']);
    assert.equal(ranked.findings[0]?.profile?.types['inuse_space']?.share, 0.9);
  });

  it('puts refuted findings last, and only of rules whose harm bytes measure', () => {
    const ruleOf = (): RuleProfile => ({ ...OWN, refutable: true });
    const elsewhere = finding(span('b.go', 1));
    assert.deepEqual(order(rank([...findings, elsewhere], [profile], { code: TENS, ruleOf })), [
      '1 line 21 measured',
      '2 line 11 measured',
      '3 line 31 not-sampled',
      '4 line 1 not-in-profile',
      '5 line 15 refuted',
    ]);
  });

  it('follows severity where nothing was measured', () => {
    const severe = finding(span('b.go', 7), { severity: 'error' });
    assert.deepEqual(order(rank([...findings, severe], [profile], { code: TENS })).slice(2), [
      '3 line 7 not-in-profile',
      '4 line 15 not-sampled',
      '5 line 31 not-sampled',
    ]);
  });

  it('is by place without a profile', () => {
    const ranked = rank(findings, [], { code: TENS });
    assert.deepEqual(order(ranked), ['0 line 11 ', '0 line 15 ', '0 line 21 ', '0 line 31 ']);
    assert.equal(ranked.ranking, undefined);
  });

  it('needs a sample type that the profile has', () => {
    const refused = (type: string): string => {
      try {
        rank(findings, [profile], { code: TENS, rank: type });
      } catch (error) {
        assert.ok(error instanceof UsageError);
        return error.message;
      }
      return 'accepted';
    };
    assert.match(refused('goroutine'), /no sample type "goroutine"\n.*alloc_objects, alloc_space/);
    assert.match(refused('alloc_space:most'), /"alloc_space:most" is not TYPE or TYPE:flat/);
  });
});

describe('evidence of a goroutine', () => {
  const profile = tens([[100, 9]]);
  const goroutine: Evidence = {
    kind: 'goroutine',
    go: span('a.go', 11),
    entry: { symbol: 'example.com/m.f1' },
  };

  it('is not in a heap profile', () => {
    const [only] = rank([finding(span('a.go', 11), { evidence: [goroutine] })], [profile], { code: TENS }).findings;
    assert.deepEqual(only?.profile, { status: 'not-attributable', match: 'none', types: {} });
  });

  it('is measured by the lines that go with it', () => {
    const evidence: Evidence[] = [goroutine, { kind: 'lines', ...span('a.go', 11) }];
    const [only] = rank([finding(span('a.go', 15), { evidence })], [profile], { code: TENS }).findings;
    assert.equal(only?.profile?.types['alloc_space']?.own, 100);
  });
});

describe('the profile tier', () => {
  const profile = tens([
    [995, 1],
    [5, 1],
  ]);
  const findings = [11, 21].map(line => finding(span('a.go', line), { tier: 'profile' }));

  it('is shown where its lines allocated enough', () => {
    const ranked = rank(findings, [profile], { code: TENS });
    assert.deepEqual(order(ranked), ['1 line 11 measured']);
    assert.equal(ranked.withheld, 1);
    assert.equal(ranked.profiles[0]?.types['alloc_space']?.touchedByFindings, 995);
  });

  it('is withheld without a profile, but counted', () => {
    assert.equal(rank(findings, [], { code: TENS }).withheld, 2);
  });

  it('is shown on request', () => {
    const ruleOf = (): RuleProfile => ({ ...OWN, explicit: true });
    assert.equal(rank(findings, [], { code: TENS, ruleOf }).findings.length, 2);
    assert.equal(rank(findings, [profile], { code: TENS, ruleOf }).findings.length, 2);
  });
});

describe('several profiles', () => {
  it('are added up', () => {
    const ranked = rank([finding(span('a.go', 11))], [tens([[100, 9]]), tens([[300, 1]])], { code: TENS });
    assert.equal(ranked.findings[0]?.profile?.types['alloc_space']?.own, 400);
    assert.equal(ranked.findings[0].profile.samples, 2);
    assert.deepEqual(ranked.profiles[0]?.types['alloc_space'], { total: 400, inModule: 400, touchedByFindings: 400 });
  });

  it('are refused if their sample types differ', () => {
    const other = heap({ types: [['inuse_space', 'bytes']] });
    assert.throws(
      () => rank([], [tens([[1, 1]]), other], { code: TENS }),
      /profile 2: its sample types \(inuse_space\)/,
    );
  });
});

describe('a profile that does not fit', () => {
  it('is told by a notice', () => {
    const code = {
      ...TENS,
      modules: [{ path: 'example.com/other', dir: '/elsewhere' }],
      cwd: '/elsewhere',
      functions: [],
    };
    assert.match(rank([], [tens([[1, 1]])], { code }).notices[0]?.message ?? '', /is it a profile of this program/);
    assert.match(rank([], [heap({})], { code }).notices[0]?.message ?? '', /no samples/);
    assert.deepEqual(rank([], [tens([[1, 1]])], { code: TENS }).notices, []);
  });
});
