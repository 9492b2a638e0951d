// Package timeout holds results that are sent after the one who waited for them has gone.
package timeout

import (
	"context"
	"errors"
	"os/exec"
	"time"
)

var errTimeout = errors.New("timed out")

// doc:bad
func price(ctx context.Context, ask func(shop string) int, shop string) (int, error) {
	results := make(chan int)
	go func() {
		cents := ask(shop)
		results <- cents // want "blocks for ever in its send if price returns without receiving from results \\(line 24\\)"
	}()
	select {
	case cents := <-results:
		return cents, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// doc:end

// doc:good
func priceBuffered(ctx context.Context, ask func(shop string) int, shop string) (int, error) {
	results := make(chan int, 1) // the one result finds room, whoever waits for it
	go func() {
		cents := ask(shop)
		results <- cents
	}()
	select {
	case cents := <-results:
		return cents, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// doc:end

// One finding, although every path of the goroutine has a send of its own.
func stop(cmd *exec.Cmd, patience time.Duration) error {
	done := make(chan error)
	go func() {
		if err := cmd.Wait(); err != nil {
			done <- err // want "if stop returns"
			return
		}
		done <- nil
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return cmd.Process.Kill()
	}
}

// The goroutine sends on one of two channels: one finding for both.
func open(path string, read func(string) ([]byte, error), patience time.Duration) ([]byte, error) {
	content := make(chan []byte)
	failed := make(chan error)
	go func() {
		data, err := read(path)
		if err != nil {
			failed <- err
			return
		}
		content <- data // wider "receiving from content"
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case data := <-content:
		return data, nil
	case err := <-failed:
		return nil, err
	case <-timer.C:
		return nil, errTimeout
	}
}

// An error makes the function return before it comes to the receive.
func handshake(write func() error, read func() (string, error)) (string, error) {
	written := make(chan error)
	go func() { written <- write() }() // want "if handshake returns"
	answer, err := read()
	if err != nil {
		return "", err
	}
	if err := <-written; err != nil {
		return "", err
	}
	return answer, nil
}

// The send is deferred.
func deferred(work func() error, validate func() error) error {
	finished := make(chan error)
	go func() {
		var err error
		defer func() { finished <- err }() // want "if deferred returns"
		err = work()
	}()
	if err := validate(); err != nil {
		return err
	}
	return <-finished
}

// A select with a default does not wait.
func poll(work func() int) (int, bool) {
	result := make(chan int)
	go func() { result <- work() }() // want "if poll returns"
	select {
	case n := <-result:
		return n, true
	default:
		return 0, false
	}
}

// The next round makes a new channel and forgets the old one.
func retry(ctx context.Context, try func() error, log func(string)) {
	for ctx.Err() == nil {
		tried := make(chan error)
		go func() { tried <- try() }() // want "goes on to the next round without receiving from tried"
		select {
		case err := <-tried:
			if err == nil {
				return
			}
		case <-time.After(time.Second):
			log("no answer")
		}
	}
}

// The channel is handed to a function of the package.
func viaParameter(patience time.Duration) (int, error) {
	out := make(chan int)
	go produce(out) // want "if viaParameter returns"
	select {
	case n := <-out:
		return n, nil
	case <-time.After(patience):
		return 0, errTimeout
	}
}

func produce(out chan<- int) {
	out <- 42
}

// A local function sends.
func viaClosure(patience time.Duration, work func() int) (int, error) {
	out := make(chan int)
	send := func(n int) { out <- n } // want "if viaClosure returns"
	go func() { send(work()) }()
	select {
	case n := <-out:
		return n, nil
	case <-time.After(patience):
		return 0, errTimeout
	}
}
