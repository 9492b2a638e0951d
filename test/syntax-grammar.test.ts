/** Which Go the grammar reads: the newest, and what gofmt would lay out in another way. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Field, Kind, kindNames } from '../src/syntax/kinds.ts';
import { NO_NODE } from '../src/syntax/tree.ts';
import { goParser, nodeAt } from './go-parser.ts';

function parsesWhole(text: string): boolean {
  const tree = goParser.parse(text);
  return !tree.hasError(tree.root);
}

describe('the grammar', () => {
  it('knows new with a value (Go 1.26)', () => {
    for (const value of ['int64(5)', '"x"', 'true', '1 * time.Second', 'a.b(c)', 'x == y']) {
      assert.ok(parsesWhole(`package p\nvar x = new(${value})\n`), value);
    }
  });

  it('still takes what can be a type for one in new and make', () => {
    for (const [call, kind] of [
      ['new(T)', Kind.TypeIdentifier],
      ['new(p.T)', Kind.QualifiedType],
      ['new(*T)', Kind.PointerType],
      ['make([]T, 3)', Kind.SliceType],
    ] as const) {
      const tree = goParser.parse(`package p\nvar x = ${call}\n`);
      const list = tree.childByField(nodeAt(tree, call), Field.Arguments);
      assert.equal(tree.kindOf(tree.firstNamedChild(list)), kind, call);
    }
  });

  it('knows functions that are named like builtins', () => {
    assert.ok(parsesWhole('package p\nfunc f() { make(a+b, c...); new("x", 1) }\n'));
  });

  it('knows type parameters of methods (Go 1.27)', () => {
    const tree = goParser.parse('package p\nfunc (t T[A]) Map[U any](f func(A) U) []U { return nil }\n');
    assert.equal(tree.hasError(tree.root), false);
    const [method = NO_NODE] = tree.descendantsOfKind(0, Kind.MethodDeclaration);
    assert.equal(tree.textOf(tree.childByField(method, Field.TypeParameters)), '[U any]');
  });
});

describe('the grammar, beyond what gofmt writes', () => {
  /** Each is Go that go/parser accepts; `package p` and the end of the line are added. */
  const assertParses = (...declarations: readonly string[]): void => {
    for (const text of declarations) assert.ok(parsesWhole(`package p\n${text}\n`), text);
  };
  const kindsIn = (text: string): string[] => {
    const tree = goParser.parse(`package p\n${text}\n`);
    assert.equal(tree.hasError(tree.root), false, text);
    return Array.from({ length: tree.nodeCount }, (_, node) => kindNames[tree.kindOf(node)] ?? 'ERROR');
  };

  it('takes the last declaration without a line end', () => {
    for (const last of ['type T int', 'var x = 1', 'const c = 1', 'func f() {}', 'import "x"']) {
      assert.ok(parsesWhole(`package p\n${last}`), last);
    }
  });

  it('takes groups on one line', () => {
    assertParses(
      'const (a = 1)',
      'const (a = iota; b)',
      'var (a = 1; b int)',
      'type (A int; B = A)',
      'import ("a"; . "b")',
    );
    assertParses('const ()', 'var ()', 'type ()', 'import ()');
  });

  it('takes any number of semicolons between statements', () => {
    assertParses(
      'func f() { a();; b() }',
      'func f() { ; }',
      'func f() {\n\t;\n\ta()\n\t;\n\tb();\n}',
      'func f() { L: ; }',
    );
  });

  it('takes headers whose first part is empty or ends with its line', () => {
    assertParses(
      'func f() { if ; x {} }',
      'func f() { switch ; { case a: } }',
      'func f() { switch ; x := y.(type) {} }',
    );
    const wrapped = kindsIn('func f() { if x := 1\nx == 1 {} }');
    assert.ok(wrapped.includes('short_var_declaration') && wrapped.includes('binary_expression'));
    const loop = goParser.parse('package p\nfunc f() { for i := 0\ni < 10\ni++ {} }\n');
    const [clause = NO_NODE] = loop.nodesOfKind(Kind.ForClause);
    assert.equal(loop.textOf(loop.childByField(clause, Field.Condition)), 'i < 10');
    assert.equal(loop.textOf(loop.childByField(clause, Field.Update)), 'i++');
  });

  it('takes the line after the semicolon of a header for its next part', () => {
    const tree = goParser.parse('package p\nfunc f() { for i := 0;\ni < 10;\ni++ {} }\n');
    const [clause = NO_NODE] = tree.nodesOfKind(Kind.ForClause);
    assert.equal(tree.textOf(tree.childByField(clause, Field.Condition)), 'i < 10');
  });

  it('takes labels of labels and labels named like builtins', () => {
    assertParses('func f() { A: B: }', 'func f() { A: B: for { break A } }', 'func f() { nil: goto nil }');
  });

  it('takes a comment of several lines for a line end', () => {
    const tree = goParser.parse('package p\nfunc f() { x := 1 /* a\n**b*/ y := 2 /* c */ }\n');
    assert.equal(tree.hasError(tree.root), false);
    assert.equal(tree.nodesOfKind(Kind.ShortVarDeclaration).length, 2);
    assert.deepEqual(
      tree.comments.map(node => tree.textOf(node)),
      ['/* a\n**b*/', '/* c */'],
    );
    assertParses(
      'var x = f(1, /* a\n*/ 2)',
      'var x = 1 + /* a\n*/ 2',
      'var x = 1 /* a\n */\nvar y int /**\n**/',
      '/***\n*/',
    );
  });

  it('leaves the line ends before a comment out of it', () => {
    const tree = goParser.parse(
      'package p\n\n// one\n\nimport "x"\n\n/* two\n*/\n\nfunc f() {\n\ta()\n\n\t// three\n}\n',
    );
    assert.deepEqual(
      tree.comments.map(node => tree.textOf(node)),
      ['// one', '/* two\n*/', '// three'],
    );
  });

  it('takes the letters that Go takes', () => {
    assertParses('func ำf(ｶﾞ int) {}', 'var αβγ, 变量, _é1 int');
  });

  it('takes instantiated methods that are not called (Go 1.27)', () => {
    assertParses(
      'var x = a.b.M[int, string]',
      'var x = a.b.M[[]int]',
      'var x = f()[map[string]int]',
      'var x = F[*T, func()]',
    );
  });

  it('takes methods of type literals', () => {
    assertParses('var x = struct{ A }.m', 'var x = interface{ M() }.M', 'var x = (interface{ M() }).M');
  });

  it('reads `*(*T)(x)` as a load from what is converted', () => {
    for (const type of ['[8]byte', '[]byte', 'struct{}', 'T', 'p.T', 'map[a]b']) {
      const tree = goParser.parse(`package p\nvar x = *(*${type})(y)\n`);
      const [load = NO_NODE] = tree.nodesOfKind(Kind.UnaryExpression);
      assert.equal(tree.textOf(load), `*(*${type})(y)`, type);
    }
  });
});

describe('the grammar and today’s Go', () => {
  const CODE = {
    literals: 'var x = 0x1p-2 + 0x_1.8p1 + 0b_01 + 0o17 + 1_000.5e1_0 + 0X1P+2i + 08i + 0x.8p0 + 0_17 + .5e-1',
    'loops over integers, functions and nothing':
      'func f() { for range 10 {}; for i := range n {}; for k, v := range seq(1) {}; for range ch {} }',
    'generic aliases': 'type A[P any] = []P\ntype (B[K comparable, V any] = map[K]V; C = B[int, string])',
    'type sets': 'type I interface { ~int | ~[]byte | p.Q[int]; comparable; M(); *T; (int) }',
    'type parameters that could be array lengths':
      'type T[P *C,] int\ntype U[P *C | Q] int\ntype V[P interface{ *C }] int\ntype W [N * 2]int',
    'embedded generic types': 'type T struct { *p.Q[int]; E[int]; F [5]int; G, H string "tag" }',
    'composite literals in parentheses in headers':
      'func f() { if x == (T{}) {}; for _, x := range []T{{1}} {}; switch (T{}).x {} }',
    'names of builtins': 'func f(min, clear int) { make := 1; make++; nil := new; iota.true = nil; make.x = new.y }',
    'labelled blocks': 'func f() { L: { break L }; M: select { case <-c: break M }; N: switch { default: break N } }',
    'directives and line ends of Windows':
      '//go:build linux\r\n//go:embed x\r\nvar s = `a\r\nb`\r\n\r\nfunc f() {\r\n\tg()\r\n}\r',
  };

  for (const [name, code] of Object.entries(CODE)) {
    it(`knows ${name}`, () => {
      assert.ok(parsesWhole(`package p\n${code}\n`));
    });
  }
});
