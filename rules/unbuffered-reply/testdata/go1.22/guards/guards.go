// Package guards holds requests whose answers never block, or not for ever.
package guards

import (
	"context"
	"time"
)

// want nothing: every answer is received, can be left, or is taken back

type request struct {
	id    int
	reply chan int
}

type server struct {
	requests chan request
	aborts   chan int
	quit     chan struct{}
}

// The requester always receives.
func (s *server) ask() int {
	reply := make(chan int)
	s.requests <- request{reply: reply}
	return <-reply
}

// It receives in the end.
func (s *server) askPatiently(ctx context.Context) int {
	reply := make(chan int)
	s.requests <- request{reply: reply}
	select {
	case n := <-reply:
		return n
	case <-ctx.Done():
		<-reply
		return 0
	}
}

// The other case goes round to wait again.
func (s *server) askWithLog(log func(string)) int {
	reply := make(chan int)
	s.requests <- request{reply: reply}
	for {
		select {
		case n := <-reply:
			return n
		case <-time.After(time.Second):
			log("still waiting")
		}
	}
}

// Somebody else receives the rest.
func (s *server) askAndDrain(ctx context.Context) int {
	reply := make(chan int)
	s.requests <- request{reply: reply}
	select {
	case n := <-reply:
		return n
	case <-ctx.Done():
		go func() { <-reply }()
		return 0
	}
}

// The request is taken back.
func (s *server) askAndAbort(ctx context.Context) int {
	r := request{id: 1, reply: make(chan int)}
	s.requests <- r
	select {
	case n := <-r.reply:
		return n
	case <-ctx.Done():
		s.abort(r)
		return 0
	}
}

func (s *server) abort(r request) { s.aborts <- r.id }

// Nothing was asked yet when it gives up.
func (s *server) giveUp(ctx context.Context) int {
	reply := make(chan int)
	select {
	case s.requests <- request{reply: reply}:
	case <-ctx.Done():
		return 0
	}
	return <-reply
}

func (s *server) run() {
	for {
		select {
		case r := <-s.requests:
			r.reply <- r.id
		case <-s.aborts:
		case <-s.quit:
			return
		}
	}
}

// The answer is given up as well.
type careful struct {
	requests chan question
	quit     chan struct{}
}

type question struct {
	ctx   context.Context
	reply chan int
}

func (c *careful) ask(ctx context.Context) int {
	reply := make(chan int)
	c.requests <- question{ctx, reply}
	select {
	case n := <-reply:
		return n
	case <-ctx.Done():
		return 0
	}
}

func (c *careful) run() {
	for q := range c.requests {
		select {
		case q.reply <- 1:
		case <-q.ctx.Done():
		}
	}
}

// Who answers is not in sight.
type remote struct{ queue chan<- task }

type task struct{ reply chan int }

func (r *remote) ask(ctx context.Context) int {
	reply := make(chan int)
	r.queue <- task{reply}
	select {
	case n := <-reply:
		return n
	case <-ctx.Done():
		return 0
	}
}

// Another queue is served.
type pair struct {
	first, second chan task
	inner         chan task
}

func (p *pair) ask(ctx context.Context) int {
	reply := make(chan int)
	p.first <- task{reply}
	select {
	case n := <-reply:
		return n
	case <-ctx.Done():
		return 0
	}
}

func (p *pair) run() {
	for t := range p.second {
		t.reply <- 1
	}
}

// Another function takes the answers that were left.
type shared struct {
	asked, left chan order
}

type order struct{ reply chan int }

func (s *shared) run() {
	for o := range s.asked {
		o.reply <- 1
	}
}

func (s *shared) ask(ctx context.Context) int {
	o := order{make(chan int)}
	s.asked <- o
	s.left <- o
	select {
	case n := <-o.reply:
		return n
	case <-ctx.Done():
		return 0
	}
}

func (s *shared) collect() {
	for o := range s.left {
		<-o.reply
	}
}

// The goroutine that answers looks at the signal as well.
func localSelected(ctx context.Context) int {
	requests := make(chan chan int)
	go func() {
		for reply := range requests {
			select {
			case reply <- 1:
			case <-ctx.Done():
			}
		}
	}()
	reply := make(chan int)
	requests <- reply
	select {
	case n := <-reply:
		return n
	case <-ctx.Done():
		return 0
	}
}
