/**
 * What a file is that was given as a profile: so that the wrong one is refused by name and with what to do.
 */
import { UsageError } from '../base/errors.ts';

/** Whether the bytes start a gzip stream (RFC 1952). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** How many bytes are looked at. */
const HEAD_LENGTH = 512;

const FETCH_PROTOBUF = 'Fetch /debug/pprof/heap without ?debug, or write it with runtime/pprof.';

/** What is recognised by how its text starts. */
const KNOWN_TEXTS: readonly { readonly start: RegExp; readonly problem: string; readonly remedy: string }[] = [
  {
    start: /^\s*<(?:!doctype|html|\?xml)/i,
    problem: 'this is an HTML or XML page, not a profile',
    remedy: 'The server may have answered with an error or a login page: open the file to see what it says.',
  },
  {
    start: /^heap profile: .*@ heap\/\d+/,
    problem: 'this is a heap profile as text (?debug=1), which is not read yet',
    remedy: FETCH_PROTOBUF,
  },
  {
    start: /^heap profile: /,
    problem: 'this is a heap profile of another profiler (gperftools), not of a Go program',
    remedy: FETCH_PROTOBUF,
  },
  {
    start: /^(?:goroutine|goroutineleak|threadcreate) profile: total /,
    problem: 'this is a goroutine or thread profile as text (?debug=1); only heap and allocs are read yet',
    remedy: FETCH_PROTOBUF,
  },
  {
    start: /^goroutine \d+ .*\[/,
    problem: 'this is a goroutine dump (?debug=2); only heap and allocs profiles are read yet',
    remedy: FETCH_PROTOBUF,
  },
  {
    start: /^--- ?(?:contention|mutex|contentionz)/,
    problem: 'this is a block or mutex profile as text, which measures waiting, not memory',
    remedy: FETCH_PROTOBUF,
  },
  { start: /^\s*[[{]/, problem: 'this is JSON, not a pprof profile', remedy: FETCH_PROTOBUF },
  {
    start: /^(?:Unknown profile|404 page not found|Could not )/,
    problem: 'this is an error message of an HTTP server, not a profile',
    remedy: FETCH_PROTOBUF,
  },
  {
    start: /^package [\p{L}_]|^\/\/ /u,
    problem: 'this is Go source, not a profile',
    remedy: 'Give the source as a pattern and the profile with --profile.',
  },
];

/** The refusal for a file that is recognisably something else; undefined if it may be a profile. */
export function recogniseOther(bytes: Uint8Array, location: string): UsageError | undefined {
  if (bytes.length === 0) {
    return new UsageError({ location, problem: 'the profile is empty (0 bytes)', remedy: 'Record it again.' });
  }
  if (isGzip(bytes)) {
    return new UsageError({
      location,
      problem: 'the profile is gzipped twice',
      remedy: 'Unpack it once with gzip -d.',
    });
  }
  // A profile.proto starts with a field tag below 0x80 and then a length, so control bytes come early.
  const head = new TextDecoder().decode(bytes.subarray(0, HEAD_LENGTH));
  const known = KNOWN_TEXTS.find(text => text.start.test(head));
  if (known !== undefined) return new UsageError({ location, problem: known.problem, remedy: known.remedy });
  if (isPlainText(head)) {
    return new UsageError({ location, problem: 'this is text, not a pprof profile', remedy: FETCH_PROTOBUF });
  }
  return undefined;
}

const BINARY = /[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/;

function isPlainText(head: string): boolean {
  return !BINARY.test(head);
}
