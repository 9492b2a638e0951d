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
  stores,
  UNLESS_CHANGED,
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

/** What `strings` and `bytes` have in common. */
const CUTS = {
  ...each('Split SplitAfter Fields FieldsFunc', shares('piece', 0, { lists: 1 })),
  ...each('SplitSeq SplitAfterSeq FieldsSeq FieldsFuncSeq Lines', shares('piece', 0, { lists: 1 })),
  ...each('SplitN SplitAfterN', shares('piece', 0, { lists: 1, limit: 2 })),
  Cut: shares('piece', 0, { restAt: 1 }),
  CutLast: shares('piece', 0, { restAt: 0 }),
  ...each('CutPrefix CutSuffix', shares('trim')),
  ...each(
    'Trim TrimLeft TrimRight TrimFunc TrimLeftFunc TrimRightFunc TrimSpace TrimPrefix TrimSuffix',
    shares('trim'),
  ),
};
const QUESTIONS =
  'Contains ContainsAny ContainsFunc ContainsRune HasPrefix HasSuffix Index IndexAny IndexByte IndexFunc IndexRune ' +
  'LastIndex LastIndexAny LastIndexByte LastIndexFunc Count EqualFold Compare';
const FINDS = { lists: 1 };
const REGEXP = {
  ...each('(*Regexp).Find (*Regexp).FindString', shares('piece')),
  ...each('(*Regexp).FindStringSubmatch (*Regexp).FindSubmatch', shares('piece', 0, FINDS)),
  ...each('(*Regexp).FindAllString (*Regexp).FindAll', shares('piece', 0, FINDS)),
  ...each('(*Regexp).FindAllStringSubmatch (*Regexp).FindAllSubmatch', shares('piece', 0, { lists: 2 })),
  '(*Regexp).Split': shares('piece', 0, { lists: 1, limit: 1 }),
  ...each('(*Regexp).ReplaceAll (*Regexp).ReplaceAllString (*Regexp).ReplaceAllStringFunc', CLONES),
  ...each('(*Regexp).ReplaceAllFunc (*Regexp).ReplaceAllLiteral (*Regexp).ReplaceAllLiteralString', CLONES),
  ...each('(*Regexp).Match (*Regexp).MatchString (*Regexp).FindIndex (*Regexp).FindStringIndex', BORROWS),
  ...each('Match MatchString', BORROWS),
};
/** By their contracts neither keeps what it is given. */
const WRITES = {
  io: each('Writer.Write StringWriter.WriteString WriteString', BORROWS),
  bufio: each('(*Writer).Write (*Writer).WriteString', BORROWS),
  os: each('(*File).Write (*File).WriteString (*File).WriteAt WriteFile', BORROWS),
  http: each('ResponseWriter.Write Error', BORROWS),
};

export const STANDARD: EffectTable = {
  os: {
    Exit: exits('process-exit'),
    ReadFile: BIG,
    ...WRITES.os,
  },
  runtime: {
    Goexit: exits('goexit'),
    KeepAlive: BORROWS,
  },
  syscall: { Exit: exits('process-exit') },
  log: {
    ...each('Fatal Fatalf Fatalln (*Logger).Fatal (*Logger).Fatalf (*Logger).Fatalln', exits('process-exit')),
    ...each('Panic Panicf Panicln (*Logger).Panic (*Logger).Panicf (*Logger).Panicln', exits('panic')),
    ...each('Print Printf Println (*Logger).Print (*Logger).Printf (*Logger).Println', BORROWS),
  },
  testing: {
    ...testing,
    '(*T).Run': calls(1, { runs: 'goroutine', times: 'once', joined: true }),
    '(*B).Run': calls(1, { runs: 'goroutine', times: 'once', joined: true }),
    ...each('(*common).Cleanup TB.Cleanup (*T).Cleanup (*B).Cleanup', calls(0, STORED_ONCE)),
  },
  io: { ReadAll: BIG, ...WRITES.io },
  'go/parser': each('ParseFile ParseExprFrom', BORROWS),
  'io/ioutil': { ReadAll: BIG, ReadFile: BIG, WriteFile: BORROWS },
  'io/fs': { ReadFile: BIG },
  embed: { 'FS.ReadFile': BIG },
  strings: {
    ...CUTS,
    ...each('ToLower ToUpper Map Replace ReplaceAll ToValidUTF8 Title ToTitle', UNLESS_CHANGED),
    ...each('Clone Join', CLONES),
    Repeat: UNLESS_CHANGED,
    ...each(QUESTIONS, BORROWS),
    ...each('(*Builder).WriteString (*Replacer).WriteString', BORROWS),
    '(*Replacer).Replace': UNLESS_CHANGED,
    '(*Builder).String': shares('whole', 'receiver'),
    NewReader: stores(0),
  },
  bytes: {
    ...CUTS,
    ...each('Clone ToLower ToUpper Map Replace ReplaceAll Join Repeat', CLONES),
    ...each(QUESTIONS, BORROWS),
    Equal: BORROWS,
    '(*Buffer).Bytes': { big: true, shares: { operand: 'receiver', how: 'whole' } },
    ...each('(*Buffer).Next (*Buffer).Peek', shares('piece', 'receiver')),
    '(*Buffer).String': { big: true, clones: true },
    ...each('(*Buffer).ReadBytes (*Buffer).ReadString', CLONES),
    ...each('(*Buffer).Write (*Buffer).WriteString', BORROWS),
    ...each('NewReader NewBuffer', stores(0)),
  },
  bufio: {
    ...each('(*Reader).Peek (*Reader).ReadSlice (*Reader).ReadLine (*Scanner).Bytes', shares('piece', 'receiver')),
    ...each('(*Reader).ReadBytes (*Reader).ReadString (*Scanner).Text', CLONES),
    ...WRITES.bufio,
    ...each('NewReader NewReaderSize NewScanner', stores(0)),
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
  net: { SplitHostPort: shares('piece'), ...each('ParseIP ParseCIDR ParseMAC', CLONES) },
  mime: { ParseMediaType: shares('piece') },
  'net/url': { ...each('QueryUnescape PathUnescape QueryEscape PathEscape', UNLESS_CHANGED) },
  html: each('EscapeString UnescapeString', UNLESS_CHANGED),
  regexp: REGEXP,
  strconv: { Unquote: shares('trim', 0, { unlessChanged: true }) },
  unique: { Make: CLONES },
  fmt: each('Sprint Sprintf Sprintln Errorf Print Printf Println Fprint Fprintf Fprintln Sscan Sscanf Sscanln', CLONES),
  'encoding/hex': { DecodeString: CLONES, EncodeToString: CLONES },
  // Strings, numbers and RawMessages are copied out of the input.
  'encoding/json': {
    ...each('Unmarshal Valid Compact Indent HTMLEscape Marshal MarshalIndent (*Encoder).Encode', BORROWS),
    NewDecoder: stores(0),
  },
  'encoding/xml': { Unmarshal: BORROWS, NewDecoder: stores(0) },
  'encoding/base64': each('(*Encoding).DecodeString (*Encoding).EncodeToString (*Encoding).Decode', CLONES),
  sync: {
    '(*Once).Do': calls(0, INLINE_ONCE),
    ...each('OnceFunc OnceValue OnceValues', calls(0, STORED_ONCE)),
    '(*WaitGroup).Go': calls(0, IN_GOROUTINE),
    '(*Map).Range': calls(0, INLINE_MANY),
    ...each('(*Map).Store (*Map).LoadOrStore (*Map).Swap', stores(0, 1)),
    ...each('(*Map).Load (*Map).Delete (*Map).LoadAndDelete', BORROWS),
  },
  'log/slog': each('Debug Info Warn Error (*Logger).Debug (*Logger).Info (*Logger).Warn (*Logger).Error', BORROWS),
  'net/netip': each('ParseAddr ParseAddrPort ParsePrefix', BORROWS),
  time: { Parse: BORROWS, AfterFunc: calls(1, { runs: 'goroutine', times: 'once', joined: false }) },
  context: { AfterFunc: calls(1, { runs: 'goroutine', times: 'once', joined: false }) },
  'net/http': {
    ...each('HandleFunc (*ServeMux).HandleFunc', calls(1, STORED)),
    ...WRITES.http,
  },
  'container/list': each('(*List).PushBack (*List).PushFront', stores(0)),
  'os/signal': { Notify: stores(0), Stop: BORROWS },
};
