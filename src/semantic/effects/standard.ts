/**
 * Effects of the standard library.
 *
 * Sources: its documentation for what returns, calls back and keeps; for shared memory, measurements with Go 1.19 and
 * Go 1.26 (8 MB source, a five-byte result, two collections, bytes still held).
 */
import type { EffectTable, FunctionEffect } from './effect.ts';
import {
  BIG,
  BORROWS,
  calls,
  CLONES,
  exits,
  IN_GOROUTINE,
  INLINE_MANY,
  INLINE_ONCE,
  shares,
  STORED,
  STORED_ONCE,
} from './effect.ts';

/** The same effect under several names, written `A B C`. */
function each(names: string, effect: FunctionEffect): Record<string, FunctionEffect> {
  return Object.fromEntries(names.split(' ').map(name => [name, effect]));
}

const TESTING = 'FailNow Fatal Fatalf Skip SkipNow Skipf'.split(' ');
const testing = Object.fromEntries(
  ['(*common)', 'TB', '(*T)', '(*B)', '(*F)'].flatMap(type =>
    TESTING.map(name => [`${type}.${name}`, exits('goexit')]),
  ),
);

const SPLITS =
  'Split SplitN SplitAfter SplitAfterN Fields FieldsFunc Cut CutPrefix CutSuffix CutLast SplitSeq FieldsSeq Lines';
const TRIMS = 'Trim TrimLeft TrimRight TrimFunc TrimLeftFunc TrimRightFunc TrimSpace TrimPrefix TrimSuffix';

export const STANDARD: EffectTable = {
  os: {
    Exit: exits('process-exit'),
    ReadFile: BIG,
  },
  runtime: {
    Goexit: exits('goexit'),
    KeepAlive: BORROWS,
  },
  syscall: { Exit: exits('process-exit') },
  log: {
    ...each('Fatal Fatalf Fatalln (*Logger).Fatal (*Logger).Fatalf (*Logger).Fatalln', exits('process-exit')),
    ...each('Panic Panicf Panicln (*Logger).Panic (*Logger).Panicf (*Logger).Panicln', exits('panic')),
  },
  testing: {
    ...testing,
    '(*T).Run': calls(1, { runs: 'goroutine', times: 'once', joined: true }),
    '(*B).Run': calls(1, { runs: 'goroutine', times: 'once', joined: true }),
    ...each('(*common).Cleanup TB.Cleanup (*T).Cleanup (*B).Cleanup', calls(0, STORED_ONCE)),
  },
  io: { ReadAll: BIG },
  'io/ioutil': { ReadAll: BIG, ReadFile: BIG },
  'io/fs': { ReadFile: BIG },
  strings: {
    ...each(SPLITS, shares('piece')),
    ...each(TRIMS, shares('trim')),
    ...each('ToLower ToUpper Map Replace ReplaceAll ToValidUTF8 Title ToTitle', shares('whole')),
    ...each('Clone Join Repeat', CLONES),
    ...each(
      'Contains ContainsAny ContainsRune HasPrefix HasSuffix Index IndexByte LastIndex Count EqualFold Compare',
      BORROWS,
    ),
    '(*Builder).String': shares('whole', 'receiver'),
    NewReader: { stores: [0] },
  },
  bytes: {
    ...each(SPLITS, shares('piece')),
    ...each(TRIMS, shares('trim')),
    ...each('Clone ToLower ToUpper Map Replace ReplaceAll Join Repeat', CLONES),
    ...each('Contains HasPrefix HasSuffix Index IndexByte LastIndex Count Equal EqualFold Compare', BORROWS),
    '(*Buffer).Bytes': { big: true, shares: { operand: 'receiver', how: 'whole' } },
    '(*Buffer).Next': shares('piece', 'receiver'),
    ...each('(*Buffer).String (*Buffer).ReadBytes (*Buffer).ReadString', CLONES),
    ...each('NewReader NewBuffer', { stores: [0] }),
  },
  bufio: {
    ...each('(*Reader).Peek (*Reader).ReadSlice (*Reader).ReadLine (*Scanner).Bytes', shares('piece', 'receiver')),
    ...each('(*Reader).ReadBytes (*Reader).ReadString (*Scanner).Text', CLONES),
  },
  slices: {
    ...each('Clip Grow', shares('whole')),
    ...each('Clone Concat Repeat', CLONES),
    ...each('SortFunc SortStableFunc', calls(1, INLINE_MANY)),
    ...each('IndexFunc ContainsFunc DeleteFunc CompactFunc MinFunc MaxFunc', calls(1, INLINE_MANY)),
  },
  sort: { ...each('Slice SliceStable', calls(1, INLINE_MANY)), Search: calls(1, INLINE_MANY) },
  path: each('Base Dir Ext Split', shares('piece')),
  'path/filepath': {
    ...each('Base Ext Split VolumeName', shares('piece')),
    ...each('Walk WalkDir', calls(1, INLINE_MANY)),
  },
  net: { SplitHostPort: shares('piece') },
  'net/url': { ...each('QueryUnescape PathUnescape', shares('whole')) },
  regexp: {
    ...each(
      '(*Regexp).FindString (*Regexp).FindStringSubmatch (*Regexp).FindAllString (*Regexp).FindAllStringSubmatch ' +
        '(*Regexp).Split (*Regexp).Find (*Regexp).FindSubmatch (*Regexp).FindAll (*Regexp).FindAllSubmatch',
      shares('piece'),
    ),
    ...each('(*Regexp).ReplaceAll (*Regexp).ReplaceAllString (*Regexp).ReplaceAllStringFunc', CLONES),
  },
  strconv: { Unquote: shares('trim') },
  unique: { Make: CLONES },
  fmt: each('Sprint Sprintf Sprintln Errorf', CLONES),
  'encoding/hex': { DecodeString: CLONES, EncodeToString: CLONES },
  sync: {
    '(*Once).Do': calls(0, INLINE_ONCE),
    ...each('OnceFunc OnceValue OnceValues', calls(0, STORED_ONCE)),
    '(*WaitGroup).Go': calls(0, IN_GOROUTINE),
    '(*Map).Range': calls(0, INLINE_MANY),
  },
  time: { AfterFunc: calls(1, { runs: 'goroutine', times: 'once', joined: false }) },
  context: { AfterFunc: calls(1, { runs: 'goroutine', times: 'once', joined: false }) },
  'net/http': {
    ...each('HandleFunc (*ServeMux).HandleFunc', calls(1, STORED)),
  },
  'os/signal': { Notify: { stores: [0] }, Stop: BORROWS },
};
