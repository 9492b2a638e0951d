/**
 * How fixtures say what they expect: the language of `// want` and `// miss`.
 */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
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
        assert.deepEqual(compare(expectations, [{ path: 'a.go', line: 1, message }]), []);
      }),
    );
  });
});

describe('a fixture', () => {
  const at = (line: number, message: string) => ({ path: 'a.go', line, message });
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
});
