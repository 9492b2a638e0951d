// Package several holds channels that get more values than are received.
package several

import (
	"context"
	"net"
	"sync"
)

// The first error is enough, so the other goroutine is left behind.
func both(first, second func() error) error {
	errs := make(chan error)
	go func() { errs <- first() }() // want "2 values are sent to errs, but both can return \\(line 17\\)"
	go func() { errs <- second() }()
	for i := 0; i < 2; i++ {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

// Only one of many answers is received.
func fastest(mirrors []string, fetch func(string) string) string {
	answers := make(chan string)
	for _, mirror := range mirrors {
		go func() { answers <- fetch(mirror) }() // want "each goroutine that is started here sends to answers"
	}
	return <-answers
}

// A capacity of one does not hold three.
func tooSmall(check func(int) error) error {
	errs := make(chan error, 1)
	for i := range 3 {
		go func() { errs <- check(i) }() // want "to errs"
	}
	return <-errs
}

// After the error a second value is sent: a return is missing.
func double(work func() error) error {
	done := make(chan error)
	go func() {
		err := work()
		if err != nil {
			done <- err // want "2 values are sent to done"
		}
		done <- nil
	}()
	return <-done
}

// The consumer leaves the loop, the producer does not know.
func find(names []string, wanted string) bool {
	stream := make(chan string)
	go func() {
		defer close(stream)
		for _, name := range names {
			stream <- name // want "once find has returned \\(line 65\\) nobody receives"
		}
	}()
	for name := range stream {
		if name == wanted {
			return true
		}
	}
	return false
}

// The listener goes on accepting after the server has gone.
func serve(ctx context.Context, listener net.Listener, handle func(net.Conn)) error {
	conns := make(chan net.Conn)
	failed := make(chan error, 1)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				failed <- err
				return
			}
			conns <- conn // want "nobody receives"
		}
	}()
	for {
		select {
		case conn := <-conns:
			handle(conn)
		case err := <-failed:
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// What is received may be what the guarded send sent.
func mixed(ctx context.Context, jobs []func() (int, error), run func(context.Context, []func() (int, error), func(int)) error) error {
	type result struct {
		n   int
		err error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	results := make(chan result)
	go func() {
		err := run(ctx, jobs, func(n int) {
			select {
			case results <- result{n: n}:
			case <-ctx.Done():
			}
		})
		if err != nil {
			results <- result{err: err} // want "if mixed returns"
		}
		close(results)
	}()
	for r := range results {
		if r.err != nil || r.n < 0 {
			return r.err
		}
	}
	return nil
}

// As many receives as sends, in a loop that always ends by itself.
func counted(checks []func() error) (failures int) {
	errs := make(chan error)
	for _, check := range checks {
		go func() { errs <- check() }()
	}
	for range checks {
		if err := <-errs; err != nil {
			failures++
		}
	}
	return failures
}

// Room for all, by the same length.
func roomForAll(checks []func() error) error {
	errs := make(chan error, len(checks))
	for _, check := range checks {
		go func() { errs <- check() }()
	}
	for range checks {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

// Closed by the one who has waited for all senders.
func collected(mirrors []string, fetch func(string) string) []string {
	answers := make(chan string)
	var wg sync.WaitGroup
	for _, mirror := range mirrors {
		wg.Add(1)
		go func() {
			defer wg.Done()
			answers <- fetch(mirror)
		}()
	}
	go func() {
		wg.Wait()
		close(answers)
	}()
	var all []string
	for answer := range answers {
		all = append(all, answer)
	}
	return all
}

// Which of two constant-bounded loops is longer is not compared.
func fewerRounds(check func(int) error) {
	errs := make(chan error)
	for i := range 3 {
		go func() { errs <- check(i) }() // miss "errs"
	}
	for range 2 {
		<-errs
	}
}

type line struct {
	text string
	err  error
}

// The producer goes on after an error, the consumer does not.
func firstError(names []string, read func(string) (string, error), print func(string)) error {
	lines := make(chan line)
	go func() {
		defer close(lines)
		for _, name := range names {
			text, err := read(name)
			lines <- line{text: text, err: err} // want "values are sent to lines again and again"
		}
	}()
	for l := range lines {
		if l.err != nil {
			return l.err
		}
		print(l.text)
	}
	return nil
}

// The producer sends its error last, but the consumer leaves for another reason.
func written(names []string, read func(string) (string, error), write func(string) error) error {
	lines := make(chan line)
	go func() {
		defer close(lines)
		for _, name := range names {
			text, err := read(name)
			if err != nil {
				lines <- line{err: err} // want "values are sent to lines again and again"
				return
			}
			lines <- line{text: text}
		}
	}()
	for l := range lines {
		if err := write(l.text); err != nil {
			return err
		}
	}
	return nil
}
