/**
 * What a package tells its importers survives the way through JSON, as it goes between threads.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NEWEST_GO } from '../src/base/go-version.ts';
import type { Declarations, PackageFacts } from '../src/semantic/facts.ts';
import { Package } from '../src/semantic/package.ts';
import { printType } from '../src/semantic/types/type-text.ts';
import { Kind } from '../src/syntax/kinds.ts';
import { goParser } from './go-parser.ts';
import { standardLibrary, withLibrary } from './semantic-fixture.ts';

function analysed(
  path: string,
  text: string,
  declarations: Declarations,
  library: readonly PackageFacts[] = [],
): Package {
  const tree = goParser.parse(text);
  assert.equal(tree.hasError(0), false, path);
  const file = { path: `${path}/x.go`, tree, isTest: false, isGenerated: false, language: NEWEST_GO };
  return new Package({ path, files: [file], declarations, library });
}

const LIBRARY = `package lib

import (
	"log"
	"sync"
	"time"
)

type Base struct{ mu sync.Mutex }

func (b *Base) Lock() { b.mu.Lock() }

type Queue[T any] struct {
	*Base
	Items  []T
	closed chan struct{}
	every  time.Duration
}

func (q *Queue[E]) Next() (E, bool) { var zero E; return zero, false }

type Handler func(name string, rest ...int) error
type Alias = Queue[string]

const Limit = 4 * 1024

var Default = New[int](time.Second)

func New[T any](every time.Duration) *Queue[T] { return nil }

func Must(err error) {
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal("never")
}

func Forever() {
	for {
	}
}
`;

const IMPORTER = `package app

import "example.com/lib"

func use(h lib.Handler, a lib.Alias) {
	q := lib.New[string](0)
	item, ok := q.Next()
	q.Lock()
	first := q.Items[0]
	other := lib.Default.Items
	err := h("x")
	limit := lib.Limit
	aliased := a.Items
	_, _, _, _, _, _, _ = item, ok, first, other, err, limit, aliased
}

func stops() {
	lib.Must(nil)
	println("dead")
}

func loops() {
	lib.Forever()
	println("dead")
}
`;

const facts = JSON.parse(JSON.stringify(analysed('example.com/lib', LIBRARY, standardLibrary).facts())) as PackageFacts;
const declarations = withLibrary(facts);
const importer = analysed('example.com/app', IMPORTER, declarations);

function typeOfVariable(pkg: Package, name: string): string {
  for (const at of pkg.nodes(Kind.Identifier)) {
    const symbol = pkg.symbolAt(at);
    if (symbol?.name === name && symbol.declaration?.node === at.node) return printType(pkg.typeOfSymbol(symbol));
  }
  return 'no such variable';
}

describe('an importer', () => {
  const TYPES: readonly (readonly [name: string, type: string])[] = [
    ['q', '*example.com/lib.Queue[string]'],
    ['item', 'string'],
    ['ok', 'bool'],
    ['first', 'string'],
    ['other', '[]int'],
    ['err', 'error'],
    ['limit', 'int'],
    ['aliased', '[]string'],
  ];
  for (const [name, type] of TYPES) {
    it(`knows the type of ${name}`, () => {
      assert.equal(typeOfVariable(importer, name), type);
    });
  }

  it('knows promoted methods by where they are declared', () => {
    assert.ok([...importer.callsTo('example.com/lib.(*Base).Lock')].length === 1);
  });

  it('knows that a function never returns', () => {
    for (const name of ['stops', 'loops']) {
      const fn = importer.functionByKey(`example.com/app.${name}`);
      assert.ok(fn !== undefined);
      assert.deepEqual(
        importer.flow(fn).exits.filter(exit => exit.kind === 'end'),
        [],
        name,
      );
    }
  });
});

describe('a test unit', () => {
  it('has every name of its library in scope, unexported ones included', () => {
    const text =
      'package lib\n\nfunc check(q *Queue[bool]) {\n\tsignal := q.closed\n\tpace := q.every\n\t_, _ = signal, pace\n}\n';
    const unit = analysed('example.com/lib', text, declarations, [facts]);
    assert.equal(typeOfVariable(unit, 'signal'), 'chan struct{}');
    assert.equal(typeOfVariable(unit, 'pace'), 'time.Duration');
  });

  it('does not take what it does with a field of its library for all that is done with it', () => {
    const text =
      'package lib\n\ntype own struct{ closed int }\n\n' +
      'func check(q *Queue[bool], o own) {\n\t_ = q.closed\n\t_ = o.closed\n}\n';
    const unit = analysed('example.com/lib', text, declarations, [facts]);
    const cells = [...unit.nodes(Kind.SelectorExpression)].map(at => unit.fields.at(at)?.key);
    assert.deepEqual(cells, [undefined, 'example.com/lib.own.closed']);
  });
});

describe('facts', () => {
  it('are the same after a second round trip', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(facts)), facts);
  });
});
