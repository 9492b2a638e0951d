package app

import (
	"context"
	"sync"
	"time"
)

func use(...any) {}

// A receive to which nothing can come.
func noSender() {
	done := make(chan int)
	go use(1)
	<-done // waits: no-sender
	use(2)
}

func closed() {
	done := make(chan int)
	go close(done)
	<-done // waits: no
	use(2)
}

func alternative(ctx context.Context) {
	done := make(chan int)
	select {
	case <-done: // waits: no
	case <-ctx.Done():
	}
	use(2)
}

func handedOn(f func(chan int)) {
	done := make(chan int)
	f(done)
	<-done // waits: no
	use(2)
}

func onNil() {
	var done chan int
	<-done // waits: nil
	use(2)
}

// A timer that never sends.
func timers(d time.Duration) {
	one := time.NewTimer(d)
	if one.Stop() {
		<-one.C // waits: stopped
	}
	two := time.NewTimer(d)
	if !two.Stop() {
		<-two.C // waits: no
	}
	three := time.AfterFunc(d, func() {})
	<-three.C // waits: no-channel
}

// Answers that nobody waits for.
type request struct{ answer chan int }

type server struct {
	requests chan request
	buffered chan request
	quit     chan struct{}
}

func (s *server) ask(ctx context.Context) int {
	answer := make(chan int) // unanswered: yes
	s.requests <- request{answer}
	select {
	case n := <-answer:
		return n
	case <-ctx.Done():
		return 0
	}
}

func (s *server) askWithRoom(ctx context.Context) int {
	answer := make(chan int, 1) // unanswered: no
	s.requests <- request{answer}
	select {
	case n := <-answer:
		return n
	case <-ctx.Done():
		return 0
	}
}

func (s *server) askAndWait() int {
	answer := make(chan int) // unanswered: no
	s.requests <- request{answer}
	return <-answer
}

func (s *server) serve() {
	for r := range s.requests {
		r.answer <- 1
	}
}

// A producer that cannot be told to stop, of a channel that its maker gives away.
func count(n int) <-chan int {
	out := make(chan int) // deaf: left by a caller
	go func() {
		defer close(out)
		for i := range n {
			out <- i
		}
	}()
	return out
}

func first(n int) int {
	for i := range count(n) {
		if i > 2 {
			return i
		}
	}
	return 0
}

func countAll(n int) <-chan int {
	out := make(chan int) // deaf: no
	go func() {
		defer close(out)
		for i := range n {
			out <- i
		}
	}()
	return out
}

func sum(n int) (total int) {
	for i := range countAll(n) {
		total += i
	}
	return total
}

// Wait groups that are never done.
func skipped(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			if name == "" {
				return
			}
			use(name)
			wg.Done() // undone: skipped
		}()
	}
	wg.Wait()
}

func surplus() {
	var wg sync.WaitGroup
	wg.Add(2) // undone: surplus
	go func() {
		defer wg.Done()
		use(1)
	}()
	wg.Wait()
}

func done(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1) // undone: no
		go func() {
			defer wg.Done() // undone: no
			use(name)
		}()
	}
	wg.Wait()
}

// A case that is never taken, where nothing else lets the goroutine go but a signal of the callers.
func neverTaken(ctx context.Context) {
	done := make(chan int)
	go func() {
		select {
		case <-done: // waits: dead-case
		case <-ctx.Done():
		}
	}()
	use(2)
}

func takenOther(n chan int) {
	done := make(chan int)
	go func() {
		select {
		case <-done: // waits: no
		case <-n:
		}
	}()
	use(2)
}

// A goroutine that receives until a signal of the callers comes.
func receiverLeaves(ctx context.Context, values []int) {
	out := make(chan int) // stranded: by ctx.Done()
	go func() {
		for {
			select {
			case n := <-out:
				use(n)
			case <-ctx.Done():
				return
			}
		}
	}()
	for _, n := range values {
		out <- n
	}
}

func receiverIsTold(values []int) {
	out := make(chan int) // stranded: no
	quit := make(chan struct{})
	go func() {
		for {
			select {
			case n := <-out:
				use(n)
			case <-quit:
				return
			}
		}
	}()
	for _, n := range values {
		out <- n
	}
	close(quit)
}

type command interface {
	Context() context.Context
	Show(output any)
}

// What has a context can tell a producer to stop.
func shown(c command, n int) {
	out := make(chan int) // deaf: to c
	c.Show((<-chan int)(out))
	use(c.Context())
	go func() {
		for i := range n {
			out <- i
		}
	}()
}

func shownWithoutContext(c interface{ Show(output any) }, n int) {
	out := make(chan int) // deaf: no
	c.Show((<-chan int)(out))
	go func() {
		for i := range n {
			out <- i
		}
	}()
}
