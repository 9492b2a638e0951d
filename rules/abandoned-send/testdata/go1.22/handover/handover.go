// Package handover hands the channel to a function of its own that receives from it.
package handover

import (
	"context"
	"errors"
	"net/http"
	"time"
)

var errTimeout = errors.New("timeout")

func work() error { return nil }

func waitFor(ctx context.Context, done chan error) error {
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func run(ctx context.Context) error {
	done := make(chan error)
	go func() {
		done <- work() // want "blocks for ever in its send if waitFor returns without receiving from done \\(line 20\\)"
	}()
	return waitFor(ctx, done)
}

func runNamed(ctx context.Context) error {
	done := make(chan error)
	go report(done) // want "if waitFor returns without receiving from done"
	return waitFor(ctx, done)
}

func report(done chan<- error) {
	done <- work()
}

func handler(w http.ResponseWriter, r *http.Request) {
	keepAlive := func(w http.ResponseWriter, r *http.Request, answers chan string) {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-r.Context().Done():
				return
			case <-ticker.C:
				w.Write([]byte(" "))
			case answer := <-answers:
				w.Write([]byte(answer))
				return
			}
		}
	}
	answers := make(chan string)
	switch r.Method {
	case http.MethodGet:
		go func() {
			answers <- "get" // want "blocks for ever in its send if the function returns without receiving from answers"
		}()
	default:
		go func() { answers <- "other" }()
	}
	keepAlive(w, r, answers)
}

// Only one of them is started, and there is room for one.
func handlerWithRoom(w http.ResponseWriter, r *http.Request) {
	answers := make(chan error, 1)
	switch r.Method {
	case http.MethodGet:
		go func() { answers <- nil }()
	default:
		go func() { answers <- errTimeout }()
	}
	waitFor(r.Context(), answers)
}

func runWithRoom(ctx context.Context) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	return waitFor(ctx, done)
}

func take(done chan error) error {
	return <-done
}

func runPatiently() error {
	done := make(chan error)
	go func() { done <- work() }()
	return take(done)
}

// Whether it waits is up to the caller.
func waitIf(wait bool, done chan error) error {
	if !wait {
		return nil
	}
	return <-done
}

func runOrNot(wait bool) error {
	done := make(chan error)
	if wait {
		go func() { done <- work() }()
	}
	return waitIf(wait, done)
}

func tryFor(d time.Duration, done chan error) (bool, error) {
	select {
	case err := <-done:
		return true, err
	case <-time.After(d):
		return false, nil
	}
}

// Asks until it has the value.
func runStubbornly() error {
	done := make(chan error)
	go func() { done <- work() }()
	for {
		if ok, err := tryFor(time.Second, done); ok {
			return err
		}
	}
}

// Asks twice: what comes after the first time is not looked at.
func runTwice(ctx context.Context) error {
	done := make(chan error)
	go func() { done <- work() }()
	if ok, err := tryFor(time.Second, done); ok {
		return err
	}
	return waitFor(ctx, done)
}

// Receives itself if the other one did not.
func runAfterAll() error {
	done := make(chan error)
	go func() { done <- work() }()
	if ok, err := tryFor(time.Second, done); ok {
		return err
	}
	return <-done
}

// The goroutine is only started where nobody waits.
func runInBackground(ctx context.Context, isAsync bool) error {
	done := make(chan error)
	if isAsync {
		go func() { done <- nil }()
		return <-done
	}
	return waitFor(ctx, done)
}

func drain(values chan int) {
	for range values {
	}
}

func produce() {
	values := make(chan int)
	go func() {
		defer close(values)
		for i := range 10 {
			values <- i
		}
	}()
	drain(values)
}

func firstBig(values chan int) int {
	for value := range values {
		if value > 100 {
			return value
		}
	}
	return 0
}

func produceForOne() int {
	values := make(chan int)
	go func() {
		defer close(values)
		for i := 0; ; i++ {
			values <- i // want "once firstBig has returned \\(line 183\\) nobody receives them"
		}
	}()
	return firstBig(values)
}

// A goroutine that waits as well.
func runWatched(ctx context.Context) error {
	done := make(chan error)
	go func() { done <- work() }()
	go func() { <-done }()
	return waitFor(ctx, done)
}
