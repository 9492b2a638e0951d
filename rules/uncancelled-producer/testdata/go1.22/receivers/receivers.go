// Package receivers holds sends to a goroutine that stops receiving at a signal.
package receivers

import (
	"context"
	"net/http"
	"sync"
)

type source interface {
	Next() (int, error)
}

type printer struct {
	ctx   context.Context
	print func(int)
}

// The consumer leaves in the middle, the producer does not hear of it.
func copyAll(ctx context.Context, src source, print func(int)) {
	out := make(chan int)
	go func() {
		for {
			select {
			case n, ok := <-out:
				if !ok {
					return
				}
				print(n)
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		defer close(out)
		for {
			n, err := src.Next()
			if err != nil {
				return
			}
			out <- n // want "the loop that receives leaves at ctx.Done\\(\\) \\(line 30\\): after that it blocks for ever"
		}
	}()
}

// The consumer is a variable, and the signal that of a request.
func serve(r *http.Request, src source, print func(int)) {
	out := make(chan int)
	show := func(shown chan struct{}) {
		defer close(shown)
		for {
			select {
			case n, ok := <-out:
				if !ok {
					return
				}
				print(n)
			case <-r.Context().Done():
				return
			}
		}
	}
	shown := make(chan struct{})
	go show(shown)
	defer func() { <-shown }()
	defer close(out)
	for {
		n, err := src.Next()
		if err != nil {
			return
		}
		out <- n // want "leaves at r.Context\\(\\).Done\\(\\)"
	}
}

// The consumer is a function that is handed both; a channel with room is full some time.
func handed(ctx context.Context, src source) {
	out := make(chan int, 4)
	go consume(ctx, out)
	for {
		n, err := src.Next()
		if err != nil {
			return
		}
		out <- n // want "leaves at ctx.Done\\(\\)"
	}
}

func consume(ctx context.Context, in <-chan int) {
	for {
		select {
		case <-in:
		case <-ctx.Done():
			return
		}
	}
}

// The signal is the object's, and several goroutines send one value each.
func (p *printer) gather(ask []func() int) {
	answers := make(chan int)
	go func() {
		for {
			select {
			case n := <-answers:
				p.print(n)
			case <-p.ctx.Done():
				return
			}
		}
	}()
	for _, f := range ask {
		go func() {
			answers <- f() // want "leaves at p.ctx.Done\\(\\)"
		}()
	}
}

// It can give up as well.
func selected(ctx context.Context, src source, print func(int)) {
	out := make(chan int)
	go func() {
		for {
			select {
			case n := <-out:
				print(n)
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		n, err := src.Next()
		if err != nil {
			return
		}
		select {
		case out <- n:
		case <-ctx.Done():
			return
		}
	}
}

// The maker tells the consumer to leave once all has been sent.
func told(items []int, print func(int)) {
	out := make(chan int)
	quit := make(chan struct{})
	go func() {
		for {
			select {
			case n := <-out:
				print(n)
			case <-quit:
				return
			}
		}
	}()
	for _, item := range items {
		out <- item
	}
	close(quit)
}

// So does this one with a context of its own.
func cancelled(items []int, print func(int)) {
	ctx, cancel := context.WithCancel(context.Background())
	out := make(chan int)
	go func() {
		for {
			select {
			case n := <-out:
				print(n)
			case <-ctx.Done():
				return
			}
		}
	}()
	for _, item := range items {
		out <- item
	}
	cancel()
}

// The signal is handed on by a maker that gives it when all has been sent.
func handedOwn(items []int) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	out := make(chan int)
	go consume(ctx, out)
	for _, item := range items {
		out <- item
	}
}

// After the signal the consumer still takes what comes.
func drained(ctx context.Context, src source, print func(int)) {
	out := make(chan int)
	go func() {
		for {
			select {
			case n := <-out:
				print(n)
			case <-ctx.Done():
				for range out {
				}
				return
			}
		}
	}()
	defer close(out)
	for {
		n, err := src.Next()
		if err != nil {
			return
		}
		out <- n
	}
}

// Another goroutine receives to the end.
func second(ctx context.Context, src source, print func(int)) {
	out := make(chan int)
	go func() {
		for {
			select {
			case n := <-out:
				print(n)
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		for n := range out {
			print(n)
		}
	}()
	defer close(out)
	for {
		n, err := src.Next()
		if err != nil {
			return
		}
		out <- n
	}
}

// The signal makes it do something, and go on.
func flushed(src source, flush <-chan struct{}, print func(int)) {
	out := make(chan int)
	go func() {
		for {
			select {
			case n := <-out:
				print(n)
			case <-flush:
				print(0)
			}
		}
	}()
	for {
		n, err := src.Next()
		if err != nil {
			return
		}
		out <- n
	}
}

// There is room for the one value.
func last(ctx context.Context, src source, print func(int)) {
	out := make(chan int, 1)
	go func() {
		for {
			select {
			case n := <-out:
				print(n)
			case <-ctx.Done():
				return
			}
		}
	}()
	if n, err := src.Next(); err == nil {
		out <- n
	}
}

// What it sends is received by itself.
func own(ctx context.Context, print func(int)) {
	out := make(chan int, 1)
	var once sync.Once
	go func() {
		for {
			once.Do(func() { out <- 1 })
			select {
			case n := <-out:
				print(n)
			case <-ctx.Done():
				return
			}
		}
	}()
}
