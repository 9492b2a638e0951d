// Package sibling holds producers of which one send gives up and another does not.
package sibling

import (
	"bufio"
	"context"
	"fmt"
	"io"
)

// doc:bad
func lines(ctx context.Context, orders []string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		select {
		case out <- "sku quantity":
		case <-ctx.Done():
			return
		}
		for _, order := range orders {
			out <- order // want "this send to out does not look at ctx.Done\\(\\), at which another send gives up \\(line 18\\)"
		}
	}()
	return out
}

// doc:end

// doc:good
func linesGuarded(ctx context.Context, orders []string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		select {
		case out <- "sku quantity":
		case <-ctx.Done():
			return
		}
		for _, order := range orders {
			select {
			case out <- order:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// doc:end

type event struct {
	text string
	err  error
}

// The error is sent without a look at the context whose end may well be the error.
func events(ctx context.Context, r io.Reader) <-chan event {
	out := make(chan event)
	go scan(ctx, r, out)
	return out
}

func scan(ctx context.Context, r io.Reader, out chan<- event) {
	defer close(out)
	scanner := bufio.NewScanner(r)
	for scanner.Scan() {
		select {
		case out <- event{text: scanner.Text()}:
		case <-ctx.Done():
			return
		}
	}
	if err := scanner.Err(); err != nil {
		out <- event{err: err} // want "send to out does not look at ctx.Done"
	}
}

// A buffer does not help: the send that gave up found it full, and so does the one that reports it.
func report(ctx context.Context, lines []string) <-chan event {
	out := make(chan event, 16)
	go func() {
		defer close(out)
	loop:
		for _, line := range lines {
			select {
			case out <- event{text: line}:
			case <-ctx.Done():
				break loop
			}
		}
		out <- event{err: ctx.Err()} // want "send to out does not look at ctx.Done"
	}()
	return out
}

// Nor does it if there is no limit to what is sent to it.
func checked(ctx context.Context, lines []string, check func(string) error) <-chan event {
	out := make(chan event, 16)
	go func() {
		defer close(out)
		for _, line := range lines {
			if err := check(line); err != nil {
				out <- event{err: err} // want "send to out does not look at ctx.Done"
				continue
			}
			select {
			case out <- event{text: line}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// A channel that is closed to stop counts like a context; several such sends are one finding.
func Merge(stop <-chan struct{}, a, b <-chan string, out chan<- string) error {
	for a != nil && b != nil {
		select {
		case s, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			select {
			case out <- s:
			case <-stop:
				return context.Canceled
			}
		case s, ok := <-b:
			if !ok {
				b = nil
				continue
			}
			out <- s // wider "does not look at stop"
		}
	}
	for s := range a {
		out <- s
	}
	return nil
}

// In a function that the producer calls for each value.
func walk(ctx context.Context, names []string, visit func(string, func(string) error) error) <-chan event {
	out := make(chan event)
	go func() {
		defer close(out)
		for _, name := range names {
			err := visit(name, func(text string) error {
				select {
				case out <- event{text: text}:
					return nil
				case <-ctx.Done():
					return ctx.Err()
				}
			})
			if err != nil {
				out <- event{err: fmt.Errorf("%s: %w", name, err)} // want "does not look at ctx.Done"
			}
		}
	}()
	return out
}

// No send of it gives up: that it should is no more than likely.
func never(ctx context.Context, names []string, load func(context.Context, string) string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for _, name := range names {
			out <- load(ctx, name) // wider "without looking at ctx.Done"
		}
	}()
	return out
}
