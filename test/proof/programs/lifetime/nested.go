package lifetime

import (
	"context"
	"measure"
)

// Each program receives 3000 values and holds most at the end of its loop.
var nested = []measure.Case{
	inLoop(valueInRange, valueOfRound),
	inLoop(cancelInLoop, cancelOfRound),
	inLoop(valueInEndlessLoop, valueOfEndlessRound),
	inLoop(helperInRange, helperOfRound),
	inLoop(fieldInRange, fieldOfRound),
}

var rounds = measure.Unit{Name: "bytes", Calls: 1, Read: measure.Grows.Read, Leak: 50_000, Clean: 15_000}

func inLoop(defect, fixed func(<-chan int)) measure.Case {
	return measure.With(rounds, values, defect, fixed)
}

func values() <-chan int {
	const n = 3000
	c := make(chan int, n)
	for i := range n {
		c <- i
	}
	close(c)
	return c
}

type key struct{}

// valueInRange wraps the context of the round before.
//
//proof:want nested-context-in-loop
func valueInRange(in <-chan int) {
	ctx := context.Background()
	for v := range in {
		ctx = context.WithValue(ctx, key{}, v)
		work(ctx)
	}
	measure.Here()
	work(ctx)
}

//proof:none
func valueOfRound(in <-chan int) {
	ctx := context.Background()
	for v := range in {
		ctx := context.WithValue(ctx, key{}, v)
		work(ctx)
	}
	measure.Here()
	work(ctx)
}

// cancelInLoop cancels each round, which does not unwrap it.
//
//proof:want nested-context-in-loop
func cancelInLoop(in <-chan int) {
	ctx := context.Background()
	var cancel context.CancelFunc
	for range in {
		ctx, cancel = context.WithCancel(context.WithoutCancel(ctx))
		work(ctx)
		cancel()
	}
	measure.Here()
	work(ctx)
}

//proof:none
func cancelOfRound(in <-chan int) {
	parent := context.Background()
	for range in {
		ctx, cancel := context.WithCancel(parent)
		work(ctx)
		cancel()
	}
	measure.Here()
	work(parent)
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
		ctx = context.WithValue(ctx, key{}, v)
		work(ctx)
	}
	measure.Here()
	work(ctx)
}

//proof:none
func valueOfEndlessRound(in <-chan int) {
	base := context.Background()
	for {
		v, ok := <-in
		if !ok {
			break
		}
		ctx := context.WithValue(base, key{}, v)
		work(ctx)
	}
	measure.Here()
	work(base)
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
		ctx = withID(ctx, v)
		work(ctx)
	}
	measure.Here()
	work(ctx)
}

//proof:none
func helperOfRound(in <-chan int) {
	ctx := context.Background()
	for v := range in {
		work(withID(ctx, v))
	}
	measure.Here()
	work(ctx)
}

type worker struct{ ctx context.Context }

// fieldInRange wraps the context in a field.
//
//proof:want nested-context-in-loop
func fieldInRange(in <-chan int) {
	w := &worker{context.Background()}
	for v := range in {
		w.ctx = context.WithValue(w.ctx, key{}, v)
		work(w.ctx)
	}
	measure.Here()
	work(w.ctx)
}

type roundWorker struct{ base, ctx context.Context }

//proof:none
func fieldOfRound(in <-chan int) {
	w := &roundWorker{base: context.Background()}
	for v := range in {
		w.ctx = context.WithValue(w.base, key{}, v)
		work(w.ctx)
	}
	measure.Here()
	work(w.ctx)
}
