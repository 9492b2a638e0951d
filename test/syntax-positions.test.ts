/** Bytes to text, and offsets to the positions that people read. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeSource, MAX_NESTING, nestingOf, positionAt, syntaxErrors } from '../src/syntax/source-file.ts';
import { goParser } from './go-parser.ts';

const encoder = new TextEncoder();

describe('decoding a source file', () => {
  it('skips a byte-order mark and keeps CRLF', () => {
    const bytes = encoder.encode('\uFEFFpackage p\r\n');
    assert.deepEqual(decodeSource(bytes), { text: 'package p\r\n', hasBom: true });
  });

  it('says of bytes that are not UTF-8 that they are not', () => {
    assert.deepEqual(decodeSource(Uint8Array.of(0x70, 0xff)), { text: '', hasBom: false, problem: 'not-utf8' });
  });

  it('gives back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (text, hasBom) => {
        fc.pre(!text.startsWith('\uFEFF'));
        assert.deepEqual(decodeSource(encoder.encode((hasBom ? '\uFEFF' : '') + text)), { text, hasBom });
      }),
    );
  });
});

describe('positions', () => {
  it('count lines, UTF-16 units and UTF-8 bytes from 1', () => {
    const tree = goParser.parse('package p\nvar s = "日😀"; var t int\n');
    assert.deepEqual(positionAt(tree, 0), { line: 1, column: 1, byteColumn: 1 });
    assert.deepEqual(positionAt(tree, tree.text.indexOf('var t')), { line: 2, column: 16, byteColumn: 20 });
  });

  it('count a byte-order mark on the first line only, as the go command does', () => {
    const tree = goParser.parse('package p; func f() { x }\nfunc g() { y }\n', true);
    // go build says a.go:1:26 and a.go:2:12 of this file.
    assert.deepEqual(positionAt(tree, tree.text.indexOf('x')), { line: 1, column: 24, byteColumn: 26 });
    assert.deepEqual(positionAt(tree, tree.text.indexOf('y')), { line: 2, column: 12, byteColumn: 12 });
  });

  it('are those that counting by hand gives, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const tree = goParser.parse(before + after);
        const lines = before.split('\n');
        const line = lines.at(-1) ?? '';
        assert.deepEqual(positionAt(tree, before.length), {
          line: lines.length,
          column: line.length + 1,
          byteColumn: encoder.encode(line).length + 1,
        });
      }),
    );
  });
});

describe('syntax errors', () => {
  it('are none in a file that parses', () => {
    assert.deepEqual(syntaxErrors(goParser.parse('package p\n')), []);
  });

  it('are placed where tree-sitter lost the thread, and the rest is still parsed', () => {
    const tree = goParser.parse('package p\n\nfunc f() {\n\tx := = 1\n}\n\nfunc g() {}\n');
    assert.deepEqual(syntaxErrors(tree), [{ line: 4, column: 7, byteColumn: 7 }]);
    assert.ok(tree.text.slice(tree.startOf(tree.nodeCount - 1)).length < 10);
  });

  it('are found where tree-sitter made up a token that it does not show', () => {
    const tree = goParser.parse('x[i](y)');
    assert.equal(tree.hasError(tree.root), true);
    assert.deepEqual(syntaxErrors(tree), [{ line: 1, column: 8, byteColumn: 8 }]);
  });

  it('are cut to the first few', () => {
    assert.equal(syntaxErrors(goParser.parse(`package p\n${'var ) = 1\n'.repeat(50)}`)).length, 5);
  });
});

describe('nesting', () => {
  it('counts every level of code', () => {
    const shallow = nestingOf(goParser.parse('package p\nfunc f() { a() }\n'));
    assert.equal(nestingOf(goParser.parse('package p\nfunc f() { { a() } }\n')), shallow + 2);
    assert.ok(
      nestingOf(goParser.parse(`package p\nvar x = ${'('.repeat(2_000)}1${')'.repeat(2_000)}\n`)) > MAX_NESTING,
    );
  });

  it('takes sums and else-if chains of any length', () => {
    const sum = `var x = ${'"a" + '.repeat(5_000)}"b"`;
    const chain = `func f() { ${'if a { } else '.repeat(5_000)}{ } }`;
    assert.ok(nestingOf(goParser.parse(`package p\n${sum}\n${chain}\n`)) < 20);
  });
});
