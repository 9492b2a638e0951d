// Package guards holds sends without a stop signal that are none of the rule's business.
// want nothing: each function says why it is left alone
package guards

import (
	"context"
	"time"
)

// The channel has room for the one value that is sent without a look at the context.
func result(ctx context.Context, work func() (int, error)) <-chan error {
	errs := make(chan error, 1)
	values := make(chan int)
	go func() {
		n, err := work()
		if err != nil {
			errs <- err
			return
		}
		select {
		case values <- n:
		case <-ctx.Done():
			errs <- ctx.Err()
		}
	}()
	return errs
}

// Made anew in each round, with room for what the round sends.
func rounds(ctx context.Context, requests <-chan func() int, replies chan<- (<-chan int)) {
	for {
		reply := make(chan int, 1)
		select {
		case request := <-requests:
			reply <- request()
		case <-ctx.Done():
			return
		}
		select {
		case replies <- reply:
		case <-ctx.Done():
			return
		}
	}
}

// The capacity is known only when the program runs.
func configured(ctx context.Context, size int, items []int) <-chan int {
	out := make(chan int, size)
	go func() {
		defer close(out)
		for i, item := range items {
			if i < size {
				out <- item
				continue
			}
			select {
			case out <- item:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// The consumer is in the same function and takes everything: its balance is another rule's.
func drained(ctx context.Context, items []int) (sum int) {
	out := make(chan int)
	go func() {
		defer close(out)
		out <- 0
		for _, item := range items {
			select {
			case out <- item:
			case <-ctx.Done():
				return
			}
		}
	}()
	for n := range out {
		sum += n
	}
	return sum
}

// Another case that does not tell to stop: a timeout.
func timeout(items []int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		out <- 0
		for _, item := range items {
			select {
			case out <- item:
			case <-time.After(time.Second):
			}
		}
	}()
	return out
}

// The signal is not known where the bare send is.
func stages(items []int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		out <- len(items)
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		for _, item := range items {
			select {
			case out <- item:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// Two goroutines, each with its own contract.
func two(ctx context.Context, a, b []int) <-chan int {
	out := make(chan int)
	go func() {
		for _, n := range a {
			select {
			case out <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		for _, n := range b {
			out <- n
		}
	}()
	return out
}

// A case that goes on with the loop is no stop.
func pause(hold <-chan struct{}, ticks <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		for {
			select {
			case n := <-ticks:
				out <- n
			case <-hold:
				time.Sleep(time.Second)
			}
		}
	}()
	return out
}

// A field: who receives from it, and until when, is not seen.
type worker struct {
	results chan int
	quit    chan struct{}
}

func (w *worker) run(jobs <-chan func() int) {
	for {
		select {
		case job := <-jobs:
			w.results <- job() // miss "results"
		case <-w.quit:
			return
		}
	}
}
