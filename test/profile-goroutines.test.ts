/** Goroutines that belong to findings: by the statement that starts them, what they run, and where they hang. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import type { Evidence, RankedFinding } from '../src/base/finding.ts';
import type { Profile } from '../src/profile/profile.ts';
import { readProfile } from '../src/profile/decoding/reader.ts';
import type { AnalysedCode } from '../src/profile/placing/sources.ts';
import { encodeProfile } from './profile-encoder.ts';
import { finding, heap, rank, span } from './profile-findings.ts';

const FILE = '/src/app/a.go';

/** `serve` starts the literal of lines 12 to 18 at line 12, `drain` at line 25 and again at line 26. */
const CODE: AnalysedCode = {
  cwd: '/w',
  modules: [{ path: 'example.com/m', dir: '/w' }],
  files: ['a.go'],
  functions: [
    { path: 'a.go', name: 'example.com/m.serve', startLine: 10, endLine: 30 },
    { path: 'a.go', name: 'example.com/m.serve.func1', startLine: 12, endLine: 18 },
    { path: 'a.go', name: 'example.com/m.serve.func1.1', startLine: 15, endLine: 17 },
    { path: 'a.go', name: 'example.com/m.drain', startLine: 40, endLine: 50 },
  ],
};

const LITERAL: Evidence = { kind: 'goroutine', go: span('a.go', 12, 18), entry: { literal: span('a.go', 12, 18) } };
const DRAIN: Evidence = { kind: 'goroutine', go: span('a.go', 25), entry: { symbol: 'example.com/m.drain' } };
const SENDING: Evidence = { kind: 'goroutine', waits: span('a.go', 14) };

const DUMP = `goroutine 1 [chan send, 7 minutes]:
example.com/m.serve.func1()
\t${FILE}:14 +0x1
created by example.com/m.serve in goroutine 9
\t${FILE}:12 +0x1

goroutine 2 [chan send, 90 minutes]:
example.com/m.serve.func1()
\t${FILE}:14 +0x1
created by example.com/m.serve in goroutine 9
\t${FILE}:12 +0x1

goroutine 3 [IO wait]:
internal/poll.runtime_pollWait(0x1)
\t/usr/local/go/src/runtime/netpoll.go:1 +0x1
example.com/m.serve.func1()
\t${FILE}:16 +0x1
created by example.com/m.serve in goroutine 9
\t${FILE}:12 +0x1

goroutine 4 [chan receive (leaked)]:
example.com/m.drain()
\t${FILE}:44 +0x1
created by example.com/m.serve in goroutine 9
\t${FILE}:25 +0x1

goroutine 5 [chan receive]:
example.com/m.drain()
\t${FILE}:44 +0x1
created by example.com/m.serve in goroutine 9
\t${FILE}:26 +0x1
`;

/** The same, with nothing but functions and lines. */
function stacks(kind: 'goroutine' | 'goroutineleak', counts: readonly number[]): Profile {
  const bytes = encodeProfile({
    types: [[kind, 'count']],
    functions: [
      { name: 'example.com/m.serve.func1', file: FILE, startLine: 12 },
      { name: 'example.com/m.drain', file: FILE, startLine: 40 },
      { name: 'runtime.chansend1', file: '/usr/local/go/src/runtime/chan.go' },
      { name: 'sync.(*WaitGroup).Go.func1', file: '/usr/local/go/src/sync/waitgroup.go' },
    ],
    locations: [[[1, 14]], [[1, 16]], [[2, 44]], [[3, 1]], [[4, 1]]],
    samples: [[4, 1, 5], [2], [3]].map((locations, index) => ({ locations, values: [counts[index] ?? 0] })),
  });
  return readProfile(bytes, kind);
}

function dump(): Profile {
  return readProfile(new TextEncoder().encode(DUMP), 'dump');
}

function countsOf(evidence: Evidence, profile: Profile): RankedFinding['profile'] {
  return rank([finding(span('a.go', 1), { evidence: [evidence] })], [profile], { code: CODE }).findings[0]?.profile;
}

describe('a dump', () => {
  it('tells the go statement, what they wait for, how long, and which are leaked', () => {
    assert.deepEqual(countsOf(LITERAL, dump()), {
      status: 'measured',
      match: 'line',
      types: { goroutine: { flat: 3, own: 3, cum: 3, share: 3 / 5 } },
      goroutines: {
        count: 3,
        leaked: 0,
        minutes: 90,
        waits: [
          { count: 2, reason: 'chan send', function: 'example.com/m.serve.func1', path: 'a.go', line: 14 },
          { count: 1, reason: 'IO wait', function: 'example.com/m.serve.func1', path: 'a.go', line: 16 },
        ],
      },
    });
    assert.equal(countsOf(DRAIN, dump())?.goroutines?.leaked, 1);
  });

  it('tells two statements apart that start the same function', () => {
    assert.equal(countsOf(DRAIN, dump())?.goroutines?.count, 1);
  });
});

describe('stacks alone', () => {
  const profile = stacks('goroutine', [5, 3, 2]);

  it('tell a literal, whatever of a library stands around it', () => {
    const { goroutines, match } = countsOf(LITERAL, profile) ?? {};
    assert.deepEqual([goroutines?.count, match], [8, 'exact']);
    assert.deepEqual(
      goroutines?.waits.map(({ count, reason, line }) => [count, reason, line]),
      [
        [5, 'chan send', 14],
        [3, undefined, 16],
      ],
    );
  });

  it('tell a literal without its beginning by its name, where a literal inside it ends', () => {
    const text =
      'goroutine profile: total 2\n2 @ 0x1 0x2\n' +
      `#\t0x1\texample.com/m.serve.func1.1+0x1\t${FILE}:16\n#\t0x2\texample.com/m.serve.func1+0x1\t${FILE}:17\n\n`;
    assert.equal(countsOf(LITERAL, readProfile(new TextEncoder().encode(text), 'text'))?.goroutines?.count, 2);
  });

  it('cannot tell which of several statements started a declared function', () => {
    const { goroutines, match } = countsOf(DRAIN, profile) ?? {};
    assert.deepEqual([goroutines?.count, match], [2, 'function']);
  });
});

describe('the place where a goroutine hangs', () => {
  it('is enough where nothing else is known', () => {
    assert.equal(countsOf(SENDING, dump())?.goroutines?.count, 2);
    assert.equal(countsOf(SENDING, stacks('goroutine', [5, 3, 2]))?.goroutines?.count, 5);
  });

  it('is not the line of a call that is at work', () => {
    const working = DUMP.replaceAll('[IO wait]', '[runnable]').replaceAll('chan send', 'IO wait');
    const called = working.replaceAll(
      'example.com/m.serve.func1()\n',
      `example.com/m.drain()\n\t${FILE}:41 +0x1\nexample.com/m.serve.func1()\n`,
    );
    assert.equal(countsOf(SENDING, readProfile(new TextEncoder().encode(called), 'dump'))?.goroutines, undefined);
    const sending = called.replaceAll('IO wait', 'chan send');
    assert.equal(countsOf(SENDING, readProfile(new TextEncoder().encode(sending), 'dump'))?.goroutines?.count, 2);
  });

  it('must hold besides the start', () => {
    const sending: Evidence = { ...LITERAL, waits: span('a.go', 14) };
    assert.equal(countsOf(sending, dump())?.goroutines?.count, 2);
  });
});

describe('findings with a goroutine profile', () => {
  const byLine = (evidence: Evidence, line: number) => finding(span('a.go', line), { evidence: [evidence] });
  const allocating = finding(span('a.go', 41));
  const memory = heap({
    functions: [{ name: 'example.com/m.drain', file: FILE, startLine: 40 }],
    locations: [[[1, 41]]],
    samples: [{ locations: [1], values: [1, 1024, 1, 1024] }],
  });

  it('come first, by number, before what memory measures', () => {
    const findings = [allocating, byLine(DRAIN, 2), byLine(LITERAL, 3)];
    const ranked = rank(findings, [memory, stacks('goroutine', [5, 3, 2])], { code: CODE });
    assert.deepEqual(
      ranked.findings.map(({ start, profile }) => [start.line, profile?.status, profile?.goroutines?.count]),
      [
        [3, 'measured', 8],
        [2, 'measured', 2],
        [41, 'measured', undefined],
      ],
    );
    assert.deepEqual(ranked.profiles[1], {
      kind: 'goroutine',
      types: { goroutine: { total: 10, inModule: 10, touchedByFindings: 10 } },
    });
    assert.equal(ranked.ranking?.type, 'alloc_space');
    assert.equal(ranked.goroutineRanking?.total, 10);
  });

  it('know from goroutineleak how many are proven', () => {
    const profiles = [stacks('goroutineleak', [4, 0, 0]), stacks('goroutine', [5, 3, 2])];
    const [only] = rank([byLine(LITERAL, 3)], profiles, { code: CODE }).findings;
    assert.deepEqual([only?.profile?.goroutines?.count, only?.profile?.goroutines?.leaked], [8, 4]);
    assert.equal(only?.profile?.types['goroutineleak']?.cum, 4);
  });

  it('are not in the profile if none is alive, and stay', () => {
    const [only] = rank([byLine(LITERAL, 3)], [stacks('goroutine', [0, 0, 2])], { code: CODE }).findings;
    assert.equal(only?.profile?.status, 'not-in-profile');
  });

  it('need no leaked goroutine: an empty goroutineleak profile is no mistake', () => {
    assert.deepEqual(rank([], [stacks('goroutineleak', [])], { code: CODE }).notices, []);
  });
});
