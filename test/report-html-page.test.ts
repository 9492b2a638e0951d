/** The parts of the page's script that need no browser. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { TextEdit } from '../src/base/finding.ts';
import { packFlame, type PageProfile } from '../src/report/html/page-data.ts';
import { changesOf } from '../src/report/html/page/changes.ts';
import { type Datum, FlameData } from '../src/report/html/page/flame-data.ts';
import { tokensOf } from '../src/report/html/page/go-tokens.ts';
import { LineColumns, profileOf } from '../src/report/html/page/measured.ts';
import { Findings } from '../src/report/html/page/order.ts';
import { hashOf, type View, viewOf } from '../src/report/html/page/view.ts';
import { RANKED } from './report-sample.ts';

const ALL = viewOf('');

describe('a view', () => {
  it('comes back from the address that it is kept in', () => {
    const words = fc.string({ unit: 'grapheme' });
    const view = fc.record(
      {
        q: words,
        severities: fc.subarray(['error', 'warning', 'info']),
        rule: words,
        status: words,
        sort: words,
        finding: words,
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(view, (chosen: View) => {
        assert.deepEqual(viewOf(hashOf(chosen)), chosen);
      }),
    );
  });

  it('that the page opens with leaves the address alone', () => {
    assert.equal(hashOf(ALL), '');
  });
});

describe('findings', () => {
  const { findings, ranking } = RANKED;
  const page = new Findings({ findings, ...(ranking && { ranking }), rules: {}, excerpts: [], profiles: [] });
  const shown = (change: Partial<View>): number[] => {
    return page.sorted(change.sort ?? '').filter(page.filter({ ...ALL, ...change }));
  };

  it('keep the order of the report unless another is chosen', () => {
    assert.deepEqual(shown({}), [0, 1, 2, 3]);
    assert.deepEqual(shown({ sort: 'nonsense' }), [0, 1, 2, 3]);
  });

  it('are sorted by a heading, or the other way round', () => {
    assert.deepEqual(shown({ sort: '-rank' }), [3, 2, 1, 0]);
    assert.deepEqual(shown({ sort: 'place' }), [3, 1, 2, 0]);
    assert.deepEqual(shown({ sort: 'severity' }), [0, 1, 2, 3]);
    assert.deepEqual(shown({ sort: '-severity' }), [3, 1, 2, 0]);
  });

  it('that nothing measured come last by weight', () => {
    assert.deepEqual(shown({ sort: '-own' }), [0, 1, 2, 3]);
  });

  it('are filtered by all words, in message, rule, path and function', () => {
    assert.deepEqual(shown({ q: 'BLOCKS watch.go:88' }), [0]);
    assert.deepEqual(shown({ q: 'defer-in-loop second' }), [2]);
    assert.deepEqual(shown({ q: '(*watcher).run' }), [0]);
    assert.deepEqual(shown({ q: 'nowhere' }), []);
  });

  it('are filtered by severity, rule and measurement', () => {
    assert.deepEqual(shown({ severities: ['error', 'info'] }), [0, 3]);
    assert.deepEqual(shown({ rule: 'defer-in-loop' }), [1, 2]);
    assert.deepEqual(shown({ rule: 'defer-in-loop', status: 'refuted' }), [1]);
  });
});

describe('tokens', () => {
  const colored = (...lines: string[]): string[][] =>
    tokensOf(lines).map((tokens, index) =>
      tokens.map(({ from, to, kind }) => `${kind} ${lines[index]?.slice(from, to) ?? ''}`),
    );

  it('are comments, strings, keywords and numbers', () => {
    assert.deepEqual(colored('for i := 0x1f; returned("a // \\" b", \'"\') { // why'), [
      ['keyword for', 'number 0x1f', 'string "a // \\" b"', "string '\"'", 'comment // why'],
    ]);
  });

  it('go on in the next line where Go lets them', () => {
    assert.deepEqual(colored('x := `a', 'func', 'b` + 1 /* c', 'd */ return'), [
      ['string `a'],
      ['string func'],
      ['string b`', 'number 1', 'comment /* c'],
      ['comment d */', 'keyword return'],
    ]);
  });

  it('lie within their line, in order, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '1', '"', "'", '`', '/', '*', ' ', '\\') })),
        lines => {
          for (const [index, tokens] of tokensOf(lines).entries()) {
            let end = 0;
            for (const { from, to } of tokens) {
              assert.ok(end <= from && from <= to && to <= (lines[index]?.length ?? 0));
              end = to;
            }
          }
        },
      ),
    );
  });
});

describe('the changes of a fix', () => {
  const SOURCE = ['import (', '\t"errors"', ')', '', 'x = f(a)', 'y = g(b)'];
  const lineAt = (_path: string, line: number): string | undefined => SOURCE[line - 1];
  const edit = (first: [number, number], last: [number, number], text: string): TextEdit => {
    const [start, end] = [first, last].map(([line, column]) => ({ line, column, byteColumn: column }));
    assert.ok(start && end);
    return { path: 'a.go', start, end, text };
  };
  const changes = (...edits: TextEdit[]): ReturnType<typeof changesOf> => changesOf({ title: 'fix', edits }, lineAt);

  it('join edits of one line', () => {
    assert.deepEqual(changes(edit([5, 8], [5, 9], ')!'), edit([5, 5], [5, 5], 'clone(')), [
      { path: 'a.go', line: 5, removed: ['x = f(a)'], added: ['x = clone(f(a)!'] },
    ]);
  });

  it('leave out lines that stay', () => {
    assert.deepEqual(changes(edit([2, 1], [2, 1], '\t"bytes"\n')), [
      { path: 'a.go', line: 2, removed: [], added: ['\t"bytes"'] },
    ]);
    assert.deepEqual(changes(edit([5, 1], [6, 1], '')), [{ path: 'a.go', line: 5, removed: ['x = f(a)'], added: [] }]);
  });

  it('are unknown if a line is not at hand', () => {
    assert.equal(changes(edit([9, 1], [9, 1], 'x')), undefined);
  });
});

describe('the profile that speaks of a finding', () => {
  const none = { total: 0, isGrowth: false, flame: packFlame({ frames: [], total: 0, omitted: 0 }) };
  const lines = [{ path: 'a.go', line: 3, flat: 1024, own: 2048, cum: 4096 }];
  const goroutines: PageProfile = { measures: 'goroutines', type: 'goroutine', unit: 'count', lines, ...none };
  const memory: PageProfile = { measures: 'memory', type: 'alloc_space', unit: 'bytes', lines, ...none };
  const [send, deferred] = RANKED.findings;
  assert.ok(send && deferred);

  it('is that of goroutines if the finding is about them, else that of memory', () => {
    assert.equal(profileOf(send, [goroutines, memory]), goroutines);
    assert.equal(profileOf(deferred, [goroutines, memory]), memory);
  });

  it('is the other one where there is but one', () => {
    assert.equal(profileOf(send, [memory]), memory);
    assert.equal(profileOf(deferred, [goroutines]), goroutines);
    assert.equal(profileOf(send, []), undefined);
  });

  it('has columns of its own beside the source', () => {
    const shown = (profile: PageProfile, line: number): string[] => {
      const columns = new LineColumns(profile);
      return columns.columns.map(column => `${column.label} ${columns.amount(column, 'a.go', line)}`);
    };
    assert.deepEqual(shown(memory, 3), ['flat 1kB', 'own 2kB', 'cum 4kB']);
    assert.deepEqual(shown(goroutines, 3), ['goroutines 4096']);
    assert.deepEqual(shown(goroutines, 4), ['goroutines ']);
  });
});

describe('frames of the flame graph', () => {
  const { findings, ranking } = RANKED;
  const [send, deferred] = findings.map(({ fingerprint }) => fingerprint);
  assert.ok(send !== undefined && deferred !== undefined && ranking);
  const place = { path: 'server/watch.go', line: 88 };
  const flame = packFlame({
    total: ranking.total,
    omitted: 0,
    frames: [
      { parent: -1, function: 'net/http.(*conn).serve', inModule: false, total: 100, self: 0, findings: [] },
      { parent: 0, function: 'example.com/a.b/server.Run', place, inModule: true, total: 90, self: 0, findings: [] },
      { parent: 1, function: 'main.f', place, inModule: true, total: 80, self: 80, findings: [deferred, send] },
    ],
  });
  const data = new FlameData({ measures: 'memory', ...ranking, lines: [], flame }, findings);
  /** The root, and the first callee of each after it. */
  const path: Datum[] = [];
  for (let node: Datum | undefined = data.root; node !== undefined; node = node.children[0]) path.push(node);

  it('look as the highest ranked finding there, or as whose code they are', () => {
    assert.deepEqual(
      path.map(({ kind }) => kind),
      ['other', 'other', 'module', 'warning'],
    );
    assert.deepEqual(data.severities, ['warning']);
  });

  it('are called by package and function, with the line in analysed code', () => {
    assert.deepEqual(
      path.map(({ name }) => name),
      ['all', 'http.(*conn).serve', 'server.Run :88', 'main.f :88'],
    );
    assert.equal(path[3]?.label, 'main.f server/watch.go:88, 80B (0.00062%), #2 defer-in-loop, #1 abandoned-send');
  });
});
