/**
 * Abandoned sends: which exit leaves a goroutine in its send, and how likely that is.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Package } from '../src/semantic/package.ts';
import { channelNamed, packageOf } from './channel-example.ts';
import { lineOf } from './semantic-answers/place.ts';

/** The line of the exit that leaves the sends to a channel behind. */
function leaving(pkg: Package, name: string): number | undefined {
  const found = pkg.channels.abandonmentOf(channelNamed(pkg, name));
  return found === undefined ? undefined : lineOf(pkg, found.leaves);
}

describe('an abandoned send', () => {
  const abandonment = (body: string) => {
    const pkg = packageOf(`package p
func f(work func() int, stop <-chan bool) int {
	c := make(chan int)
${body}
}`);
    return { pkg, found: pkg.channels.abandonmentOf(channelNamed(pkg, 'c')) };
  };

  it('names the send and the return that leaves it behind', () => {
    const { pkg, found } = abandonment(`	go func() { c <- work() }()
	select {
	case n := <-c:
		return n
	case <-stop:
		return 0
	}`);

    assert.ok(found);
    assert.deepEqual([lineOf(pkg, found.send.place), lineOf(pkg, found.leaves)], [4, 9]);
    assert.deepEqual([found.sends, found.receivesSome, found.isOwn], [1, false, true]);
  });

  it('counts constant rounds, on both sides', () => {
    const enough = abandonment(`	for range 3 {
		go func() { c <- work() }()
	}
	return <-c + <-c + <-c`);
    const tooFew = abandonment(`	for range 3 {
		go func() { c <- work() }()
	}
	return <-c + <-c`);

    assert.equal(enough.found, undefined);
    assert.equal(tooFew.found?.receivesSome, true);
  });

  it('takes the greatest number of sends on one path, not their sum', () => {
    const { found } = abandonment(`	go func() {
		n := work()
		if n < 0 {
			c <- 0
			return
		}
		c <- n
	}()
	return <-c`);

    assert.equal(found, undefined);
  });

  it('does not follow a path that contradicts the condition of the start', () => {
    const { found } = abandonment(`	started := work() > 0
	if started {
		go func() { c <- work() }()
	}
	if started {
		return <-c
	}
	return 0`);

    assert.equal(found, undefined);
  });

  it('names the exit that gives up waiting, else one after work that went wrong', () => {
    const pkg = packageOf(`package p
func f(open func() (*int, error), work func() error) error {
	errs := make(chan error)
	go func() { errs <- work() }()
	p, err := open()
	if err != nil {
		return err
	}
	_ = p
	if err := work(); err != nil {
		return err
	}
	return <-errs
}
func g(open func() (*int, error), work func() error, stop chan int) error {
	answer := make(chan error)
	go func() { answer <- work() }()
	if err := work(); err != nil {
		return err
	}
	select {
	case err := <-answer:
		return err
	case <-stop:
		return nil
	}
}`);

    assert.equal(leaving(pkg, 'errs'), 11);
    assert.equal(leaving(pkg, 'answer'), 25);
  });

  it('is rare in code that runs once, or if an error must happen in what is not seen to run again', () => {
    const pkg = packageOf(`package p
func once(work func() error) error {
	errs := make(chan error)
	go func() { errs <- work() }()
	if err := work(); err != nil {
		return err
	}
	return <-errs
}
func again(work func() error) error {
	results := make(chan error)
	go func() { results <- work() }()
	if err := work(); err != nil {
		return err
	}
	return <-results
}
func loop(work func() error) {
	for {
		_ = again(work)
	}
}
func gives(work func() error, stop chan int) error {
	answer := make(chan error)
	go func() { answer <- work() }()
	select {
	case err := <-answer:
		return err
	case <-stop:
		return nil
	}
}
func init() {
	status := make(chan int)
	go func() { status <- 1 }()
	select {
	case <-status:
	default:
	}
}`);
    const rare = ['errs', 'results', 'answer', 'status'].map(
      name => pkg.channels.abandonmentOf(channelNamed(pkg, name))?.isRare,
    );

    assert.deepEqual(rare, [true, false, false, true]);
  });

  it('is rare in a callback that code which runs once hands over', () => {
    const pkg = packageOf(`package p
import "sync"
func init() {
	var group sync.WaitGroup
	group.Go(func() {
		status := make(chan int)
		go func() { status <- 1 }()
		select {
		case <-status:
		default:
		}
	})
}`);

    assert.equal(pkg.channels.abandonmentOf(channelNamed(pkg, 'status'))?.isRare, true);
  });

  it('is rare if several goroutines must fail for more values than the channel holds', () => {
    const pkg = packageOf(`package p
func copies(up, down func() error, stop chan int) {
	errs := make(chan error, 1)
	go func() {
		if err := up(); err != nil {
			errs <- err
		}
	}()
	go func() {
		if err := down(); err != nil {
			errs <- err
		}
	}()
	select {
	case <-errs:
	case <-stop:
	}
}`);

    assert.equal(pkg.channels.abandonmentOf(channelNamed(pkg, 'errs'))?.isRare, true);
  });

  it('is none where the sender waits for requests of the same function', () => {
    const { found } = abandonment(`	in := make(chan int)
	go func() {
		for n := range in {
			c <- n
		}
	}()
	for i := 0; i < work(); i++ {
		in <- i
		if <-c > 2 {
			break
		}
	}
	close(in)
	return 0`);

    assert.equal(found, undefined);
  });
});
