/**
 * The outline of a file, and what is read from its declarations one by one, is what the file declares.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { NEWEST_GO } from '../src/base/go-version.ts';
import type { DeclaredFacts } from '../src/engine/declared-facts.ts';
import { declaredFacts, NOTHING_DECLARED } from '../src/engine/declared-facts.ts';
import { WellFounded } from '../src/engine/well-founded.ts';
import { exportFacts } from '../src/semantic/export-facts.ts';
import type { Declarations, PackageFacts } from '../src/semantic/facts.ts';
import { Inference } from '../src/semantic/inference/inference.ts';
import { resolvePackage } from '../src/semantic/inference/model.ts';
import { outlineOf } from '../src/syntax/outline.ts';
import { goParser } from './go-parser.ts';
import { standardLibrary } from './semantic-fixture.ts';

/**
 * A place where real files can be tried: `OUTLINE_DIR=$(go env GOROOT)/src npm run test:only …`. Declarations that are
 * repeated or depend on themselves, as in test data of compilers, are unknown where the file is read by declaration.
 */
const { OUTLINE_DIR = '.' } = process.env;

function declared(text: string): PackageFacts {
  const tree = goParser.parse(text);
  const file = { path: 'x.go', tree, isTest: false, isGenerated: false, language: NEWEST_GO };
  return exportFacts(new Inference(resolvePackage('p', [file], standardLibrary)), 'p', () => undefined);
}

/** The same of a file, declaration by declaration. */
function declaredIn(file: string): PackageFacts | undefined {
  const facts = new WellFounded<object, DeclaredFacts>(NOTHING_DECLARED);
  const declarations: Declarations = {
    nameOf: importPath => standardLibrary.nameOf(importPath),
    of: importPath => (importPath === 'p' ? read : standardLibrary.of(importPath)),
    analysed: () => undefined,
  };
  const reader = { parser: goParser, declarations, facts };
  const read = declaredFacts({ importPath: 'p', name: 'p', files: [file] }, reader);
  return read;
}

function outlineText(text: string): string {
  return outlineOf(text)
    .declarations.map(declaration => declaration.text)
    .join('');
}

/** Go files that parse whole, below a folder. */
function* goFiles(dir: string): Generator<string> {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const below = path.join(dir, entry.name);
    if (entry.isDirectory() && !/^(?:node_modules|dist|\..*)$/.test(entry.name)) yield* goFiles(below);
    else if (entry.isFile() && entry.name.endsWith('.go')) yield below;
  }
}

describe('an outline', () => {
  const OUTLINES: readonly (readonly [what: string, text: string, outline: string])[] = [
    ['has no bodies', 'func f(x int) int { return g(x) }', 'func f(x int) int {}'],
    ['keeps functions without bodies', 'func f()\nvar x = T{1}', 'func f()\nvar x = T{}'],
    ['keeps types', 'type T struct{ a struct{ b int } }', 'type T struct{ a struct{ b int } }'],
    [
      'keeps types in signatures',
      'func f(x interface{ M() }) struct{ a int } { x.M() }',
      'func f(x interface{ M() }) struct{ a int } {}',
    ],
    ['has no elements', 'var x = map[string]struct{}{"a": {}}', 'var x = map[string]struct{}{}'],
    [
      'keeps what gives an array its length',
      'var x = [...]T{{1}, {2}}; var y = []T{{1}}',
      'var x = [...]T{{}, {}}; var y = []T{}',
    ],
    ['has no bodies of function values', 'var f = func() struct{} { for {} }', 'var f = func() struct{} {}'],
    ['has no comments', 'type A int // {\n/* } */type B int', 'type A int  \n type B int'],
    ['keeps the line ends of comments', 'var a = b /* c\n */ var d = e', 'var a = b \n var d = e'],
    [
      'is of each line of a group',
      'type (\n\tA struct {\n\t\tb int\n\t}\n\tC int\n)\n',
      'type A struct {\n\t\tb int\n\t}\n\ttype C int\n',
    ],
    ['is of a group of constants', 'const (\n\tA = iota\n\tB\n)', 'const (\n\tA = iota\n\tB\n)'],
    ['is not misled by strings', "func f() { a(\"}\\\"\", `}`, '}', '\\'') }", 'func f() {}'],
    ['is not misled by division', 'const a = 1 / 2; func f() { _ = 1 / 2 }', 'const a = 1 / 2; func f() {}'],
    ['keeps what is not closed', 'func f() { if x {', 'func f() { if x {'],
  ];
  for (const [what, text, outline] of OUTLINES) {
    it(what, () => {
      assert.equal(outlineText(text), outline);
    });
  }

  it('names what is declared, and what that may depend on', () => {
    const text = `package p

import "fmt"
import (
	x "a/b" // why
	. \`c\`
)

const A, B = 1,
	2
const (
	C = iota + x.One
	D
	_, E = f(
		1,
	), 1.
	F = 2
)

var G, h = func() {}, y.z.w
var i = 1; type I struct {
	fmt.Stringer \`json:"no.name"\`
}

type (
	J interface {
		M()
	}
	K[T any] func(
	) x.Y
)

func L[T any](t T, more ...int) {}
func (*I) m()       {}
func (K[T]) N()     {}
func (k *(K[T])) O() x.Z { return y.No }
var P =
	func() {}
`;
    const { imports, declarations } = outlineOf(text);
    assert.deepEqual(imports, [{ path: 'fmt' }, { path: 'a/b', name: 'x' }, { path: 'c', name: '.' }]);
    const described = declarations.map(({ keyword, receiver, names, qualifiers }) =>
      [keyword, ...(receiver === undefined ? [] : [`(${receiver})`]), names.join(), ...qualifiers].join(' '),
    );
    assert.deepEqual(described, [
      'const A,B',
      'const C,D,_,E,F x',
      'var G,h y',
      'var i',
      'type I fmt',
      'type J',
      'type K x',
      'func L',
      'func (I) m',
      'func (K) N',
      'func (K) O x',
      'var P',
    ]);
  });

  it('declares what the file declares', () => {
    let files = 0;
    for (const file of goFiles(OUTLINE_DIR)) {
      const text = readFileSync(file, 'utf8');
      if (goParser.parse(text).hasError(0)) continue;
      files++;
      assert.deepEqual(declaredIn(file), declared(text), file);
    }
    assert.ok(files > 50, `${files} files`);
  });

  it('declares the same whatever stands in bodies', () => {
    const inBody = fc.constantFrom('{', '}', '"', '`', "'", '\\', '/', '*', '//', '/*', '\n', 'x', '{}');
    const quoted = fc.oneof(
      fc.array(inBody).map(parts => JSON.stringify(parts.join('')).replaceAll("\\'", "'")),
      fc.array(inBody).map(parts => `\`${parts.join('').replaceAll('`', '')}\``),
      fc.array(inBody).map(parts => `/*${parts.join('').replaceAll('*/', '* /')} */`),
      fc.array(inBody).map(parts => `//${parts.join('').replaceAll('\n', '')}\n`),
      fc.constantFrom("'{'", "'}'", "'\"'", "'`'", "'\\''", "'\\\\'", '1 / 2'),
    );
    const { block } = fc.letrec<{ block: string }>(tie => ({
      block: fc
        .array(fc.oneof({ maxDepth: 3 }, quoted, tie('block')), { maxLength: 4 })
        .map(parts => `{ ${parts.join(' ')} }`),
    }));
    fc.assert(
      fc.property(block, fc.boolean(), (body, isValue) => {
        const text = isValue
          ? `var f = func(a int) string ${body}; type T int`
          : `func f(a int) string ${body}\ntype T int`;
        assert.equal(outlineText(text), text.replace(body, '{}'));
      }),
    );
  });

  it('ends, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '"', '`', "'", '\\', '/', '*', '\n', 'x', '[', '.') }),
        text => {
          assert.equal(typeof outlineText(text), 'string');
        },
      ),
    );
  });
});
