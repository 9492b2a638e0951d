import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RankedFinding } from '../src/base/finding.ts';
import type { RunReport } from '../src/base/report.ts';
import { json } from '../src/report/json.ts';
import { printable, printableLine } from '../src/report/printable.ts';
import type { Reporter, ReportContext } from '../src/report/reporter.ts';
import { sarif } from '../src/report/sarif.ts';
import { sourceFrame } from '../src/report/source-frame.ts';
import { text } from '../src/report/text.ts';
import { CLEAN, COUNTED, COUNTED_ONLY, PIPED, RANKED, UNRANKED } from './report-sample.ts';

const SUBDIRECTORY = { ...PIPED, uriPrefix: 'services/api/' };
const TERMINAL = { ...PIPED, terminal: true };

/** `GOLDEN=write npm run test:built` accepts what the reporters print now; read the difference before committing it. */
const WRITES_GOLDEN = process.env['GOLDEN'] === 'write';

const GOLDEN: readonly [file: string, reporter: Reporter, report: RunReport, context: ReportContext][] = [
  ['piped.txt', text, UNRANKED, PIPED],
  ['ranked.txt', text, RANKED, PIPED],
  ['counted.txt', text, COUNTED, PIPED],
  ['counted-only.txt', text, COUNTED_ONLY, PIPED],
  ['counted.json', json, COUNTED_ONLY, PIPED],
  ['terminal.txt', text, RANKED, TERMINAL],
  ['color.txt', text, UNRANKED, { ...TERMINAL, color: true }],
  ['ranked.json', json, RANKED, PIPED],
  ['unranked.json', json, UNRANKED, PIPED],
  ['clean.json', json, CLEAN, PIPED],
  ['ranked.sarif', sarif, RANKED, SUBDIRECTORY],
  ['clean.sarif', sarif, CLEAN, PIPED],
];

describe('every format', () => {
  for (const [file, reporter, report, context] of GOLDEN) {
    it(`prints what testdata/golden/${file} holds`, async () => {
      const path = `testdata/golden/${file}`;
      const printed = reporter(report, context);
      if (WRITES_GOLDEN) await writeFile(path, printed);
      assert.equal(printed, await readFile(path, 'utf8'));
    });
  }

  it('ends with a line end, or is empty', () => {
    for (const [, reporter, report, context] of GOLDEN) assert.match(reporter(report, context), /^$|\n$/);
    assert.equal(text(CLEAN, TERMINAL), '');
  });
});

describe('text', () => {
  it('keeps to one line per finding that CI matchers understand', () => {
    const matcher = /^([^:]+):(\d+):(?:(\d+):)?\s+(.+ \(.+\))$/;
    for (const line of text(UNRANKED, PIPED).trimEnd().split('\n')) assert.match(line, matcher);
  });

  it('counts columns in bytes, as Go does', () => {
    assert.match(text(UNRANKED, PIPED), /main\.go:7:11: /);
  });

  it('never lets source text reach the terminal as a control sequence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), anything => {
        assert.doesNotMatch(printable(anything), /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        assert.doesNotMatch(printableLine(anything), /[^\P{Cc}\t]/u);
      }),
    );
  });

  it('puts the caret under the column, whatever precedes it', () => {
    assert.deepEqual(sourceFrame('\tgo f()', 2), { source: '\tgo f()', caret: '\t^' });
    assert.deepEqual(sourceFrame('s := "世", x', 9), { source: 's := "世", x', caret: `${' '.repeat(9)}^` });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\t', 'é', ' ') }), fc.nat({ max: 30 }), (line, offset) => {
        const { caret } = sourceFrame(line, offset + 1);
        assert.equal(caret.length, Math.min(offset, line.length) + 1);
        const tabs = (of: string): number[] => Array.from(of.matchAll(/\t/g), match => match.index);
        assert.deepEqual(tabs(caret), tabs(line.slice(0, offset)));
      }),
    );
  });
});

interface SarifFile {
  readonly runs: readonly {
    readonly results: readonly {
      readonly level: string;
      readonly rank?: number;
      readonly message: { readonly text: string };
      readonly partialFingerprints: { readonly primaryLocationLineHash: string };
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object };
      }[];
    }[];
  }[];
}

function sarifResults(report: RunReport, context: ReportContext = PIPED) {
  const file = JSON.parse(sarif(report, context)) as SarifFile;
  return file.runs[0]?.results ?? [];
}

describe('sarif', () => {
  it('gives two findings of one rule on one line different hashes, which GitHub would else make one alert', () => {
    const hashes = sarifResults(RANKED).map(result => result.partialFingerprints.primaryLocationLineHash);
    assert.deepEqual(hashes.slice(1, 3), ['2222222222222222:1', '2222222222222222:1:2']);
  });

  it('has URIs from the root of the repository, encoded', () => {
    const uris = sarifResults(RANKED, SUBDIRECTORY).map(
      ({ locations: [at] }) => at?.physicalLocation.artifactLocation.uri,
    );
    assert.deepEqual(uris, [
      'services/api/server/watch.go',
      'services/api/cmd/gr%C3%B6%C3%9Fe%20%26%20co/main.go',
      'services/api/cmd/gr%C3%B6%C3%9Fe%20%26%20co/main.go',
      'services/shared/pool.go',
    ]);
  });

  it('counts columns in UTF-16 code units', () => {
    assert.deepEqual(sarifResults(RANKED)[1]?.locations[0]?.physicalLocation.region, {
      startLine: 7,
      startColumn: 8,
      endLine: 7,
      endColumn: 21,
    });
  });

  it('ranks by the share of the profile, in percent, only what was measured', () => {
    const ranks = sarifResults(RANKED).map(result => result.rank);
    assert.equal(ranks[0], 50);
    assert.ok(ranks[1] !== undefined && ranks[1] > 0 && ranks[1] < 0.1);
    assert.deepEqual(ranks.slice(2), [undefined, undefined]);
  });

  it('links related places in the message, and nothing else', () => {
    assert.equal(
      sarifResults(RANKED)[0]?.message.text,
      'the goroutine blocks for ever on this send if handlers\\[name\\](ctx) returns first. ' +
        'See: [results \\[1\\] is made here, unbuffered](1).',
    );
  });

  it('puts the gravest first where GitHub would not display all', () => {
    const [error, warning] = RANKED.findings;
    assert.ok(error && warning);
    const repeated = (finding: RankedFinding, count: number): RankedFinding[] =>
      Array.from({ length: count }, () => finding);
    const levels = (count: number): string[] =>
      sarifResults({ ...RANKED, findings: [...repeated(warning, count), error] }).map(result => result.level);
    assert.equal(levels(4999).at(-1), 'error');
    assert.equal(levels(5000).at(0), 'error');
  });
});

describe('json', () => {
  it('keeps its promised order of keys', () => {
    const output = JSON.parse(json(RANKED, PIPED)) as { findings: object[] };
    assert.deepEqual(Object.keys(output), ['version', 'findings', 'notices', 'profiles', 'summary']);
    assert.deepEqual(Object.keys(output.findings[0] ?? {}).slice(0, 11), [
      'rule',
      'family',
      'tier',
      'severity',
      'confidence',
      'message',
      'path',
      'start',
      'end',
      'function',
      'fingerprint',
    ]);
  });
});
