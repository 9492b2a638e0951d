/** Damaged profiles of every form: a message or a right answer, never a crash, a long wait or a wrong number. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { UsageError } from '../src/base/errors.ts';
import { readProfiles } from '../src/engine/profiles/read.ts';
import type { Profile } from '../src/profile/profile.ts';
import { readProfile } from '../src/profile/decoding/reader.ts';
import { lineRows } from '../src/profile/overview/rows.ts';
import { printRows } from './pprof-output.ts';
import { encodeProfile } from './profile-encoder.ts';

const FORMS = [
  'sampled-plain.pb.gz',
  'exact-trimmed.txt.gz',
  'goroutine.pb.gz',
  'goroutine.txt',
  'goroutineleak.txt',
  'goroutine.dump.txt',
];

function bytesOf(name: string): Uint8Array {
  const bytes = readFileSync(`testdata/profiles/${name}`);
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** The rows of every sample type, or undefined if the profile is refused; no other error is right. */
function rowsOf(bytes: Uint8Array): string[] | undefined {
  try {
    return allRows(readProfile(bytes, 'damaged'));
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return undefined;
  }
}

function allRows(profile: Profile): string[] {
  const rows = profile.sampleTypes.flatMap((_, type) => lineRows(profile, type));
  assert.ok(rows.every(({ flat, cum }) => Number.isSafeInteger(flat) && Number.isSafeInteger(cum)));
  return printRows(rows);
}

/** As a file on the disk, which is unpacked first. */
async function rowsOfFile(bytes: Uint8Array): Promise<string[] | undefined> {
  try {
    const [read] = await readProfiles(['-'], { cwd: '.', stdin: Readable.from([bytes]) });
    return read && allRows(read.profile);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return undefined;
  }
}

const flips = (length: number): fc.Arbitrary<[number, number][]> =>
  fc.array(fc.tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 20 });

function flipped(bytes: Uint8Array, positions: readonly (readonly [number, number])[]): Uint8Array {
  const damaged = Uint8Array.from(bytes);
  for (const [at, mask] of positions) damaged[at] = (damaged[at] ?? 0) ^ mask;
  return damaged;
}

/** Milliseconds for one small profile, on a busy machine. */
const TOO_LONG = 2000;

describe('a profile that is cut off', () => {
  for (const name of FORMS) {
    it(`at any kilobyte of ${name} is refused, or nothing is missing`, () => {
      const bytes = bytesOf(name);
      const whole = rowsOf(bytes);
      for (let length = 0; length < bytes.length; length += 1024) {
        const rows = rowsOf(bytes.subarray(0, length));
        if (rows !== undefined) assert.deepEqual(rows, whole, `cut to ${String(length)} bytes`);
      }
    });
  }

  it('at any byte of its gzip data is refused', async () => {
    const bytes = readFileSync('testdata/profiles/goroutineleak.pb.gz');
    for (let length = 0; length < bytes.length; length += 7) {
      assert.equal(await rowsOfFile(bytes.subarray(0, length)), undefined, `cut to ${String(length)} bytes`);
    }
  });
});

describe('a profile with flipped bytes', () => {
  for (const name of FORMS) {
    it(`in ${name} is refused or read, and soon`, () => {
      const bytes = bytesOf(name);
      const isSoon = (positions: [number, number][]): void => {
        const start = performance.now();
        rowsOf(flipped(bytes, positions));
        assert.ok(performance.now() - start < TOO_LONG);
      };
      fc.assert(fc.property(flips(bytes.length), isSoon), { numRuns: 60, interruptAfterTimeLimit: 10_000 });
    });
  }

  it('in its gzip data is refused, or has the same rows', async () => {
    const bytes = readFileSync('testdata/profiles/goroutine.pb.gz');
    const whole = await rowsOfFile(bytes);
    const isSame = async (positions: [number, number][]): Promise<void> => {
      const rows = await rowsOfFile(flipped(bytes, positions));
      if (rows !== undefined) assert.deepEqual(rows, whole);
    };
    await fc.assert(fc.asyncProperty(flips(bytes.length), isSame), { numRuns: 100, interruptAfterTimeLimit: 10_000 });
  });
});

describe('text that only starts as a profile', () => {
  const starts = ['heap profile: 1: 2 [3: 4] @ heap/2\n', 'goroutine profile: total 1\n', 'goroutine 1 [running]:\n'];
  const line = fc.oneof(
    fc.constantFrom('1: 2 [3: 4] @ 0x1', '1 @ 0x1', '#\t0x1\tmain.f+0x1\t/a.go:1', '', 'main.f()', '\t/a.go:1 +0x1'),
    fc.constantFrom('# runtime.MemStats', '# labels: {}', 'created by main.g', 'goroutine 2 [select]:', '\0', '-1 @'),
    fc.string({ unit: 'binary' }),
  );

  it('is refused or read, whatever follows', () => {
    const text = fc.tuple(fc.constantFrom(...starts), fc.array(line), fc.boolean());
    fc.assert(
      fc.property(text, ([start, lines, ends]) => {
        rowsOf(new TextEncoder().encode(start + lines.join('\n') + (ends ? '\n' : '')));
      }),
      { numRuns: 500, interruptAfterTimeLimit: 10_000 },
    );
  });
});

describe('a profile without samples', () => {
  it('has no rows', () => {
    const empty = ['heap profile: 0: 0 [0: 1] @ heap/1048576\n', 'goroutineleak profile: total 0\n'];
    for (const text of empty) assert.deepEqual(rowsOf(new TextEncoder().encode(text)), []);
    assert.deepEqual(rowsOf(encodeProfile({})), []);
  });
});

describe('two profiles in one file', () => {
  it('are refused, since their ids would be mixed up', async () => {
    const bytes = readFileSync('testdata/profiles/sampled-plain.pb.gz');
    assert.equal(await rowsOfFile(Buffer.concat([bytes, bytes])), undefined);
    for (const name of FORMS.filter(form => !form.includes('dump'))) {
      const once = bytesOf(name);
      assert.equal(rowsOf(Buffer.concat([once, once])), undefined, name);
    }
  });
});

describe('a profile that is made to be slow', () => {
  it('is given up: one location of many lines in every sample', () => {
    const lines = Array.from({ length: 20_000 }, (): [number, number] => [1, 1]);
    const samples = Array.from({ length: 2000 }, () => ({ locations: [1, 1], values: [1, 1, 1, 1] }));
    const bytes = encodeProfile({ functions: [{ name: 'f' }], locations: [lines], samples });
    const start = performance.now();
    assert.equal(rowsOf(bytes), undefined);
    assert.ok(performance.now() - start < TOO_LONG);
  });
});
