/**
 * What is declared twice, by files of two builds in one package or in code that does not compile, is unknown: which
 * declaration holds cannot be told.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, expectationsIn, packageOf } from './semantic-fixture.ts';

const USER = `package app

type client struct{}

func serve(r request, c *client) {
	_ = retries  // definition: unknown
	_ = attempts // definition: global of line 9
	_ = limit    // constant: undefined
	_ = r        // type: ?
	_ = r.id     // type: ?
	_ = dial()   // type: ?
	_ = dial()   // callee: unknown
	_ = c.send() // type: ?
	_ = c.send() // callee: unknown
	_ = c.name() // type: string
}
`;

const ONE_BUILD = `package app

type request struct{ id int }

const limit = 1

var retries int

var attempts = 3

func dial() *client           { return nil }
func (c *client) send() int   { return 0 }
func (c *client) name() string { return "" }
`;

const OTHER_BUILD = `package app

type request struct{ name string }

const limit = "1"

var retries = 2

func dial() error              { return nil }
func (c *client) send() error  { return nil }
`;

describe('declared twice', () => {
  const pkg = packageOf('example.com/app', {
    'user.go': USER,
    'one_linux.go': ONE_BUILD,
    'other_windows.go': OTHER_BUILD,
  });

  for (const expectation of expectationsIn(USER)) {
    it(`line ${expectation.line}: ${expectation.subject}`, () => {
      assert.equal(answer(pkg, expectation), expectation.expected);
    });
  }

  it('is no fact for importers', () => {
    const { types, functions, variables, constants } = pkg.facts();
    assert.deepEqual([types, functions, variables, constants].map(Object.keys), [
      ['client'],
      ['serve'],
      ['attempts'],
      [],
    ]);
    assert.deepEqual(
      Object.values(types).map(({ methods = {} }) => Object.keys(methods)),
      [['name']],
    );
  });
});
