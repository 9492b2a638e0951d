/** Decoding: what profilers seldom write, what is no profile, and what is damaged. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { UsageError } from '../src/base/errors.ts';
import { decodeProfile } from '../src/profile/decoding/decode.ts';
import type { Profile } from '../src/profile/profile.ts';
import { readProfile } from '../src/profile/decoding/reader.ts';
import { lineRows } from '../src/profile/overview/rows.ts';
import { isGzip } from '../src/profile/decoding/sniff.ts';
import { encodeProfile, HEAP_TYPES } from './profile-encoder.ts';
import type { ProfileSpec } from './profile-encoder.ts';
import { printRows } from './pprof-output.ts';

const SMALL: ProfileSpec = {
  functions: [
    { name: 'main.leaf', file: '/src/app/main.go', startLine: 10 },
    { name: 'main.root', file: '/src/app/main.go', startLine: 20 },
  ],
  locations: [[[1, 11]], [[2, 21]]],
  samples: [
    { locations: [1, 2], values: [2, 64, 1, 32], bytes: 32 },
    { locations: [2], values: [1, 8, 0, 0], bytes: 8 },
  ],
};
const SMALL_ROWS = ['64 64 main.leaf /src/app/main.go:11', '8 72 main.root /src/app/main.go:21'];

function decode(spec: ProfileSpec): Profile {
  return decodeProfile(encodeProfile(spec), 'test.pb');
}

/** Rows of alloc_space. */
function rows(profile: Profile): string[] {
  return printRows(lineRows(profile, 1));
}

function refusal(bytes: Uint8Array | string): string {
  const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  try {
    readProfile(content, 'heap.pb.gz');
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  return 'accepted';
}

describe('a profile', () => {
  it('is read whether its numbers are packed or not', () => {
    assert.deepEqual(rows(decode(SMALL)), SMALL_ROWS);
    assert.deepEqual(rows(decode({ ...SMALL, unpacked: true })), SMALL_ROWS);
  });

  it('may hold fields that no version of the format has', () => {
    assert.deepEqual(rows(decode({ ...SMALL, unknownFields: true })), SMALL_ROWS);
  });

  it('may hold negative values, as a difference of two does', () => {
    const samples = [{ locations: [1, 2], values: [-1, -32, -1, -32] }];
    const expected = ['-32 -32 main.leaf /src/app/main.go:11', '0 -32 main.root /src/app/main.go:21'];
    assert.deepEqual(rows(decode({ ...SMALL, samples })), expected);
  });

  it('may have no samples', () => {
    assert.deepEqual(rows(decode({ ...SMALL, samples: [] })), []);
  });

  it('counts a recursive function once per sample', () => {
    const samples = [{ locations: [1, 2, 1, 2], values: [1, 16, 0, 0] }];
    const expected = ['0 16 main.root /src/app/main.go:21', '16 16 main.leaf /src/app/main.go:11'];
    assert.deepEqual(rows(decode({ ...SMALL, samples })), expected);
  });

  it('expands a location into the calls that were inlined there', () => {
    const locations = [
      [
        [1, 11],
        [2, 22],
      ],
    ] as const;
    const samples = [{ locations: [1], values: [1, 16, 0, 0] }];
    const expected = ['0 16 main.root /src/app/main.go:22', '16 16 main.leaf /src/app/main.go:11'];
    assert.deepEqual(rows(decode({ ...SMALL, locations, samples })), expected);
  });

  it('names the binary where a location has no lines', () => {
    const samples = [{ locations: [1], values: [1, 16, 0, 0] }];
    assert.deepEqual(rows(decode({ ...SMALL, locations: [[]], samples })), ['16 16 [probe]']);
  });

  it('has an unknown number of samples if it does not tell the size of its blocks', () => {
    const samples = [{ locations: [1], values: [1, 16, 0, 0] }];
    assert.equal(decode({ ...SMALL, samples }).samples[0]?.rawCount, undefined);
  });

  it('is one of allocs if that is its default sample type', () => {
    assert.equal(decode(SMALL).kind, 'heap');
    assert.equal(decode({ ...SMALL, defaultType: 'alloc_space' }).kind, 'allocs');
  });
});

describe('drop_frames', () => {
  const functions = ['malloc', 'operator new(unsigned long)', 'main.work', 'main.main'].map(name => ({ name }));
  const locations = [[[1, 1]], [[2, 2]], [[3, 3]], [[4, 4]]] as const;
  const samples = [{ locations: [1, 2, 3, 4], values: [1, 16, 0, 0] }];
  const spec = { functions, locations, samples };

  it('cuts off the allocator below the caller', () => {
    const dropFrames = 'malloc|operator new';
    const expected = ['0 16 main.main :4', '16 16 main.work :3'];
    assert.deepEqual(rows(decode({ ...spec, dropFrames })), expected);
  });

  it('spares what keep_frames names', () => {
    const dropFrames = '(malloc|operator .*)';
    const expected = ['0 16 main.main :4', '0 16 main.work :3', '16 16 operator new(unsigned long) :2'];
    assert.deepEqual(rows(decode({ ...spec, dropFrames, keepFrames: 'operator \\w+' })), expected);
  });

  it('never empties a stack', () => {
    assert.equal(rows(decode({ ...spec, dropFrames: '.*' })).length, 4);
  });

  it('is refused where the expression cannot be read', () => {
    assert.match(refusal(encodeProfile({ ...spec, dropFrames: '(?i)malloc' })), /drop_frames .* cannot be read/);
  });

  it('takes no longer for an expression that backtracks', () => {
    const name = 'a'.repeat(2000);
    const hostile = { ...spec, functions: [{ name }, ...functions.slice(1)], dropFrames: '(a+)+b|(a|a)*c' };
    const start = performance.now();
    decode(hostile);
    assert.ok(performance.now() - start < 2000);
  });
});

describe('a file that is no profile of memory or goroutines is refused by name', () => {
  const cases = [
    ['', /is empty/],
    ['<!DOCTYPE html><html><title>Sign in</title>', /HTML or XML page/],
    ['{"error": "not found"}', /JSON/],
    ['heap profile:   1: 2 [ 3: 4] @ heap_v2/524288\n', /tcmalloc or jemalloc/],
    ['heap_v2/524288\n  t*: 28106: 56637512 [0: 0]\n', /tcmalloc or jemalloc/],
    ['heap profile:   1: 2 [ 3: 4] @ heapprofile\n', /gperftools/],
    ['--- heapz 1 ---\n', /Java/],
    ['threadcreate profile: total 7\n7 @ 0x1\n', /a threadcreate profile/],
    ['--- contention:\ncycles/second=1\n', /block or mutex/],
    ['--- mutex:\ncycles/second=1\n', /block or mutex/],
    ['--- contentionz 1 ---\n', /block or mutex/],
    ['go 1.26 trace\0\0\0', /execution trace/],
    ['\x7fELF\x02\x01', /a program/],
    ['PK\x03\x04', /ZIP archive/],
    ['404 page not found\n', /error message/],
    ['package main\n', /Go source/],
    ['just some words', /this is text/],
  ] as const;
  for (const [content, problem] of cases) {
    it(JSON.stringify(content.slice(0, 24)), () => {
      const message = refusal(content);
      assert.match(message, problem);
      assert.match(message, /^heap\.pb\.gz: .*\n {2}\S/);
    });
  }

  it('of the legacy CPU form, in either byte order and word size', () => {
    const words = [0, 3, 0, 10_000, 0, 1, 1, 0x1234];
    for (const little of [true, false]) {
      const narrow = new DataView(new ArrayBuffer(4 * words.length));
      const wide = new DataView(new ArrayBuffer(8 * words.length));
      for (const [index, word] of words.entries()) {
        narrow.setUint32(4 * index, word, little);
        wide.setBigUint64(8 * index, BigInt(word), little);
      }
      for (const view of [narrow, wide]) assert.match(refusal(new Uint8Array(view.buffer)), /this is a CPU profile/);
    }
  });

  it('of another kind, told by its sample types', () => {
    const kinds = {
      cpu: 'a CPU profile',
      threadcreate: 'a threadcreate profile',
      contentions: 'a block or mutex profile',
    };
    for (const [type, kind] of Object.entries(kinds)) {
      const message = refusal(encodeProfile({ ...SMALL, types: [[type, 'count']], samples: [] }));
      assert.match(message, new RegExp(`this is ${kind} \\(sample types ${type}\\)`));
    }
  });

  it('gzipped twice', () => {
    const bytes = readFileSync('testdata/profiles/exact-plain.pb.gz');
    assert.ok(isGzip(bytes));
    assert.match(refusal(bytes), /gzipped twice/);
  });
});

describe('a damaged profile', () => {
  it('with ids that lead nowhere is refused', () => {
    const bad = (change: ProfileSpec): string => refusal(encodeProfile({ ...SMALL, ...change }));
    assert.match(bad({ locations: [[[1, 11]]] }), /location 2 is missing/);
    assert.match(bad({ functions: [{ name: 'main.leaf' }] }), /function 2 is missing/);
    assert.match(bad({ samples: [{ locations: [1], values: [1] }] }), /lacks values/);
  });

  it('with values above 2^53 is refused, since they would be rounded', () => {
    const huge = { locations: [1], values: [1, 2n ** 53n + 1n, 0, 0] };
    assert.match(refusal(encodeProfile({ ...SMALL, samples: [huge] })), /a number above 2\^53/);
    const large = { locations: [1], values: [1, 2n ** 53n - 1n, 0, 0] };
    assert.match(refusal(encodeProfile({ ...SMALL, samples: [large, large] })), /add up to more than 2\^53/);
  });

  const real = gunzipSync(readFileSync('testdata/profiles/sampled-plain.pb.gz'));

  it('cut off at any byte is refused, unless nothing is missing that the rows are made of', () => {
    const whole = rows(decodeProfile(real, 'whole'));
    const accepted: number[] = [];
    for (let length = 0; length < real.length; length++) {
      const cut = real.subarray(0, length);
      if (refusal(cut) !== 'accepted') continue;
      accepted.push(length);
      assert.deepEqual(rows(decodeProfile(cut, 'cut')), whole, `cut to ${String(length)} bytes`);
    }
    assert.ok(accepted.length < 10, `accepted at ${accepted.join(', ')} of ${String(real.length)}`);
  });

  it('with flipped bytes is refused or read, and never takes long', () => {
    const flips = fc.array(fc.tuple(fc.nat(real.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1 });
    fc.assert(
      fc.property(flips, positions => {
        const bytes = Uint8Array.from(real);
        for (const [at, mask] of positions) bytes[at] = (bytes[at] ?? 0) ^ mask;
        const start = performance.now();
        if (refusal(bytes) === 'accepted') lineRows(readProfile(bytes, 'x'), 1);
        assert.ok(performance.now() - start < 1000);
      }),
      { numRuns: 300 },
    );
  });

  it('of any bytes is refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), bytes => refusal(bytes) !== 'accepted'));
  });
});

describe('any values', () => {
  it('come out as they were written', () => {
    const value = fc.bigInt({ min: -(2n ** 50n), max: 2n ** 50n });
    fc.assert(
      fc.property(fc.tuple(value, value, value, value), fc.boolean(), (values, unpacked) => {
        const profile = decode({ ...SMALL, types: HEAP_TYPES, samples: [{ locations: [1], values }], unpacked });
        assert.deepEqual(profile.samples[0]?.values, values.map(Number));
      }),
    );
  });
});
