/**
 * How fixtures say what they expect, and how the harness compares it with what is reported.
 */
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { RankedFinding } from '../src/base/finding.ts';
import { defineRule } from '../src/rule/rule.ts';
import { applyFixes } from '../src/testing/fixes.ts';
import { fixturesOf, type Lint, runFixture } from '../src/testing/fixture.ts';
import { compare, parseExpectations } from '../src/testing/want.ts';

const parsed = (text: string) =>
  parseExpectations('a.go', text).map(({ kind, line, pattern }) => `${kind} ${line} ${pattern.source}`);

describe('an expectation', () => {
  it('stands on the line where the finding starts', () => {
    assert.deepEqual(parsed('package a\n\nvar x = f() // want "leaks"\n'), ['want 3 leaks']);
  });

  it('is a Go string, interpreted or raw', () => {
    assert.deepEqual(parsed('f() // want "a\\\\.b \\"c\\"" `d\\.e "f"`'), ['want 1 a\\.b "c"', 'want 1 d\\.e "f"']);
  });

  it('may follow other words of the comment', () => {
    assert.deepEqual(parsed('f() // the usual case // want "x"'), ['want 1 x']);
    assert.deepEqual(parsed('f() // for this we want "quotes"'), []);
  });

  it('is a known miss after "miss"', () => {
    assert.deepEqual(parsed('f() // miss "a" "b"'), ['miss 1 a', 'miss 1 b']);
  });

  it('names its place when the pattern is broken', () => {
    assert.throws(() => parseExpectations('a.go', '\nf() // want "("'), /a\.go:2: "\(" is not a pattern/);
  });

  it('is found whatever the message is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), message => {
        fc.pre(!/[\r\n\u2028\u2029]/.test(message));
        const literal = JSON.stringify(message.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
        const expectations = parseExpectations('a.go', `f() // want ${literal}`);

        assert.equal(expectations.length, 1);
        assert.deepEqual(compare(expectations, [{ path: 'a.go', line: 1, message, wider: false }]), []);
      }),
    );
  });
});

describe('a fixture', () => {
  const at = (line: number, message: string) => ({ path: 'a.go', line, message, wider: false });
  const problems = (text: string, ...reported: readonly ReturnType<typeof at>[]) =>
    compare(parseExpectations('a.go', text), reported);

  it('is met when each want has a finding of its own', () => {
    assert.deepEqual(problems('f() // want "x" "x"', at(1, 'x'), at(1, 'x')), []);
    assert.deepEqual(problems('f() // want "x" "x"', at(1, 'x')), ['a.go:1: nothing reported matches /x/u']);
  });

  it('fails on a finding that nobody expected', () => {
    assert.deepEqual(problems('f()\ng()', at(2, 'y leaks')), ['a.go:2: unexpected: y leaks']);
  });

  it('fails on a finding on another line or in another file', () => {
    assert.equal(problems('f() // want "x"', at(2, 'x')).length, 2);
    assert.equal(problems('f() // want "x"', { ...at(1, 'x'), path: 'b.go' }).length, 2);
  });

  it('fails when a known miss is reported', () => {
    assert.deepEqual(problems('f() // miss "x"'), []);
    assert.deepEqual(problems('f() // miss "x"', at(1, 'x')), [
      'a.go:1: this miss is reported now; write want instead of miss',
    ]);
  });

  it('tells the tiers of a rule apart', () => {
    const wider = { ...at(1, 'x'), wider: true };

    assert.deepEqual(problems('f() // wider "x"', wider), []);
    assert.deepEqual(problems('f() // want "x" // wider "y"', at(1, 'x'), { ...wider, message: 'y' }), []);
    assert.deepEqual(problems('f() // want "x"', wider), [
      'a.go:1: this is reported in another tier; write wider instead of want',
    ]);
    assert.deepEqual(problems('f() // wider "x"', at(1, 'x')), [
      'a.go:1: this is reported in another tier; write want instead of wider',
    ]);
    assert.deepEqual(problems('f() // miss "x"', wider), [
      'a.go:1: this miss is reported now; write wider instead of miss',
    ]);
  });
});

describe('the harness', () => {
  /** Stands for the engine: reports each line that calls `leak`, and fixes it to `stop`. */
  const lint: Lint = async ({ cwd }) => {
    const text = await readFile(path.join(cwd, 'a.go'), 'utf8');
    const findings = text.split('\n').flatMap((line, index) => {
      const column = line.indexOf('leak(') + 1;
      return column === 0 ? [] : [findingAt(index + 1, column)];
    });
    return { report: { findings, notices: [] } };
  };

  function findingAt(line: number, column: number): RankedFinding {
    const span = {
      path: 'a.go',
      start: { line, column, byteColumn: column },
      end: { line, column: column + 4, byteColumn: column + 4 },
    };
    return {
      ...span,
      rule: 'some-leak',
      family: 'timer',
      tier: 'default',
      messageId: 'leaks',
      severity: 'warning',
      confidence: 'high',
      message: 'leak is never stopped',
      function: 'fixture.f',
      fingerprint: '',
      lineText: '',
      lineHash: '',
      related: [],
      evidence: [],
      fix: { title: 'stop it', edits: [{ ...span, text: 'stop' }] },
      suggestions: [],
    };
  }

  const rule = defineRule({
    meta: {
      id: 'some-leak',
      family: 'timer',
      tier: 'default',
      summary: '',
      severity: 'warning',
      confidence: 'high',
      since: '0.1.0',
      why: '',
      remedy: '',
      limits: '',
      references: [],
      messages: { leaks: '' },
      options: { depth: { kind: 'integer', default: 3, min: 1, doc: '' } },
      metric: 'own',
      refutable: true,
    },
    check: () => undefined,
  });

  let dir = '';
  before(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'goleaklint-test-'));
  });
  after(() => rm(dir, { recursive: true, force: true }));

  async function problemsOf(name: string, files: Readonly<Record<string, string>>, engine = lint): Promise<string[]> {
    const folder = path.join(dir, 'some-leak', 'testdata', 'go1.22', name);
    await mkdir(folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
    const fixture = (await fixturesOf(dir, 'some-leak')).find(found => found.dir === folder);
    assert.ok(fixture);
    return [...(await runFixture(fixture, rule, [rule], engine)).problems];
  }

  it('compares what was reported with what is expected', async () => {
    assert.deepEqual(await problemsOf('met', { 'a.go': 'leak() // want "never stopped"' }), []);
    assert.deepEqual(await problemsOf('unmet', { 'a.go': '\nleak()' }), ['a.go:2: unexpected: leak is never stopped']);
  });

  it('compares a file after its fixes', async () => {
    const source = 'leak() // want "never"\n  leak() // want "never"\n';
    assert.deepEqual(
      await problemsOf('fixed', { 'a.go': source, 'a.go.fixed': source.replaceAll('leak', 'stop') }),
      [],
    );
    assert.match((await problemsOf('not-fixed', { 'a.go': source, 'a.go.fixed': source }))[0] ?? '', /after its fixes/);
  });

  it('makes a module of the version in the folder, and hands over the options of line 1', async () => {
    const seen: unknown[] = [];
    const spy: Lint = async options => {
      seen.push(await readFile(path.join(options.cwd, 'go.mod'), 'utf8'), options.rules);
      return { report: { findings: [], notices: [] } };
    };
    await problemsOf('options', { 'a.go': '// options: {"depth": 5}\npackage a\n' }, spy);
    await problemsOf('defaults', { 'a.go': 'package a\n', 'go.mod': 'module own\n' }, spy);

    const setting = (depth: number) => [{ id: 'some-leak', shows: ['default'], measures: true, options: { depth } }];
    assert.deepEqual(seen, ['module fixture\n\ngo 1.22\n', setting(5), 'module own\n', setting(3)]);
  });

  it('does not accept a fixture that could not be analysed', async () => {
    const broken: Lint = () =>
      Promise.resolve({
        report: { findings: [], notices: [{ kind: 'syntax-error', message: 'no', path: 'a.go', line: 1 }] },
      });
    assert.deepEqual(await problemsOf('broken', { 'a.go': 'func' }, broken), ['a.go:1: syntax-error: no']);
  });
});

describe('fixes', () => {
  const at = (line: number, column: number) => ({ line, column, byteColumn: column });
  const edit = (start: number, end: number, text: string) => ({
    path: 'a.go',
    start: at(2, start),
    end: at(2, end),
    text,
  });

  it('replace, insert and delete by line and column', () => {
    const edits = [edit(5, 6, ''), edit(1, 3, 'XY'), edit(4, 4, '+')];

    assert.equal(applyFixes('first\nabcdefg\n', edits), 'first\nXYc+dfg\n');
  });

  it('that are equal count once, as the same import added by two findings', () => {
    assert.equal(applyFixes('\nab', [edit(2, 2, '-'), edit(2, 2, '-')]), '\na-b');
  });

  it('that overlap are an error', () => {
    assert.throws(() => applyFixes('\nabc', [edit(1, 3, 'x'), edit(2, 4, 'y')]), /overlap/);
  });
});
