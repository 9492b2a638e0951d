import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Alert, type Row, scoreRow } from './eval/peer-score.ts';
import { TOOLS } from './eval/peer-tools.ts';

const row: Row = {
  id: 'case',
  class: 'ticker',
  static_feasible: 'yes',
  path: 'a.go',
  afterPath: 'b.go',
  before_funcs: [{ start: 10, end: 60 }],
  after_funcs: [{ start: 20, end: 70 }],
  beforeChanged: [12],
  afterChanged: [22],
};

const alert = (changes: Partial<Alert>): Alert => ({
  rule: 'r',
  families: ['timer'],
  path: 'a.go',
  start: 12,
  end: 12,
  related: [],
  ...changes,
});

describe('the score of a row', () => {
  const score = (before: readonly Alert[], after: readonly Alert[] = []): [boolean, boolean] => {
    const { found, noisy } = scoreRow(row, { before, after });
    return [found, noisy];
  };

  it('needs a fitting family, the function that was changed, and a place near the change', () => {
    assert.deepEqual(score([alert({})]), [true, false]);
    assert.deepEqual(score([alert({ families: ['defer', 'goroutine'] })]), [true, false]);
    assert.deepEqual(score([alert({ families: ['retention'] })]), [false, false]);
    assert.deepEqual(score([alert({ path: 'b.go' })]), [false, false]);
    assert.deepEqual(score([alert({ start: 9, end: 9 })]), [false, false]);
    assert.deepEqual(score([alert({ start: 50, end: 50 })]), [false, false]);
    const related = [{ path: 'a.go', start: 14, end: 14 }];
    assert.deepEqual(score([alert({ start: 50, end: 50, related })]), [true, false]);
  });

  it('is noisy if the same rule still reports there after the fix', () => {
    assert.deepEqual(score([alert({})], [alert({ path: 'b.go', start: 22, end: 22 })]), [true, true]);
    assert.deepEqual(score([alert({})], [alert({ path: 'b.go', start: 22, end: 22, rule: 'other' })]), [true, false]);
    assert.deepEqual(score([], [alert({ path: 'b.go', start: 22, end: 22 })]), [false, false]);
  });
});

describe('the output of', () => {
  const parse = (name: string, output: string): unknown => TOOLS.find(tool => tool.name === name)?.parse(output);

  it('go vet', () => {
    const finding = '{"lostcancel": [{"posn": "/m/a.go:23:8", "message": "lost"}]}';
    assert.deepEqual(parse('go vet', `# m/a\n{}\n# m/b\n{\n"m/b": ${finding}\n}\n{}\n`), [
      { rule: 'lostcancel', families: ['context'], path: '/m/a.go', start: 23 },
    ]);
    assert.throws(() => parse('go vet', '{"m": {"lostcancel": {"error": "no types"}}}\n'), /no types/);
  });

  it('staticcheck', () => {
    const output = '{"code":"SA1015","location":{"file":"/m/a.go","line":35},"message":"leaks"}\n';
    assert.deepEqual(parse('staticcheck', output), [
      { rule: 'SA1015', families: ['timer'], path: '/m/a.go', start: 35 },
    ]);
    assert.deepEqual(parse('staticcheck', ''), []);
  });

  it('golangci-lint', () => {
    const issue = '{"FromLinter":"bodyclose","Text":"close it","Pos":{"Filename":"/m/a.go","Line":25}}';
    assert.deepEqual(parse('golangci-lint', `{"Issues":[${issue}]}`), [
      { rule: 'bodyclose', families: ['resource'], path: '/m/a.go', start: 25 },
    ]);
    assert.deepEqual(parse('golangci-lint', '{"Issues":null}'), []);
  });

  it('semgrep', () => {
    const places = '"path":"a.go","start":{"line":3},"end":{"line":5}';
    const output = `{"results":[{"check_id":"dir.tick",${places},"extra":{"metadata":{"family":"timer"}}}]}`;
    assert.deepEqual(parse('semgrep', output), [{ rule: 'tick', families: ['timer'], path: 'a.go', start: 3, end: 5 }]);
  });
});
