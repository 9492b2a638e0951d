/**
 * The channel model: what it knows of each channel, and what it says may block for ever.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isLocal } from '../src/semantic/channels/channel.ts';
import { isBare } from '../src/semantic/channels/operation.ts';
import type { Package, Place } from '../src/semantic/package.ts';
import { channelNamed, packageOf } from './channel-example.ts';
import { lineOf } from './semantic-answers/place.ts';

const lines = (pkg: Package, operations: readonly { readonly place: Place }[]): number[] =>
  operations.map(({ place }) => lineOf(pkg, place));

describe('a channel', () => {
  it('is made with a constant capacity, one known later, or not at all', () => {
    const pkg = packageOf(`package p
const Size = 2
func f(n int) {
	a := make(chan int)
	b := make(chan int, Size+1)
	c := make(chan int, n)
	var d chan int
	_, _, _, _ = a, b, c, d
}`);

    const { kind } = channelNamed(pkg, 'c').capacity;
    assert.deepEqual(channelNamed(pkg, 'a').capacity, { kind: 'constant', value: 0 });
    assert.deepEqual(channelNamed(pkg, 'b').capacity, { kind: 'constant', value: 3 });
    assert.equal(kind, 'expression');
    assert.deepEqual(channelNamed(pkg, 'd').capacity, { kind: 'nil' });
  });

  it('gathers its operations through aliases, captures, parameters and conversions', () => {
    const pkg = packageOf(`package p
func f() {
	c := make(chan int, 1)
	in := (<-chan int)(c)
	go func() { c <- 1 }()
	send(c)
	<-in
	for range in {
	}
	defer close(c)
}
func send(out chan<- int) { out <- 2 }`);
    const channel = channelNamed(pkg, 'c');

    assert.deepEqual(lines(pkg, channel.sends), [5, 12]);
    assert.deepEqual(lines(pkg, channel.receives), [7]);
    assert.deepEqual(lines(pkg, channel.ranges), [8]);
    assert.deepEqual(
      channel.closes.map(({ deferred }) => deferred),
      [true],
    );
    assert.equal(isLocal(channel), true);
  });

  it('gathers what is done through an unexported field, and is then not local', () => {
    const pkg = packageOf(`package p
type s struct{ c chan int }
func f() *s {
	x := &s{c: make(chan int)}
	return x
}
func (x *s) put() { x.c <- 1 }
func (x *s) end() { d := x.c; close(d) }`);
    const channel = channelNamed(pkg, 'c');

    assert.deepEqual([lines(pkg, channel.sends), lines(pkg, channel.closes)], [[7], [8]]);
    assert.equal(isLocal(channel), false);
  });

  it('escapes where it is returned, stored or handed to unknown code', () => {
    const pkg = packageOf(`package p
var hook func(chan int)
func f(m map[string]chan int) chan int {
	a := make(chan int)
	b := make(chan int)
	c := make(chan int)
	m["b"] = b
	hook(c)
	return a
}`);

    for (const name of ['a', 'b', 'c']) assert.equal(channelNamed(pkg, name).escapes.length, 1, name);
  });

  it('knows the alternatives of a select, and that one of them alone is none', () => {
    const pkg = packageOf(`package p
func f(stop chan bool) {
	c := make(chan int)
	select {
	case c <- 1:
	case <-stop:
		c <- 2
	default:
	}
	select {
	case c <- 3:
	}
}`);
    const [guarded, inBody, alone] = channelNamed(pkg, 'c').sends;

    assert.ok(guarded?.choice && inBody && alone);
    assert.deepEqual([guarded.choice.others.length, guarded.choice.hasDefault], [1, true]);
    assert.deepEqual([guarded, inBody, alone].map(isBare), [false, true, true]);
  });

  it('is found again at any expression that denotes it', () => {
    const pkg = packageOf(`package p
func f() {
	c := make(chan int)
	d := c
	<-d
}`);
    const [receive] = channelNamed(pkg, 'c').receives;

    assert.ok(receive);
    assert.deepEqual(pkg.channels.at(receive.channel), [channelNamed(pkg, 'c')]);
  });
});

describe('the channel model', () => {
  it('answers for functions that call each other without end', () => {
    const pkg = packageOf(`package p
func f() {
	c := make(chan int)
	go ping(c)
	<-c
}
func ping(c chan int) { c <- 1; pong(c) }
func pong(c chan int) { c <- 2; ping(c) }`);

    const channel = channelNamed(pkg, 'c');
    assert.equal(pkg.channels.abandonmentOf(channel)?.receivesSome, true);
    assert.equal(pkg.channels.unclosedRangeOf(channel), undefined);
  });

  it('answers for code that does not compile', () => {
    const pkg = packageOf(`package p
func f() {
	c := make(chan)
	c <-
	go func() { c <- }()
	select { case <-c: case c <- : default }
	for range c
	close()
}`);

    for (const channel of pkg.channels.all) {
      pkg.channels.abandonmentOf(channel);
      pkg.channels.certainBlockOf(channel);
      pkg.channels.unclosedRangeOf(channel);
    }
    assert.deepEqual([...pkg.channels.unguardedSends()], []);
  });
});
