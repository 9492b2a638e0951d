/** What reports show of a profile beside the findings, and of the source around them. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type FlameFrame, type FlameGraph, linesAround, type ProfileDetails } from '../src/base/details.ts';
import type { Finding, RankedFinding } from '../src/base/finding.ts';
import { readExcerpts } from '../src/engine/excerpts.ts';
import type { Profile } from '../src/profile/profile.ts';
import type { AnalysedCode } from '../src/profile/placing/sources.ts';
import { analysedModule } from './go-functions.ts';
import { finding, heap, lineOf, load, rank, span } from './profile-findings.ts';

const PROBE = analysedModule('testdata/profiles/src', 'example.com/probe.v2');
const SMALL: AnalysedCode = {
  cwd: '/w',
  modules: [{ path: 'example.com/m', dir: '/w' }],
  files: ['a.go'],
  functions: [{ path: 'a.go', name: 'example.com/m.f', startLine: 10, endLine: 19 }],
};

function allDetails(profiles: Profile[], findings: Finding[] = [], code = SMALL): readonly ProfileDetails[] {
  return rank(findings, profiles, { code, details: true }).details ?? [];
}

function details(profiles: Profile[], findings: Finding[] = [], code = SMALL): ProfileDetails {
  const [made] = allDetails(profiles, findings, code);
  assert.ok(made);
  return made;
}

/** `f` calls a helper at line 11 and at line 12; the helper is of another module. */
function calls(values: readonly (readonly [line: number, helperLine: number, bytes: number])[]): Profile {
  return heap({
    functions: [
      { name: 'example.com/m.f', file: 'example.com/m/a.go', startLine: 10 },
      { name: 'example.com/lib.help', file: 'example.com/lib/lib.go', startLine: 1 },
    ],
    locations: values.flatMap(([line, helperLine]) => [[[2, helperLine] as const], [[1, line] as const]]),
    samples: values.map(([, , bytes], index) => ({
      locations: [2 * index + 1, 2 * index + 2],
      values: [1, bytes, 0, 0],
      bytes: 1,
    })),
  });
}

/** One line for each frame, indented by its depth. */
function drawn({ frames }: FlameGraph): string[] {
  const depthOf = ({ parent }: FlameFrame): number => {
    const caller = frames[parent];
    return caller === undefined ? 0 : 1 + depthOf(caller);
  };
  return frames.map(frame => {
    const place = frame.place ? ` ${frame.place.path}:${frame.place.line}` : '';
    return `${'  '.repeat(depthOf(frame))}${frame.function}${place} ${frame.total} ${frame.self}`;
  });
}

describe('the tree of stacks', () => {
  it('tells calls of the analysed source apart by line, and those of others by function alone', () => {
    const { flame } = details([
      calls([
        [11, 5, 100],
        [11, 6, 50],
        [12, 5, 200],
      ]),
    ]);
    assert.deepEqual(drawn(flame), [
      'example.com/m.f a.go:12 200 0',
      '  example.com/lib.help 200 200',
      'example.com/m.f a.go:11 150 0',
      '  example.com/lib.help 150 150',
    ]);
    assert.equal(flame.total, 350);
    assert.deepEqual([flame.frames[0]?.inModule, flame.frames[1]?.inModule], [true, false]);
  });

  it('marks the frames of findings, the highest ranked first', () => {
    const light = finding(span('a.go', 11), {
      fingerprint: 'light',
      evidence: [{ kind: 'lines', ...span('a.go', 11) }],
    });
    const both = finding(span('a.go', 11, 12), { fingerprint: 'both' });
    const profile = calls([
      [11, 5, 100],
      [12, 5, 200],
    ]);
    const { flame } = details([profile], [light, both]);
    assert.deepEqual(
      flame.frames.map(({ findings }) => findings),
      [['both'], [], ['both', 'light'], []],
    );
  });

  it('adds profiles up', () => {
    const profile = calls([[11, 5, 100]]);
    assert.deepEqual(drawn(details([profile, profile]).flame)[0], 'example.com/m.f a.go:11 200 0');
  });

  it('leaves out what has shrunk', () => {
    const profile = calls([
      [11, 5, 100],
      [12, 5, -100],
    ]);
    assert.equal(details([profile]).flame.total, 100);
    assert.equal(details([profile]).flame.frames.length, 2);
  });

  it('is bounded, and says how much is left out', () => {
    const functions = Array.from({ length: 6000 }, (_, index) => ({ name: `lib.f${index}`, file: 'lib.go' }));
    const profile = heap({
      functions,
      locations: functions.map((_, index) => [[index + 1, 1]]),
      samples: functions.map((_, index) => ({ locations: [index + 1], values: [1, index + 1, 0, 0], bytes: 1 })),
    });
    const { flame } = details([profile]);
    assert.equal(flame.frames.length, 4000);
    assert.equal(flame.omitted, 2000);
    assert.equal(flame.frames.at(-1)?.total, 2001);
  });

  it('holds together for a real profile: callees weigh no more than their caller', () => {
    const { flame } = details([load('testdata/profiles/exact-plain.pb.gz')], [], PROBE);
    const callees = flame.frames.map(() => 0);
    for (const { parent, total } of flame.frames) if (parent >= 0) callees[parent] = (callees[parent] ?? 0) + total;
    assert.ok(flame.frames.length > 100);
    for (const [index, { parent, total, self }] of flame.frames.entries()) {
      assert.ok(parent < index);
      assert.equal((callees[index] ?? 0) + self, total);
    }
  });
});

describe('profiles of memory and goroutines', () => {
  const [memory, goroutines, leaked] = ['exact-plain', 'goroutine', 'goroutineleak'].map(name => {
    return load(`testdata/profiles/${name}.pb.gz`);
  });
  assert.ok(memory && goroutines && leaked);
  const file = 'cmd/goroutines/main.go';
  const line = lineOf(`testdata/profiles/src/${file}`, 'results <- i');
  const sends = finding(span(file, line), {
    fingerprint: 'sends',
    evidence: [{ kind: 'goroutine', waits: span(file, line) }],
  });
  const first = lineOf('testdata/profiles/src/probe.go', 's = s +');
  const concat = finding(span('probe.go', first, first + 2), { fingerprint: 'concat' });

  it('are kept apart, in the order in which they rank', () => {
    const described = allDetails([memory, goroutines], [], PROBE).map(
      ({ lines: _lines, flame: _flame, ...ranking }) => {
        return ranking;
      },
    );
    const { goroutineRanking, ranking } = rank([], [memory, goroutines], { code: PROBE });
    assert.deepEqual(described, [
      { measures: 'goroutines', ...goroutineRanking },
      { measures: 'memory', ...ranking },
    ]);
  });

  it('mark the findings that they measure', () => {
    const marks = allDetails([memory, goroutines], [concat, sends], PROBE).map(({ flame }) => {
      return [...new Set(flame.frames.flatMap(({ findings }) => findings))];
    });
    assert.deepEqual(marks, [['sends'], ['concat']]);
  });

  it('mark the function that goroutines run where no place is known at which they hang', () => {
    const go = span(file, lineOf(`testdata/profiles/src/${file}`, 'go wait('));
    const waiting = finding(go, {
      fingerprint: 'waiting',
      evidence: [{ kind: 'goroutine', go, entry: { symbol: 'main.wait' } }],
    });
    const { flame } = details([goroutines], [waiting], PROBE);
    const marked = flame.frames.filter(({ findings }) => findings.includes('waiting'));
    assert.deepEqual([...new Set(marked.map(frame => frame.function))], ['main.wait']);
  });

  it('tell how many goroutines have a frame on a line', () => {
    const [counted] = allDetails([memory, goroutines], [], PROBE);
    const at = counted?.lines.find(weights => weights.path === file && weights.line === line);
    assert.deepEqual(at, { path: file, line, flat: 0, own: 3, cum: 3 });
  });

  it('of leaked goroutines stand for goroutines where there are no others', () => {
    const typesOf = (profiles: Profile[]): string[] => allDetails(profiles, [], PROBE).map(({ type }) => type);
    assert.deepEqual(typesOf([leaked, memory]), ['goroutineleak', 'alloc_space']);
    assert.deepEqual(typesOf([leaked, goroutines]), ['goroutine']);
  });
});

describe('the weights of a line', () => {
  for (const name of ['exact-plain', 'sampled-trimmed', 'difference']) {
    it(`are those of a finding there: ${name}`, () => {
      const profile = load(`testdata/profiles/${name}.pb.gz`);
      const { lines } = details([profile], [], PROBE);
      const findings = lines.map(({ path: file, line }) => finding(span(file, line)));
      const ranked = rank(findings, [profile], { code: PROBE }).findings;
      assert.ok(lines.length > 20);
      const measured = new Map(
        ranked.map(each => [`${each.path}:${each.start.line}`, each.profile?.types['alloc_space']]),
      );
      for (const { path: file, line, flat, own, cum } of lines) {
        const { share: _, ...weights } = measured.get(`${file}:${line}`) ?? { share: 0 };
        assert.deepEqual({ flat, own, cum }, weights);
      }
    });
  }
});

describe('excerpts', () => {
  const ranked = (first: number, last: number, change: Partial<Finding> = {}): RankedFinding => {
    return finding(span('a.go', first, last), change);
  };

  it('have six lines before and after each place of a finding, its own file first', () => {
    const related = [{ ...span('0.go', 20), message: 'made here' }];
    assert.deepEqual(linesAround(ranked(10, 12, { related })), [
      { path: 'a.go', first: 4, last: 18 },
      { path: '0.go', first: 14, last: 26 },
    ]);
  });

  it('show the beginning of what is long', () => {
    assert.deepEqual(linesAround(ranked(10, 900)), [{ path: 'a.go', first: 4, last: 56 }]);
  });

  it('are read once where findings are close, end with the file, and leave out what is gone', async () => {
    const cwd = await mkdtemp(path.join(os.tmpdir(), 'goleaklint-excerpts-'));
    try {
      const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
      await writeFile(path.join(cwd, 'a.go'), `\ufeff${lines.join('\r\n')}\r\n`);
      const gone = finding(span('gone.go', 3));
      const excerpts = await readExcerpts([ranked(22, 22), ranked(26, 26), ranked(3, 3), gone], cwd);
      assert.deepEqual(
        excerpts.map(({ path: file, first, lines: shown }) => [file, first, shown.length, shown.at(-1)]),
        [
          ['a.go', 1, 9, 'line 9'],
          ['a.go', 16, 15, 'line 30'],
        ],
      );
    } finally {
      await rm(cwd, { recursive: true });
    }
  });
});
