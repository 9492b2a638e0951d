// Package parents holds contexts below others that end.
package parents

import (
	"context"
	"time"
)

// The only way out has seen the parent end, and each round cancels the child of the one before.
func reloaded(ctx context.Context, reload <-chan int) error {
	var cancel context.CancelFunc
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-reload:
			if cancel != nil {
				cancel()
			}
			child, cancelChild := context.WithCancel(ctx)
			go work(child)
			cancel = cancelChild
		}
	}
}

// The same where another way out has not.
func reloadedOrStopped(ctx context.Context, reload, stop <-chan int) error {
	var cancel context.CancelFunc
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-stop:
			return nil
		case <-reload:
			if cancel != nil {
				cancel()
			}
			child, cancelChild := context.WithCancel(ctx) // want "cancelChild is not called on the way to line 35"
			go work(child)
			cancel = cancelChild
		}
	}
}

// The return that loses the child cancels its parent, and the rounds before have cancelled theirs.
func rebalanced(ctx context.Context, again <-chan int) {
	root, cancelAll := context.WithCancel(ctx)
	defer cancelAll()
	last := func() {}
	for range 3 {
		select {
		case <-root.Done():
			last()
			return
		case <-again:
			child, cancel := context.WithCancel(root)
			go work(child)
			last()
			last = cancel
		}
	}
}

// Whoever is told to stop cancels what the variable holds then, if it was told how.
func registered(stops *[]func(), addr string, d time.Duration) {
	cancelLater := func() {}
	if addr != "" {
		*stops = append(*stops, func() { cancelLater() })
	}
	ctx, cancel := context.WithTimeout(context.Background(), d)
	cancelLater = cancel
	go work(ctx)
}

// The context around it is cancelled, if later than it might be.
func killed(ctx context.Context, status <-chan int) {
	var cancel func(error)
	done := ctx.Done()
	for {
		select {
		case <-done:
			done = nil
			var kill context.Context
			kill, cancel = context.WithCancelCause(context.Background())
			kill, _ = context.WithTimeout(kill, time.Hour)
			go work(kill)
		case <-status:
			if cancel != nil {
				cancel(context.Canceled)
			}
			return
		}
	}
}

// All that call it give it a context that nothing can cancel.
func connected() context.Context { return connect(context.Background()) }

func connect(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	_ = cancel
	return ctx
}

func connectedBelow(ctx context.Context) context.Context { return connectBelow(ctx) }

func connectBelow(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx) // want "nothing calls cancel"
	_ = cancel
	return ctx
}

func work(ctx context.Context) { <-ctx.Done() }

// All who ask for it share it until its time is up.
var shared context.Context

func last(ctx context.Context) context.Context {
	if shared == nil {
		shared, _ = context.WithTimeout(ctx, time.Hour)
	}
	return shared
}
