/**
 * Profiles as text (?debug=1) and dumps (?debug=2) against the protobuf form of the same process at the same moment.
 * testdata/profiles/record.sh made them.
 */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { UsageError } from '../src/base/errors.ts';
import type { Profile } from '../src/profile/profile.ts';
import { ProfileReader, readProfile } from '../src/profile/reader.ts';
import { lineRows } from '../src/profile/rows.ts';
import { printRows, inBothForms } from './pprof-output.ts';

const DIR = 'testdata/profiles';

function bytesOf(name: string): Uint8Array {
  return gunzipSync(readFileSync(`${DIR}/${name}.gz`));
}

function load(name: string): Profile {
  return readProfile(bytesOf(name), name);
}

function rowsByType(profile: Profile): Record<string, string[]> {
  return Object.fromEntries(profile.sampleTypes.map(({ type }, index) => [type, printRows(lineRows(profile, index))]));
}

function refusal(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  try {
    readProfile(bytes, 'profile.txt');
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  return 'accepted';
}

const HEAP = `heap profile: 1: 64 [3: 192] @ heap/2
1: 64 [2: 128] @ 0x1 0x2
#	0x1	main.leaf+0x35	/src/my app/main.go:11
#	0x2	main.main+0x1		/src/my app/main.go:21

0: 0 [1: 64] @ 0x2
#	0x2	main.main+0x1		/src/my app/main.go:21

`;
const HEAP_ROWS = ['128 128 main.leaf /src/my app/main.go:11', '64 192 main.main /src/my app/main.go:21'];

describe('a heap profile as text', () => {
  for (const name of ['exact-plain', 'exact-trimmed', 'sampled-plain', 'sampled-trimmed']) {
    it(`has the rows of the protobuf form of ${name}, every sample type`, () => {
      const expected = rowsByType(inBothForms(load(`${name}.pb`)));
      assert.ok((expected['alloc_space'] ?? []).length > 50);
      assert.deepEqual(rowsByType(inBothForms(load(`${name}.txt`))), expected);
    });
  }

  it('tells how many allocations the profiler saw and at which rate', () => {
    const [text, protobuf] = [load('sampled-plain.txt'), load('sampled-plain.pb')];
    const rawCounts = ({ samples }: Profile): (number | undefined)[] =>
      samples.map(({ rawCount }) => rawCount).filter(count => count !== 0);
    assert.ok(rawCounts(text).length > 50);
    assert.deepEqual(rawCounts(text).sort(), rawCounts(protobuf).sort());
    assert.equal(text.period, protobuf.period);
  });

  it('is the same however the bytes arrive', () => {
    const bytes = bytesOf('sampled-plain.txt');
    for (const size of [1, 2, 1000, 65_536]) {
      const reader = new ProfileReader('chunks');
      for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
      assert.deepEqual(reader.finish(), load('sampled-plain.txt'));
    }
  });

  it('may have spaces in its paths and line ends of Windows', () => {
    assert.deepEqual(rowsByType(readProfile(new TextEncoder().encode(HEAP), 'x'))['alloc_space'], HEAP_ROWS);
    const windows = new TextEncoder().encode(HEAP.replaceAll('\n', '\r\n'));
    assert.deepEqual(rowsByType(readProfile(windows, 'x'))['alloc_space'], HEAP_ROWS);
  });

  it('is one unknown row without symbols, as in pprof', () => {
    const stripped = HEAP.replace(/^#.*\n/gm, '');
    assert.deepEqual(rowsByType(readProfile(new TextEncoder().encode(stripped), 'x'))['alloc_space'], [
      '192 192 <unknown>',
    ]);
  });
});

describe("the runtime's own numbers", () => {
  it('stand at the end of the text', () => {
    const { memStats } = load('exact-plain.txt');
    const text = new TextDecoder().decode(bytesOf('exact-plain.txt'));
    const told = (name: string): number => Number(new RegExp(`^# ${name} = ([\\d.e-]+)`, 'm').exec(text)?.[1]);
    assert.ok(memStats !== undefined && memStats.heapAlloc > 0 && memStats.recentPauses > 0);
    assert.equal(memStats.heapAlloc, told('HeapAlloc'));
    assert.equal(memStats.heapIdle, told('HeapIdle'));
    assert.equal(memStats.heapReleased, told('HeapReleased'));
    assert.equal(memStats.heapInuse + memStats.heapIdle, memStats.heapSys);
    assert.equal(memStats.stackInuse, told('Stack'));
    assert.equal(memStats.numGC, told('NumGC'));
    assert.equal(memStats.gcCPUFraction, told('GCCPUFraction'));
    assert.equal(memStats.maxRSS, told('MaxRSS'));
  });

  it('are all there or not at all', () => {
    const bytes = bytesOf('exact-plain.txt');
    const text = new TextDecoder().decode(bytes);
    const whole = load('exact-plain.txt').memStats;
    for (let end = text.indexOf('# runtime.MemStats\n') + 19; end < text.length; end++) {
      const { memStats } = readProfile(bytes.subarray(0, end), 'cut');
      if (memStats !== undefined) assert.deepEqual(memStats, { ...whole, maxRSS: memStats.maxRSS });
      assert.ok(memStats?.maxRSS === undefined || memStats.maxRSS === whole?.maxRSS, text.slice(end - 20, end));
    }
    assert.equal(load('exact-plain.pb').memStats, undefined);
  });
});

describe('a damaged heap profile as text is refused', () => {
  it('wherever its stacks are cut off, unless what is missing counts nothing', () => {
    const bytes = bytesOf('sampled-plain.txt');
    const whole = rowsByType(load('sampled-plain.txt'));
    const end = new TextDecoder().decode(bytes).indexOf('\n# runtime.MemStats');
    let accepted = 0;
    for (let length = 0; length < end; length++) {
      const cut = bytes.subarray(0, length);
      if (refusal(cut) !== 'accepted') continue;
      accepted++;
      assert.deepEqual(rowsByType(readProfile(cut, 'cut')), whole, `cut to ${String(length)} bytes`);
    }
    assert.ok(accepted < 5);
  });

  const cases = [
    ['a stack is missing', HEAP.replace(/0: 0 \[1[^]*/, ''), /first line tells of 3 allocations and its stacks of 2/],
    ['its stack is cut off', HEAP.trimEnd(), /ends inside a stack/],
    ['a number is negative', HEAP.replace('[2:', '[-2:'), /it has the line "1: 64 \[-2/],
    ['a number is above 2^53', HEAP.replace('[2: 128', '[2: 9007199254740993'), /above 2\^53/],
    ['there are bytes of no objects', HEAP.replace('0: 0 [1', '0: 5 [1'), /bytes of no objects/],
    ['a row is no frame', HEAP.replace('+0x35', ''), /a row that is no frame/],
    ['a line never ends', HEAP + 'x'.repeat(3_000_000), /more than 1 MB/],
  ] as const;
  for (const [title, text, problem] of cases) {
    it(`where ${title}`, () => {
      assert.match(refusal(text), problem);
      assert.match(refusal(text), /^profile\.txt: the profile is damaged or cut off: .*\n {2}\S/);
    });
  }
});
