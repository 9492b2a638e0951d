/**
 * A hand-made run with one of everything that a reporter must handle.
 */
import type { Position, Span } from '../src/base/position.ts';
import type { Measurement, RankedFinding } from '../src/base/finding.ts';
import type { RunReport } from '../src/base/report.ts';
import type { ReportContext } from '../src/report/reporter.ts';
import { METAS } from './config-metas.ts';

function position(line: number, column: number, byteColumn = column): Position {
  return { line, column, byteColumn };
}

function span(path: string, start: Position, end: Position): Span {
  return { path, start, end };
}

const WATCH = 'server/watch.go';
const SEND = span(WATCH, position(88, 3), position(88, 15));

const MEASURED_SEND: RankedFinding = {
  ...SEND,
  rule: 'abandoned-send',
  family: 'goroutine',
  tier: 'default',
  messageId: 'leak',
  severity: 'error',
  confidence: 'high',
  message: 'the goroutine blocks for ever on this send if handlers[name](ctx) returns first',
  function: 'example.com/app/server.(*Watcher).Run',
  fingerprint: '00112233aabbccdd',
  lineText: '\t\tresult <- run()',
  lineHash: 'c129715d7a2bc9a3:1',
  related: [{ ...span(WATCH, position(80, 2), position(80, 30)), message: 'results [1] is made here, unbuffered' }],
  evidence: [
    { kind: 'lines', ...SEND },
    {
      kind: 'goroutine',
      go: span(WATCH, position(86, 2), position(90, 4)),
      entry: { literal: span(WATCH, position(86, 5), position(90, 3)) },
    },
  ],
  suggestions: [
    {
      title: 'Make room for the one value',
      edits: [{ ...span(WATCH, position(80, 27), position(80, 27)), text: ', 1' }],
    },
  ],
  rank: 1,
  profile: {
    status: 'measured',
    match: 'exact',
    samples: 110,
    error: 1 / Math.sqrt(110),
    types: {
      alloc_objects: { flat: 10, own: 20, cum: 30, share: 0.25 },
      alloc_space: { flat: 1_258_291, own: 6_501_171, cum: 9_751_756, share: 0.5 },
    },
  },
};

const COUNTED_SEND: Measurement = {
  status: 'measured',
  match: 'exact',
  types: { goroutine: { flat: 420, own: 420, cum: 420, share: 420 / 812 } },
  goroutines: {
    count: 420,
    leaked: 400,
    minutes: 95,
    waits: [
      {
        count: 400,
        reason: 'chan send',
        function: 'example.com/app/server.(*Watcher).Run.func1',
        path: WATCH,
        line: 88,
      },
      { count: 12, function: 'example.com/app/server.(*Watcher).Run.func1', path: WATCH, line: 89 },
      { count: 5, reason: 'IO wait', function: 'internal/poll.runtime_pollWait' },
      { count: 2, reason: 'sync.Mutex.Lock', function: 'example.com/app/server.lock', path: WATCH, line: 12 },
      { count: 1, reason: 'sleep', function: 'time.Sleep' },
    ],
  },
};

const UNICODE = span('cmd/größe & co/main.go', position(7, 8, 11), position(7, 21, 24));

/** Columns after `"größe😀"` differ in bytes and UTF-16; the source line holds a terminal escape. */
const MEASURED_DEFER: RankedFinding = {
  ...UNICODE,
  rule: 'defer-in-loop',
  family: 'defer',
  tier: 'default',
  messageId: 'leak',
  severity: 'warning',
  confidence: 'medium',
  message: 'the deferred call waits for the end of main,\nnot of the round.',
  function: 'main.main',
  fingerprint: '1111111111111111',
  lineText: '\t"世😀" \u001b[31m; defer f.Close()',
  lineHash: '2222222222222222:1',
  related: [],
  evidence: [{ kind: 'lines', ...UNICODE }],
  fix: {
    title: 'Close it in the round',
    edits: [{ ...UNICODE, text: 'f.Close()' }],
  },
  suggestions: [],
  rank: 2,
  profile: {
    status: 'refuted',
    match: 'moved(+3)',
    samples: 2,
    types: { alloc_space: { flat: 0, own: 2048, cum: 2048, share: 2048 / 13_002_342 } },
  },
};

/** The second finding of one rule on one line. */
const SAME_LINE: RankedFinding = {
  ...MEASURED_DEFER,
  ...span(UNICODE.path, position(7, 23, 26), position(7, 30, 33)),
  fingerprint: '3333333333333333',
  message: 'the second on the line',
  rank: 3,
  profile: { status: 'not-sampled', match: 'line', types: {} },
};

const ABOVE: RankedFinding = {
  ...span('../shared/pool.go', position(1, 1), position(1, 4)),
  rule: 'small-buffer',
  family: 'allocation',
  tier: 'profile',
  messageId: 'leak',
  severity: 'info',
  confidence: 'medium',
  message: 'a buffer of 64 bytes could be an array',
  function: '',
  fingerprint: '4444444444444444',
  lineText: 'var buf = make([]byte, 64)',
  lineHash: '5555555555555555:1',
  related: [],
  evidence: [{ kind: 'goroutine', go: UNICODE, entry: { symbol: 'main.run' } }],
  suggestions: [],
  rank: 4,
  profile: { status: 'not-in-profile', match: 'none', types: {} },
};

export const RANKED: RunReport = {
  findings: [MEASURED_SEND, MEASURED_DEFER, SAME_LINE, ABOVE],
  notices: [
    { kind: 'syntax-error', path: 'server/broken.go', line: 12, message: 'syntax error; the rest was analysed' },
    { kind: 'workspace', message: 'go.work: 3 modules are analysed' },
  ],
  profiles: [
    {
      kind: 'heap',
      types: {
        alloc_objects: { total: 80, inModule: 40, touchedByFindings: 20 },
        alloc_space: { total: 13_002_342, inModule: 10_000_000, touchedByFindings: 6_503_219 },
      },
    },
  ],
  ranking: { type: 'alloc_space', unit: 'bytes', total: 13_002_342, isGrowth: false },
  summary: { packages: 2, files: 9, importsWithoutSource: 1, findings: 4, suppressed: 1, withheld: 3, filtered: 0 },
};

/** The same run with a goroutine profile, in which the goroutines of the send were seen. */
export const COUNTED: RunReport = {
  ...RANKED,
  findings: RANKED.findings.map((finding, index) => (index === 0 ? { ...finding, profile: COUNTED_SEND } : finding)),
  profiles: [
    ...RANKED.profiles,
    { kind: 'goroutine', types: { goroutine: { total: 812, inModule: 640, touchedByFindings: 420 } } },
  ],
  goroutineRanking: { type: 'goroutine', unit: 'count', total: 812, isGrowth: false },
};

/** And with that alone. */
export const COUNTED_ONLY: RunReport = {
  findings: [
    { ...MEASURED_SEND, profile: COUNTED_SEND },
    { ...ABOVE, rank: 2 },
  ],
  notices: [],
  profiles: COUNTED.profiles.slice(1),
  goroutineRanking: { type: 'goroutine', unit: 'count', total: 812, isGrowth: true },
  summary: { ...RANKED.summary, findings: 2, filtered: 2 },
};

/** The same run without a profile. */
export const UNRANKED: RunReport = {
  findings: RANKED.findings.slice(0, 3).map(({ rank: _rank, profile: _profile, ...finding }) => finding),
  notices: RANKED.notices,
  profiles: [],
  summary: { ...RANKED.summary, findings: 3 },
};

export const CLEAN: RunReport = {
  findings: [],
  notices: [],
  profiles: [],
  summary: { packages: 1, files: 1, importsWithoutSource: 0, findings: 0, suppressed: 0, withheld: 0, filtered: 0 },
};

export const PIPED: ReportContext = {
  toolVersion: '1.2.3',
  metas: METAS,
  color: false,
  terminal: false,
  uriPrefix: '',
};
