/**
 * What a file is that was given as a profile: the form to read it in, or a refusal that names it and says what to do.
 */
import { UsageError } from '../../base/errors.ts';

export type ProfileForm = 'protobuf' | 'heap-text' | 'goroutine-text' | 'goroutine-dump';

/** Whether the bytes start a gzip stream (RFC 1952). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** How many bytes are looked at. */
export const HEAD_LENGTH = 512;

const FETCH_HEAP = 'Fetch /debug/pprof/heap of the program, or write a heap profile with runtime/pprof.';

/** How the text starts that is read. */
const READ_TEXTS: readonly (readonly [start: RegExp, form: ProfileForm])[] = [
  [/^heap profile: +\d+: +\d+ \[ *\d+: +\d+\] @ heap\/\d/, 'heap-text'],
  [/^(?:goroutine|goroutineleak) profile: total \d/, 'goroutine-text'],
  [/^goroutine \d+ (?:\S+=\S+ )*\[/, 'goroutine-dump'],
];

interface OtherText {
  readonly start: RegExp;
  readonly problem: string;
  readonly remedy: string;
}

const OTHER_TEXTS: readonly OtherText[] = [
  {
    start: /^\s*<(?:!doctype|html|head|\?xml)/i,
    problem: 'this is an HTML or XML page, not a profile',
    remedy: 'The server may have answered with an error or a login page: open it to see what it says.',
  },
  {
    start: /^heap profile: .*@ heap_v2\/|^heap_v2\//,
    problem: 'this is a heap profile of tcmalloc or jemalloc, not of a Go program',
    remedy: FETCH_HEAP,
  },
  {
    start: /^(?:heap profile: .*@|--- (?:heapz|heap) \d)/,
    problem: 'this is a heap profile of another profiler (gperftools or Java), not of a Go program',
    remedy: FETCH_HEAP,
  },
  {
    start: /^threadcreate profile: total /,
    problem: 'this is a threadcreate profile as text, which says nothing of memory or goroutines',
    remedy: FETCH_HEAP,
  },
  {
    start: /^--- ?(?:contention|mutex)/,
    problem: 'this is a block or mutex profile as text, which measures waiting, not memory',
    remedy: FETCH_HEAP,
  },
  { start: /^\s*[[{]/, problem: 'this is JSON, not a pprof profile', remedy: FETCH_HEAP },
  {
    start: /^(?:Unknown profile|404 page not found|Could not |.* is not supported)/,
    problem: 'this is an error message of an HTTP server, not a profile',
    remedy: FETCH_HEAP,
  },
  {
    start: /^package [\p{L}_]|^\/\/ /u,
    problem: 'this is Go source, not a profile',
    remedy: 'Give the source as a pattern and the profile with --profile.',
  },
];

/** Binary files that start with fixed bytes, here as Latin-1. */
const OTHER_BINARIES: readonly (readonly [start: string, name: string])[] = [
  ['\x7fELF', 'a program'],
  ['\xcf\xfa\xed\xfe', 'a program'],
  ['\xca\xfe\xba\xbe', 'a program'],
  ['MZ', 'a program'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['\x28\xb5\x2f\xfd', 'compressed with zstd'],
  ['BZh', 'compressed with bzip2'],
  ['\xfd7zXZ', 'compressed with xz'],
  ['PERFILE2', 'a recording of perf'],
  ['FLR\0', 'a Java flight recording'],
  ['SQLite format', 'a database'],
];

/** The form of the profile that starts with `head`. Throws a UsageError if it is recognisably something else. */
export function recogniseForm(head: Uint8Array, location: string): ProfileForm {
  const refuse = (problem: string, remedy: string): UsageError => new UsageError({ location, problem, remedy });
  if (head.length === 0) throw refuse('the profile is empty (0 bytes)', 'Record it again.');
  if (isGzip(head)) throw refuse('the profile is gzipped twice', 'Unpack it once with gzip -d.');
  const binary = nameOfBinary(head);
  if (binary !== undefined) throw refuse(`this is ${binary}, not a pprof profile of memory`, FETCH_HEAP);
  // A profile.proto starts with a field tag below 0x80 and then a length, so control bytes come early.
  const text = new TextDecoder().decode(head.subarray(0, HEAD_LENGTH));
  const form = READ_TEXTS.find(([start]) => start.test(text))?.[1];
  if (form !== undefined) return form;
  const other = OTHER_TEXTS.find(({ start }) => start.test(text));
  if (other !== undefined) throw refuse(other.problem, other.remedy);
  if (isPlainText(text)) throw refuse('this is text, not a pprof profile', FETCH_HEAP);
  return 'protobuf';
}

function nameOfBinary(head: Uint8Array): string | undefined {
  const start = String.fromCharCode(...head.subarray(0, 32));
  const known = OTHER_BINARIES.find(([bytes]) => start.startsWith(bytes));
  if (known !== undefined) return known[1];
  if (/^go 1\.\d+ trace/.test(start)) return 'an execution trace (go tool trace)';
  return isLegacyCPU(head) ? 'a CPU profile in the form of gperftools' : undefined;
}

/** Five words of 4 or 8 bytes in either byte order: 0, 3, 0 or 1, the sampling period, 0. */
function isLegacyCPU(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  for (const [size, little] of [
    [4, true],
    [4, false],
    [8, true],
    [8, false],
  ] as const) {
    if (head.length < 5 * size) continue;
    const words = [0, 1, 2, 3, 4].map(index => {
      return size === 4 ? view.getUint32(4 * index, little) : Number(view.getBigUint64(8 * index, little));
    });
    const [zero, three, kind = 2, period = 0, padding] = words;
    if (zero === 0 && three === 3 && kind <= 1 && period > 0 && padding === 0) return true;
  }
  return false;
}

const BINARY = /[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/;

function isPlainText(head: string): boolean {
  return !BINARY.test(head);
}
