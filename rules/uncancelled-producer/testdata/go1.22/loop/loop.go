// Package loop holds producers in a select loop that cannot see the signal while they send.
package loop

import (
	"context"
	"time"
)

type poller struct {
	quit chan struct{}
	read func() int
}

func (p *poller) values() <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				out <- p.read() // want "while this send to out waits, the loop cannot see p.quit \\(line 24\\)"
			case <-p.quit:
				return
			}
		}
	}()
	return out
}

// A default case that polls.
func poll(ctx context.Context, read func(context.Context) []string) <-chan []string {
	out := make(chan []string, 1)
	go func() {
		defer close(out)
		for {
			select {
			case <-ctx.Done():
				return
			default:
				if records := read(ctx); len(records) > 0 {
					out <- records // want "cannot see ctx.Done\\(\\)"
				}
			}
		}
	}()
	return out
}

// The channel is handed to the loop.
func (p *poller) start(ctx context.Context) (<-chan int, error) {
	out := make(chan int)
	go p.loop(ctx, out)
	return out, nil
}

func (p *poller) loop(ctx context.Context, out chan<- int) {
	defer close(out)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			timer.Reset(time.Minute)
			out <- p.read() // want "cannot see ctx.Done"
		}
	}
}

// The send looks at the signal itself.
func (p *poller) guarded() <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
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
	return out
}
