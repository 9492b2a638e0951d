package lifetime

import (
	"context"
	"measure"
)

// Each program receives many values and holds most in the last round of its loop.
var nested = []measure.Case{
	inLoop(valueInRange, valueOfRound),
	inLoop(cancelInLoop, cancelOfRound),
	inLoop(valueInEndlessLoop, valueOfEndlessRound),
	inLoop(helperInRange, helperOfRound),
	inLoop(fieldInRange, fieldOfRound),
}

// rounds counts bytes in the last round, of which the channel has 24 000.
var rounds = measure.Unit{Name: "bytes", Calls: 1, Read: measure.Grows.Read, Leak: 100_000, Clean: 40_000}

func inLoop(defect, fixed func(<-chan int)) measure.Case {
	return measure.With(rounds, values, defect, fixed)
}

func values() <-chan int {
	c := make(chan int, last+1)
	for i := range last + 1 {
		c <- i
	}
	close(c)
	return c
}

const last = 2999

// atEnd measures in the last round.
func atEnd(v int) {
	if v == last {
		measure.Here()
	}
}

type key struct{}

// valueInRange wraps the context of the round before.
//
//proof:want nested-context-in-loop
func valueInRange(in <-chan int) {
	ctx := context.Background()
	for v := range in {
		atEnd(v)
		ctx = context.WithValue(ctx, key{}, v)
		work(ctx)
	}
}

//proof:none
func valueOfRound(in <-chan int) {
	ctx := context.Background()
	for v := range in {
		atEnd(v)
		ctx := context.WithValue(ctx, key{}, v)
		work(ctx)
	}
}

// cancelInLoop cancels each round, which does not unwrap it.
//
//proof:want nested-context-in-loop
func cancelInLoop(in <-chan int) {
	ctx := context.Background()
	var cancel context.CancelFunc
	for v := range in {
		atEnd(v)
		ctx, cancel = context.WithCancel(context.WithoutCancel(ctx))
		work(ctx)
		cancel()
	}
}

//proof:none
func cancelOfRound(in <-chan int) {
	parent := context.Background()
	for v := range in {
		atEnd(v)
		ctx, cancel := context.WithCancel(parent)
		work(ctx)
		cancel()
	}
}

// valueInEndlessLoop receives until the channel is closed.
//
//proof:want nested-context-in-loop
func valueInEndlessLoop(in <-chan int) {
	ctx := context.Background()
	for {
		v, ok := <-in
		if !ok {
			break
		}
		atEnd(v)
		ctx = context.WithValue(ctx, key{}, v)
		work(ctx)
	}
}

//proof:none
func valueOfEndlessRound(in <-chan int) {
	base := context.Background()
	for {
		v, ok := <-in
		if !ok {
			break
		}
		atEnd(v)
		ctx := context.WithValue(base, key{}, v)
		work(ctx)
	}
}

func withID(ctx context.Context, id int) context.Context {
	return context.WithValue(ctx, key{}, id)
}

// helperInRange wraps by a function of the package.
//
//proof:want nested-context-in-loop
func helperInRange(in <-chan int) {
	ctx := context.Background()
	for v := range in {
		atEnd(v)
		ctx = withID(ctx, v)
		work(ctx)
	}
}

//proof:none
func helperOfRound(in <-chan int) {
	ctx := context.Background()
	for v := range in {
		atEnd(v)
		work(withID(ctx, v))
	}
}

type worker struct{ ctx context.Context }

// fieldInRange wraps the context in a field.
//
//proof:miss nested-context-in-loop: contexts in fields are not followed
func fieldInRange(in <-chan int) {
	w := &worker{context.Background()}
	for v := range in {
		atEnd(v)
		w.ctx = context.WithValue(w.ctx, key{}, v)
		work(w.ctx)
	}
}

type roundWorker struct{ base, ctx context.Context }

//proof:none
func fieldOfRound(in <-chan int) {
	w := &roundWorker{base: context.Background()}
	for v := range in {
		atEnd(v)
		w.ctx = context.WithValue(w.base, key{}, v)
		work(w.ctx)
	}
}
