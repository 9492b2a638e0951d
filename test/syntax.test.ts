/** The flat tree: how Go text becomes one, and what it answers. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import fc from 'fast-check';
import { generateKinds } from '../src/dev/kinds.ts';
import { copyByCursor } from '../src/syntax/copy-reference.ts';
import { loadFlattener } from '../src/syntax/flattener.ts';
import { Field, Kind, kindNames, Token } from '../src/syntax/kinds.ts';
import { createGoParser } from '../src/syntax/parser.ts';
import { loadRuntime } from '../src/syntax/runtime.ts';
import { NO_NODE } from '../src/syntax/tree.ts';
import { filesBelow } from '../src/testing/files.ts';
import { BINARIES, goParser, nodeAt } from './go-parser.ts';

const runtime = await loadRuntime(BINARIES.runtime);
const language = await Language.load(BINARIES.grammar);
const flatten = await loadFlattener(runtime, BINARIES.flatten, language);
const parser = new Parser().setLanguage(language);

function assertCopiesAreEqual(text: string): void {
  const tree = parser.parse(text);
  assert.ok(tree);
  try {
    const copied = flatten(tree);
    assert.deepEqual(copied, copyByCursor(tree));
    const flat = goParser.parse(text);
    assert.equal(flat.hasError(flat.root), tree.rootNode.hasError);
  } finally {
    tree.delete();
  }
}

async function goFiles(folder: string): Promise<string[]> {
  return (await filesBelow(folder)).filter(name => name.endsWith('.go')).map(name => path.join(folder, name));
}

const SAMPLE = `package sample

import (
	"fmt"
	. "strings"
	_ "embed"
)

type Number interface{ ~int | ~float64 }

type Tree[K comparable, V any] struct {
	*Node[K]
	left, right *Tree[K, V] \`json:"-"\`
}

func (t *Tree[K, V]) Walk(visit func(K, V) bool) (n int, err error) {
	defer func() { recover() }()
outer:
	for i, k := range t.keys {
		switch v := k.(type) {
		case int, string:
			continue outer
		case nil:
			fallthrough
		default:
			goto done
		}
		select {
		case t.ch <- k:
		case x, ok := <-t.done:
			_ = x && !ok
		}
		m := map[string][]int{"a": {1, 2: 0x_F}, 'x': nil}
		fmt.Println(m["a"][1:2:3], Sum[int](i), []byte("\\u00e9"), func() {}, k.(fmt.Stringer))
	}
done:
	return -1, fmt.Errorf("日本 %w", err)
}
`;

const FRAGMENTS = [
  'package p',
  'func f() {',
  '}',
  'x := g(1)',
  'if a && b {',
  'for i := range 10 {',
  'select {',
  'case <-ch:',
  'go func() {',
  '}()',
  '// comment',
  '/* ä */',
  'var s = "日本😀"',
  '(',
  'type T[P any] struct { x int `tag` }',
  '\\',
  '\u0000',
  'x[i](y)',
  'goto L',
  'L:',
];

describe('both ways of copying a tree', () => {
  it('give the same nodes for every Go file of the project', async () => {
    assertCopiesAreEqual(SAMPLE);
    const files = [...(await goFiles('rules')), ...(await goFiles('testdata'))];
    assert.ok(files.length > 0);
    for (const file of files) assertCopiesAreEqual(readFileSync(file, 'utf8'));
  });

  it('give the same nodes for the pieces of Go in any order, syntax errors included', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }), lines => {
        assertCopiesAreEqual(lines.join('\n'));
      }),
    );
  });

  it('give the same nodes for any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), assertCopiesAreEqual), { numRuns: 300 });
  });

  it('keep their arrays when a large tree makes the memory grow', () => {
    assertCopiesAreEqual(`package p\nvar x = []int{${'1, '.repeat(300_000)}}\n`);
  });

  it('take code that is nested 10,000 deep', () => {
    const deep = `package p\nvar x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n`;
    assertCopiesAreEqual(deep);
    const tree = goParser.parse(deep);
    assert.equal([...tree.ancestors(nodeAt(tree, '1'))].length > 10_000, true);
  });

  it('are interchangeable: a parser without the flattener gives the same tree', async () => {
    const { runtime, grammar } = BINARIES;
    const reference = await createGoParser({ runtime, grammar });
    const text = 'package p\n\nfunc f(a, b int) (err error) { return }\n';
    assert.deepEqual(reference.parse(text), goParser.parse(text));
  });
});

describe('the generated kinds', () => {
  it('are those of the committed grammar', () => {
    const withoutLayout = (text: string): string => text.replace(/\s+/g, ' ');
    const committed = readFileSync('src/syntax/kinds.ts', 'utf8');
    assert.equal(withoutLayout(committed), withoutLayout(generateKinds(language)));
    assert.equal(kindNames[Kind.CallExpression], 'call_expression');
  });

  it('come from the binaries that the manifest names', () => {
    const manifest: unknown = JSON.parse(readFileSync('wasm/manifest.json', 'utf8'));
    assert.ok(typeof manifest === 'object' && manifest !== null);
    for (const name of ['tree-sitter-go.wasm', 'flatten.wasm']) {
      const entry: unknown = Reflect.get(manifest, name);
      const sum = createHash('sha256')
        .update(readFileSync(`wasm/${name}`))
        .digest('hex');
      assert.equal(typeof entry === 'object' && entry !== null && Reflect.get(entry, 'sha256'), sum, name);
    }
  });
});

describe('a syntax tree', () => {
  const tree = goParser.parse('package p\n\nfunc f(a int) {\n\t// why\n\tg(a) // what\n\treturn\n}\n');
  const call = nodeAt(tree, 'g(a)');

  it('is walked by index: the first child follows its parent, the next sibling ends the subtree', () => {
    const list = tree.ancestorOfKind(call, Kind.StatementList);
    const [first, second] = tree.namedChildren(list);
    assert.ok(first !== undefined && second !== undefined);
    assert.equal(tree.textOf(second), 'return');
    assert.equal(tree.kindOf(tree.subtreeEndOf(first)), Kind.Comment);
    assert.equal(tree.contains(first, call), true);
    assert.equal(tree.contains(second, call), false);
  });

  it('gives children by field and by kind', () => {
    assert.equal(tree.kindOf(call), Kind.CallExpression);
    assert.equal(tree.textOf(tree.childByField(call, Field.Function)), 'g');
    assert.equal(tree.childByField(call, Field.Receiver), NO_NODE);
    const argumentList = tree.childByField(call, Field.Arguments);
    assert.deepEqual(
      tree.children(argumentList).map(node => tree.kindOf(node)),
      [Token['('], Kind.Identifier, Token[')']],
    );
    assert.equal(tree.textOf(tree.firstNamedChild(argumentList)), 'a');
  });

  it('keeps comments apart', () => {
    assert.deepEqual(
      tree.comments.map(node => tree.textOf(node)),
      ['// why', '// what'],
    );
    for (let node = 0; node < tree.nodeCount; node++) {
      assert.ok(tree.children(node).every(child => tree.kindOf(child) !== Kind.Comment));
    }
  });
});
