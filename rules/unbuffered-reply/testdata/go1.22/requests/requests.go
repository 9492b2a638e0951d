// Package requests holds requests whose answers can be left behind.
package requests

import (
	"context"
	"errors"
	"time"
)

var errTimeout = errors.New("timeout")

// doc:bad
type query struct {
	key    string
	answer chan string
}

type store struct {
	queries chan query
	values  map[string]string
}

func (s *store) get(ctx context.Context, key string) (string, error) {
	answer := make(chan string) // want "if get stops waiting for the answer .line 29., nobody receives from answer, and serve blocks for ever"
	s.queries <- query{key: key, answer: answer}
	select {
	case value := <-answer:
		return value, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (s *store) serve() {
	for q := range s.queries {
		q.answer <- s.values[q.key]
	}
}

// doc:end

// doc:good
func (s *store) getSafely(ctx context.Context, key string) (string, error) {
	answer := make(chan string, 1)
	s.queries <- query{key: key, answer: answer}
	select {
	case value := <-answer:
		return value, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// doc:end

// The request is built field by field, the queue guarded as well, and the answer given by a helper.
type operation struct {
	name string
	done chan error
}

type worker struct {
	operations chan *operation
	quit       chan struct{}
}

func (w *worker) do(name string, timeout time.Duration) error {
	op := new(operation)
	op.name = name
	op.done = make(chan error) // want "and handle blocks for ever"
	select {
	case w.operations <- op:
	case <-w.quit:
		return nil
	}
	select {
	case err := <-op.done:
		return err
	case <-time.After(timeout):
		return errTimeout
	}
}

func (w *worker) run() {
	for {
		select {
		case op := <-w.operations:
			w.handle(op)
		case <-w.quit:
			return
		}
	}
}

func (w *worker) handle(op *operation) {
	time.Sleep(time.Second)
	op.done <- nil
}

// The channel itself is the request.
type counter struct {
	asked chan chan int
	quit  chan struct{}
}

func (c *counter) count(ctx context.Context) int {
	reply := make(chan int) // want "nobody receives from reply"
	c.asked <- reply
	select {
	case n := <-reply:
		return n
	case <-ctx.Done():
		return 0
	}
}

func (c *counter) run() {
	n := 0
	for {
		select {
		case reply := <-c.asked:
			n++
			reply <- n
		case <-c.quit:
			return
		}
	}
}

// Only when the object is told to stop.
type session struct {
	ctx   context.Context
	wants chan want
}

type want struct {
	key  string
	resp chan bool
}

func (s *session) isWanted(key string) bool {
	resp := make(chan bool) // want "if isWanted stops waiting"
	s.wants <- want{key, resp}
	select {
	case yes := <-resp:
		return yes
	case <-s.ctx.Done():
		return false
	}
}

func (s *session) run(ctx context.Context, keys map[string]bool) {
	for {
		select {
		case w := <-s.wants:
			w.resp <- keys[w.key]
		case <-ctx.Done():
			return
		}
	}
}

// An exported field is not followed.
type Exported struct {
	Answer chan int
}

type exporter struct{ requests chan Exported }

func (e *exporter) ask(ctx context.Context) int {
	answer := make(chan int) // miss "nobody receives from answer"
	e.requests <- Exported{Answer: answer}
	select {
	case n := <-answer:
		return n
	case <-ctx.Done():
		return 0
	}
}

func (e *exporter) run() {
	for r := range e.requests {
		r.Answer <- 1
	}
}

// Two methods make requests of one type.
type gauge struct{ asked chan amount }

type amount struct {
	key   string
	reply chan int
}

func (c *gauge) run() {
	for a := range c.asked {
		a.reply <- len(a.key)
	}
}

func (c *gauge) get(ctx context.Context, key string) int {
	a := amount{key, make(chan int)} // want "if get stops waiting .* run blocks for ever"
	c.asked <- a
	select {
	case n := <-a.reply:
		return n
	case <-ctx.Done():
		return 0
	}
}

func (c *gauge) wait(key string) int {
	a := amount{key, make(chan int)}
	c.asked <- a
	return <-a.reply
}

// The goroutine that answers is started here as well.
func local(ctx context.Context, stop <-chan struct{}) int {
	requests := make(chan chan int)
	go func() {
		for {
			select {
			case reply := <-requests:
				reply <- 1
			case <-stop:
				return
			}
		}
	}()
	reply := make(chan int) // want "if local stops waiting"
	requests <- reply
	select {
	case n := <-reply:
		return n
	case <-ctx.Done():
		return 0
	}
}
