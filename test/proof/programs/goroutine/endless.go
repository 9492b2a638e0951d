package goroutine

import (
	"context"
	"measure"
	"sync/atomic"
	"time"
)

var loops = []measure.Case{
	leaves(endlessOfOwner, endlessOfOwnerEnded),
	leaves(contextUnused, contextUsed),
	leaves(caseWithoutReturn, caseWithReturn),
	leaves(perRequest, perRequestEnded),
	leaves(twoDeep, twoDeepEnded),
	leaves(defaultSleeps, defaultSleepsEnded),
	leaves(receivesForEver, receivesUntilClosed),
	leaves(switchBreak, switchReturn),
	leaves(retriesForEver, retriesUntilDone),
	leaves(genericLoop, genericLoopEnded),
}

type sampler struct {
	n    atomic.Int64
	quit chan struct{}
}

func (s *sampler) loop() {
	for {
		s.n.Add(1)
		time.Sleep(interval)
	}
}

func (s *sampler) Close() { close(s.quit) }

// endlessOfOwner has a Close that its loop does not notice.
//
//proof:wider endless-goroutine
func endlessOfOwner(context.Context) {
	s := &sampler{quit: make(chan struct{})}
	go s.loop()
	s.Close()
}

type endingSampler struct {
	n    atomic.Int64
	quit chan struct{}
}

func (s *endingSampler) loop() {
	for {
		s.n.Add(1)
		select {
		case <-s.quit:
			return
		case <-time.After(interval):
		}
	}
}

func (s *endingSampler) Close() { close(s.quit) }

//proof:none
func endlessOfOwnerEnded(context.Context) {
	s := &endingSampler{quit: make(chan struct{})}
	go s.loop()
	s.Close()
}

func poll(ctx context.Context, n *atomic.Int64) {
	for {
		n.Add(1)
		time.Sleep(interval)
	}
}

func pollUntilDone(ctx context.Context, n *atomic.Int64) {
	for ctx.Err() == nil {
		n.Add(1)
		time.Sleep(interval)
	}
}

// contextUnused hands a context to a loop that does not use it.
//
//proof:wider endless-goroutine
func contextUnused(ctx context.Context) {
	go poll(ctx, new(atomic.Int64))
}

//proof:none
func contextUsed(ctx context.Context) {
	go pollUntilDone(ctx, new(atomic.Int64))
}

// caseWithoutReturn notes that the context has ended, and goes on.
//
//proof:miss endless-goroutine: a case that goes on without break
func caseWithoutReturn(ctx context.Context) {
	in := make(chan int)
	go func() {
		for {
			select {
			case n := <-in:
				slow(n)
			case <-ctx.Done():
				slow(0)
			}
		}
	}()
	in <- 1
}

//proof:none
func caseWithReturn(ctx context.Context) {
	in := make(chan int, 1)
	go func() {
		for {
			select {
			case n := <-in:
				slow(n)
			case <-ctx.Done():
				slow(0)
				return
			}
		}
	}()
	in <- 1
}

// perRequest starts an endless goroutine for each element of a list.
//
//proof:wider endless-goroutine
func perRequest(context.Context) {
	for i := range 2 {
		go func() {
			for {
				slow(i)
			}
		}()
	}
}

//proof:none
func perRequestEnded(context.Context) {
	for i := range 2 {
		go func() {
			for range 3 {
				slow(i)
			}
		}()
	}
}

type agent struct{ beats atomic.Int64 }

func (a *agent) run() { a.beat() }

func (a *agent) beat() {
	for {
		a.beats.Add(1)
		time.Sleep(interval)
	}
}

func (a *agent) Stop() {}

// twoDeep has the loop two calls deep.
//
//proof:wider endless-goroutine
func twoDeep(context.Context) {
	a := new(agent)
	go a.run()
	a.Stop()
}

type stoppedAgent struct {
	beats   atomic.Int64
	stopped atomic.Bool
}

func (a *stoppedAgent) run() { a.beat() }

func (a *stoppedAgent) beat() {
	for !a.stopped.Load() {
		a.beats.Add(1)
		time.Sleep(interval)
	}
}

func (a *stoppedAgent) Stop() { a.stopped.Store(true) }

//proof:none
func twoDeepEnded(context.Context) {
	a := new(stoppedAgent)
	go a.run()
	a.Stop()
}

// defaultSleeps breaks out of the select alone.
//
//proof:miss endless-goroutine: a default beside the signal
func defaultSleeps(ctx context.Context) {
	go func() {
		for {
			select {
			case <-ctx.Done():
				break
			default:
			}
			time.Sleep(interval)
		}
	}()
}

//proof:none
func defaultSleepsEnded(ctx context.Context) {
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			default:
			}
			time.Sleep(interval)
		}
	}()
}

type mailbox struct{ in chan int }

func (m *mailbox) loop() {
	for {
		n := <-m.in
		slow(n)
	}
}

func (m *mailbox) Close() { close(m.in) }

// receivesForEver receives zeros once its channel is closed.
//
//proof:wider endless-goroutine
func receivesForEver(context.Context) {
	m := &mailbox{make(chan int)}
	go m.loop()
	m.in <- 1
	m.Close()
}

type endingMailbox struct{ in chan int }

func (m *endingMailbox) loop() {
	for n := range m.in {
		slow(n)
	}
}

func (m *endingMailbox) Close() { close(m.in) }

//proof:none
func receivesUntilClosed(context.Context) {
	m := &endingMailbox{make(chan int)}
	go m.loop()
	m.in <- 1
	m.Close()
}

// switchBreak breaks out of a switch in the loop.
//
//proof:miss endless-goroutine: a switch on the error of the context
func switchBreak(ctx context.Context) {
	go func() {
		for {
			switch err := ctx.Err(); {
			case err != nil:
				time.Sleep(interval)
				break
			default:
				slow(1)
			}
		}
	}()
}

//proof:none
func switchReturn(ctx context.Context) {
	go func() {
		for {
			switch err := ctx.Err(); {
			case err != nil:
				time.Sleep(interval)
				return
			default:
				slow(1)
			}
		}
	}()
}

func connect() error { return errFailed }

// retriesForEver continues after each error, whatever the context says.
//
//proof:wider endless-goroutine
func retriesForEver(ctx context.Context) {
	start := func(ctx context.Context) {
		for {
			if err := connect(); err != nil {
				time.Sleep(interval)
				continue
			}
			slow(1)
		}
	}
	go start(ctx)
}

//proof:none
func retriesUntilDone(ctx context.Context) {
	start := func(ctx context.Context) {
		for ctx.Err() == nil {
			if err := connect(); err != nil {
				time.Sleep(interval)
				continue
			}
			slow(1)
		}
	}
	go start(ctx)
}

type pump[T any] struct {
	step func() T
	last atomic.Value
}

func (p *pump[T]) run() {
	for {
		p.last.Store(p.step())
		time.Sleep(interval)
	}
}

func (p *pump[T]) Shutdown() {}

// genericLoop has the loop in a method of a generic type.
//
//proof:wider endless-goroutine
func genericLoop(context.Context) {
	p := &pump[int]{step: func() int { return 1 }}
	go p.run()
	p.Shutdown()
}

type endingPump[T any] struct {
	step func() T
	last atomic.Value
	done chan struct{}
}

func (p *endingPump[T]) run() {
	for {
		select {
		case <-p.done:
			return
		default:
			p.last.Store(p.step())
			time.Sleep(interval)
		}
	}
}

func (p *endingPump[T]) Shutdown() { close(p.done) }

//proof:none
func genericLoopEnded(context.Context) {
	p := &endingPump[int]{step: func() int { return 1 }, done: make(chan struct{})}
	go p.run()
	p.Shutdown()
}
