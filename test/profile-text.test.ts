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
import { ProfileReader, readProfile } from '../src/profile/decoding/reader.ts';
import { lineRows } from '../src/profile/overview/rows.ts';
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

/** The stacks without the runtime's own frames at the innermost end, which text leaves out. */
function withoutRuntimeLeaves(profile: Profile): Profile {
  const isRuntime = (frame: number): boolean => {
    return profile.frames[frame]?.function.name.startsWith('runtime.') === true;
  };
  const samples = profile.samples.map(sample => {
    const first = sample.stack.findIndex(frame => !isRuntime(frame));
    return { ...sample, stack: sample.stack.slice(first) };
  });
  return { ...profile, samples };
}

/** The goroutine that writes the profile has another stack in each form. */
function withoutWriter(profile: Profile): Profile {
  const writer = profile.frames.findIndex(frame => frame.function.name === 'main.write');
  return { ...profile, samples: profile.samples.filter(({ stack }) => !stack.includes(writer)) };
}

function plain(name: string): Uint8Array {
  return readFileSync(`${DIR}/${name}`);
}

/** `count status minutes createdBy leaked` of the samples that have a frame of the function. */
function statesOf(profile: Profile, fn: string): string[] {
  const name = (frame: number | undefined): string => {
    const { function: found, line = 0 } = profile.frames[frame ?? -1] ?? {};
    return found === undefined ? 'unknown' : `${found.name}:${String(line)}`;
  };
  const matching = profile.samples.filter(({ stack }) => stack.some(frame => name(frame).startsWith(`${fn}:`)));
  return matching.map(({ values, goroutine: state }) => {
    const told = [state?.status, state?.minutes, name(state?.createdBy)].map(String).join(', ');
    return `${String(values[0])} × ${told}${state?.leaked === true ? ', leaked' : ''}`;
  });
}

describe('goroutines as text (?debug=1)', () => {
  for (const name of ['goroutine', 'goroutineleak'] as const) {
    it(`have the rows of the protobuf form of ${name}`, () => {
      const protobuf = load(`${name}.pb`);
      const text = readProfile(plain(`${name}.txt`), name);
      assert.equal(protobuf.kind, name);
      assert.equal(text.kind, name);
      const expected = rowsByType(inBothForms(withoutRuntimeLeaves(protobuf)));
      assert.ok((expected[name] ?? []).length > 5);
      assert.deepEqual(rowsByType(inBothForms(text)), expected);
    });
  }

  it('are proven to be leaked if the profile is goroutineleak, in either form', () => {
    for (const { samples } of [load('goroutineleak.pb'), readProfile(plain('goroutineleak.txt'), 'x')]) {
      assert.ok(samples.length > 3 && samples.every(({ goroutine }) => goroutine?.leaked === true));
    }
    assert.ok(load('goroutine.pb').samples.every(({ goroutine }) => goroutine === undefined));
  });

  it('are refused where they are cut off', () => {
    const bytes = plain('goroutine.txt');
    for (let length = 0; length < bytes.length; length++) {
      assert.notEqual(refusal(bytes.subarray(0, length)), 'accepted', `cut to ${String(length)} bytes`);
    }
  });
});

describe('a goroutine dump (?debug=2)', () => {
  const bytes = plain('goroutine.dump.txt');
  const dump = readProfile(bytes, 'dump');

  it('has the rows of the text form', () => {
    const text = withoutWriter(readProfile(plain('goroutine.txt'), 'text'));
    assert.deepEqual(rowsByType(withoutWriter(dump)), rowsByType(text));
    assert.equal(dump.kind, 'goroutine');
  });

  it('tells why and how long goroutines wait, and at which line they were started', () => {
    const source = readFileSync(`${DIR}/src/cmd/goroutines/main.go`, 'utf8').split('\n');
    const line = (text: string): string => String(source.findIndex(each => each.includes(text)) + 1);
    assert.deepEqual(statesOf(dump, 'main.abandonedSends.func1'), [
      `3 × chan send, 1, main.abandonedSends:${line('go func() {')}`,
    ]);
    assert.deepEqual(statesOf(dump, 'main.wait'), [
      `1 × chan receive, undefined, main.start:${line('go wait(make(chan int))')}, leaked`,
      `1 × chan receive, 1, main.start:${line('go wait(reachable)')}`,
    ]);
    assert.deepEqual(statesOf(dump, 'main.(*server).run'), [
      `1 × select, undefined, main.(*server).start:${line('go s.run()')}, leaked`,
      `1 × select, undefined, main.start:${line('go new(server).run()')}, leaked`,
    ]);
    assert.deepEqual(statesOf(dump, 'sync.(*Mutex).Lock'), [
      `1 × sync.Mutex.Lock, 1, main.start:${line('go lock.Lock()')}`,
    ]);
    assert.match(statesOf(dump, 'main.start.func2').join(), /^1 × chan receive, 1, time\.goFunc:\d+$/);
    assert.deepEqual(statesOf(dump, 'main.main'), ['1 × running, 0, unknown']);
  });

  it('is refused where it is cut off, except between two goroutines', () => {
    const text = new TextDecoder().decode(bytes);
    for (let length = 0; length < text.length - 1; length++) {
      const end = text.slice(0, length);
      const isBetween = /created by .*\n\t.*\n\n?$|main\.main\(\)\n\t.*\n\n?$/.test(end);
      assert.equal(refusal(end) === 'accepted', isBetween, JSON.stringify(end.slice(-80)));
    }
  });

  it('may have what only some settings print', () => {
    const given = [
      'goroutine 7 gp=0xc000006c40 m=nil mp=0x1 [select (no cases) (scan), 12 minutes, locked to thread, synctest bubble 3 labels:{"a, b": "[c], 9 minutes"}]:',
      'panic({0x1?, 0x2?})',
      '\t/usr/local/go/src/runtime/panic.go:770 +0x132 fp=0xc00009 sp=0xc0 pc=0x1',
      '...23 frames elided...',
      'main.(*T[...]).run.func1({0x1, {0x2}}, ...)',
      '\tC:/my app/main.go:12 +0x1',
      '[signal SIGSEGV: segmentation violation]',
      'created by main.start',
      '\tC:/my app/main.go:7 +0x1',
      '[originating from goroutine 1]:',
      'main.main(...)',
      '\tC:/my app/main.go:3 +0x1',
      '',
      'goroutine 8 [running]:',
      '\tgoroutine running on other thread; stack unavailable',
      'created by main.start in goroutine 1',
      '\tC:/my app/main.go:8 +0x1',
      '',
    ].join('\r\n');
    const profile = readProfile(new TextEncoder().encode(given), 'x');
    assert.deepEqual(statesOf(profile, 'runtime.gopanic'), ['1 × select (no cases), 12, main.start:7']);
    assert.deepEqual(rowsByType(profile)['goroutine'], [
      '0 1 main.(*T[...]).run.func1 C:/my app/main.go:12',
      '1 1 <unknown>',
      '1 1 runtime.gopanic /usr/local/go/src/runtime/panic.go:770',
    ]);
  });

  it('shows fewer goroutines than there are if the runtime cut it off at 64 MB', () => {
    const stack =
      'goroutine 9 [select]:\nmain.f()\n\t/a.go:1 +0x1\ncreated by main.main in goroutine 1\n\t/a.go:2 +0x1\n\n';
    const many = stack.repeat(Math.ceil(2 ** 26 / stack.length)).slice(0, 2 ** 26);
    const { samples, incomplete } = readProfile(new TextEncoder().encode(many), 'x');
    assert.equal(incomplete, true);
    assert.deepEqual(
      samples.map(({ values }) => values),
      [[Math.floor(2 ** 26 / stack.length)]],
    );
    assert.equal(dump.incomplete, undefined);
  });
});
