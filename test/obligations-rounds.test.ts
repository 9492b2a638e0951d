/**
 * How often loops go round, told from made-up functions with a single loop.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isInEndingLoops, maximumRounds, maximumRoundsAround } from '../src/rule/regions.ts';
import type { Place } from '../src/semantic/package.ts';
import { Kind } from '../src/syntax/kinds.ts';
import { packageOf } from './semantic-fixture.ts';

/** The package with this code, and its loops in source order. */
function loopsOf(code: string): { pkg: ReturnType<typeof packageOf>; loops: Place[] } {
  const pkg = packageOf('p', { 'p.go': `package p\n${code}` });
  return { pkg, loops: [...pkg.nodes(Kind.ForStatement)] };
}

/** The rounds of the last loop of the code. */
function rounds(code: string): number | undefined {
  const { pkg, loops } = loopsOf(code);
  const loop = loops.at(-1);
  assert.ok(loop);
  return maximumRounds(pkg, loop);
}

/** Of a loop in the body of `f(xs []int, n int)`, where n is never given. */
const roundsIn = (body: string): number | undefined => rounds(`func F(xs []int, n int) {\n${body}\n}`);

describe('the greatest number of rounds', () => {
  it('is that of a constant, a literal or an array', () => {
    assert.equal(roundsIn('for i := 0; i < 5; i++ {}'), 5);
    assert.equal(roundsIn('for i := 1; i <= 5; i++ {}'), 5);
    assert.equal(roundsIn('for i := 5; i > 0; i-- {}'), 5);
    assert.equal(roundsIn('for range 7 {}'), 7);
    assert.equal(roundsIn('for range []int{1, 2, 3} {}'), 3);
    assert.equal(roundsIn('var a [6]int\nfor range a {}'), 6);
    assert.equal(roundsIn('for range xs[:8] {}'), 8);
    assert.equal(roundsIn('for range make([]int, 9) {}'), 9);
  });

  it('is the greatest that a variable ever holds', () => {
    assert.equal(roundsIn('k := 3\nif n > 0 { k = 8 }\nfor i := 0; i < k; i++ {}'), 8);
    assert.equal(roundsIn('k := 3\nk++\nfor i := 0; i < k; i++ {}'), undefined);
    assert.equal(roundsIn('k := 3\np := &k\n*p = 9\nfor range k {}'), undefined);
    assert.equal(rounds('var names = []string{"a", "b"}\nfunc f() { for range names {} }'), 2);
    assert.equal(
      rounds(
        'var names = []string{"a"}\nfunc g(x string) { names = append(names, x) }\nfunc f() { for range names {} }',
      ),
      undefined,
    );
    assert.equal(rounds('var Names = []string{"a", "b"}\nfunc f() { for range Names {} }'), undefined);
  });

  it('is what all calls of an unexported function pass', () => {
    assert.equal(rounds('func g() { f(2); f(4) }\nfunc f(k int) { for i := 0; i < k+1; i++ {} }'), 5);
    assert.equal(rounds('func g(x int) { f(2); f(x) }\nfunc f(k int) { for range k {} }'), undefined);
    assert.equal(rounds('var h = f\nfunc g() { f(2) }\nfunc f(k int) { for range k {} }'), undefined);
    assert.equal(rounds('func g() { F(2) }\nfunc F(k int) { for range k {} }'), undefined);
  });

  it('is the limit up to which a slice is filled', () => {
    const fill = (appended: string): string =>
      `var got []int\nfor n > 0 && len(got) < 6 { got = append(got, ${appended}) }\nfor range got {}`;
    assert.equal(roundsIn(fill('1')), 6);
    assert.equal(roundsIn(fill('1, 2')), 7);
    assert.equal(roundsIn(fill('xs...')), undefined);
  });

  it('is unknown of a map that gets more elements', () => {
    assert.equal(roundsIn('m := map[int]int{1: 1}\nfor range m {}'), 1);
    assert.equal(roundsIn('m := map[int]int{1: 1}\nm[n] = 2\nfor range m {}'), undefined);
  });

  it('is the product of all loops around a node', () => {
    const { pkg, loops } = loopsOf('func f() { for range 3 { for range 4 { println() } } }\n');
    const [call] = pkg.calls;
    assert.equal(loops.length, 2);
    assert.ok(call?.caller);
    assert.equal(maximumRoundsAround(pkg, call.caller, call.place), 12);
  });
});

describe('a loop', () => {
  const ends = (signature: string, loop: string): boolean => {
    const { pkg } = loopsOf(`func f${signature} {\n${loop}\n}`);
    const [call] = pkg.callsNamed('println');
    assert.ok(call?.caller);
    return isInEndingLoops(pkg, call.caller, call.place);
  };

  it('is made to end if it counts or walks through a collection', () => {
    assert.equal(ends('(xs []int)', 'for range xs { println() }'), true);
    assert.equal(ends('(n int)', 'for i := 0; i < n; i++ { println() }'), true);
  });

  it('may serve for ever if it waits', () => {
    assert.equal(ends('()', 'for { println() }'), false);
    assert.equal(ends('(jobs chan int)', 'for range jobs { println() }'), false);
    assert.equal(ends('(next func() bool)', 'for next() { println() }'), false);
  });

  it('is made to end if it returns what it looks for', () => {
    assert.equal(ends('(c chan int) (int, bool)', 'for { println(); if v := <-c; v > 0 { return v, true } }'), true);
    assert.equal(ends('(c chan error) error', 'for { println(); if err := <-c; err != nil { return err } }'), false);
    assert.equal(ends('(c chan int) bool', 'for { println(); if <-c > 0 { return false } }'), false);
  });

  it('of an unknown type is a collection if it has two names', () => {
    assert.equal(ends('(x missing)', 'for _, v := range x { println(v) }'), true);
    assert.equal(ends('(x missing)', 'for v := range x { println(v) }'), false);
  });
});
