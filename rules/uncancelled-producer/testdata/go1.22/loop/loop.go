// Package loop holds producers in a select loop that cannot see the signal while they send.
package loop

import (
	"context"
	"time"
)

type poller struct {
	quit  chan struct{}
	read  func() int
	write func(int)
}

// Both goroutines leave at the signal; the one that is in its send does not see it.
func (p *poller) start() {
	out := make(chan int)
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				out <- p.read() // wider "while this send to out waits, the loop cannot see p.quit \\(line 25\\)"
			case <-p.quit:
				return
			}
		}
	}()
	go func() {
		for {
			select {
			case n := <-out:
				p.write(n)
			case <-p.quit:
				return
			}
		}
	}()
}

// A default case that polls, and a consumer that has had enough.
func poll(ctx context.Context, read func(context.Context) []string, handle func([]string) error) {
	batches := make(chan []string, 1)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			default:
				if records := read(ctx); len(records) > 0 {
					batches <- records // wider "cannot see ctx.Done\\(\\)"
				}
			}
		}
	}()
	go func() {
		for batch := range batches {
			if err := handle(batch); err != nil {
				return
			}
		}
	}()
}

// The channel is handed to both loops.
func (p *poller) pair(ctx context.Context) {
	out := make(chan int)
	go p.produce(ctx, out)
	go p.consume(ctx, out)
}

func (p *poller) produce(ctx context.Context, out chan<- int) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			timer.Reset(time.Minute)
			out <- p.read() // wider "cannot see ctx.Done"
		}
	}
}

func (p *poller) consume(ctx context.Context, in <-chan int) {
	for {
		select {
		case n := <-in:
			p.write(n)
		case <-ctx.Done():
			return
		}
	}
}

// The send looks at the signal itself.
func (p *poller) guarded() {
	out := make(chan int)
	go func() {
		for {
			select {
			case <-time.After(time.Second):
				select {
				case out <- p.read():
				case <-p.quit:
					return
				}
			case <-p.quit:
				return
			}
		}
	}()
	go func() {
		for {
			select {
			case n := <-out:
				p.write(n)
			case <-p.quit:
				return
			}
		}
	}()
}

// The consumer takes everything until the channel is closed, stop signal or not.
func (p *poller) drained() {
	out := make(chan int)
	go func() {
		defer close(out)
		for {
			select {
			case <-time.After(time.Second):
				out <- p.read()
			case <-p.quit:
				return
			}
		}
	}()
	go func() {
		for n := range out {
			p.write(n)
		}
	}()
}

// The channel is returned: whether the caller goes on until it is closed is not seen, so this is less certain.
func (p *poller) values() <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for {
			select {
			case <-time.After(time.Second):
				out <- p.read() // wider "cannot see"
			case <-p.quit:
				return
			}
		}
	}()
	return out
}

// The context of the caller, handed on; the channel is returned.
func (p *poller) watch(ctx context.Context) (<-chan int, error) {
	out := make(chan int, 1)
	go p.produceTo(ctx, out)
	return out, nil
}

func (p *poller) produceTo(ctx context.Context, out chan<- int) {
	defer close(out)
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Minute):
			out <- p.read() // wider "cannot see"
		}
	}
}

// The channel is stored: who receives from the field, and until when, is not seen.
type feed struct{ items chan int }

func (p *poller) feed() *feed {
	items := make(chan int)
	go func() {
		for {
			select {
			case <-time.After(time.Second):
				items <- p.read() // miss "items"
			case <-p.quit:
				return
			}
		}
	}()
	return &feed{items: items}
}
