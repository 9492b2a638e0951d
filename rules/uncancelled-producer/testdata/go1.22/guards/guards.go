// Package guards holds sends without a stop signal that are none of the rule's business.
// want nothing: each function says why it is left alone
package guards

import (
	"bufio"
	"context"
	"io"
	"time"
)

type event struct {
	text string
	err  error
}

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

// The last value before it returns, into a channel with room: only a value that is not yet read could be in its way, and
// the consumer that leaves one behind leaves in that very moment.
func follow(ctx context.Context, r io.Reader) <-chan event {
	out := make(chan event, 1)
	go func() {
		defer close(out)
		reader := bufio.NewReader(r)
		for {
			line, err := reader.ReadString('\n')
			if err != nil {
				out <- event{err: err}
				return
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

// Room for all that is sent on any one path: the branches exclude each other.
func answer(ctx context.Context, ask func() (string, error)) <-chan event {
	out := make(chan event, 2)
	go func() {
		text, err := ask()
		if err != nil {
			out <- event{err: err}
		} else {
			out <- event{text: text}
		}
		select {
		case out <- event{text: "done"}:
		case <-ctx.Done():
		}
	}()
	return out
}

// The goroutine that sends has made the channel for one value itself, and leaves the loop by the end of the select.
func submit(ctx context.Context, requests chan<- chan event, closed <-chan struct{}) <-chan event {
	var reply chan event
	for {
		if reply == nil {
			reply = make(chan event, 1)
		}
		select {
		case requests <- reply:
		case <-ctx.Done():
			reply <- event{err: ctx.Err()}
			break
		case <-closed:
			reply <- event{text: "closed"}
			break
		}
		select {
		case reply <- event{text: "asked"}:
		case <-closed:
		}
		break
	}
	return reply
}

// A request that waits for two notices, each of which the other side takes before it asks for more.
type round struct {
	index int
	saved chan struct{}
}

func handshakes(ready <-chan int, apply chan<- round, stopped <-chan struct{}, save func(int) error) {
	for {
		select {
		case index := <-ready:
			saved := make(chan struct{}, 1)
			select {
			case apply <- round{index: index, saved: saved}:
			case <-stopped:
				return
			}
			if save(index) != nil {
				saved <- struct{}{}
			}
			saved <- struct{}{}
			select {
			case saved <- struct{}{}:
			case <-stopped:
				return
			}
		case <-stopped:
			return
		}
	}
}

// The only receiver goes on until the channel is closed.
func store(ctx context.Context, names []string, save func(event)) {
	out := make(chan event)
	go func() {
		defer close(out)
		for _, name := range names {
			if name == "" {
				out <- event{text: "anonymous"}
				continue
			}
			select {
			case out <- event{text: name}:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		for e := range out {
			save(e)
		}
	}()
}

// The signal is the process's own: when it is given there is nothing left to leak.
var shutdown = make(chan struct{})

func serve(names []string) <-chan event {
	out := make(chan event)
	go func() {
		defer close(out)
		out <- event{text: "begin"}
		for _, name := range names {
			select {
			case out <- event{text: name}:
			case <-shutdown:
				return
			}
		}
	}()
	return out
}

var background = context.Background()

func init() {
	ctx, cancel := context.WithCancel(background)
	shutdownHook = cancel
	watchNames(ctx, nil)
}

var shutdownHook func()

// A parameter that only code which runs once fills.
func watchNames(ctx context.Context, names []string) <-chan event {
	out := make(chan event)
	go produce(ctx, names, out)
	return out
}

func produce(ctx context.Context, names []string, out chan<- event) {
	defer close(out)
	out <- event{text: "begin"}
	for _, name := range names {
		select {
		case out <- event{text: name}:
		case <-ctx.Done():
			return
		}
	}
}
