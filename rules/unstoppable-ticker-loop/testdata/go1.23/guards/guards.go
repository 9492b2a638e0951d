// Package guards holds loops over tickers that end, or that need not end.
// want nothing: each function says why it is left alone
package guards

import (
	"context"
	"time"
)

// Nothing says that it should end: a loop for the life of the process.
func clean(work func()) {
	go func() {
		for range time.Tick(time.Hour) {
			work()
		}
	}()
}

type cache struct {
	closed func() bool
	work   func() error
}

func (c *cache) Close() {}

// The body leaves the loop.
func (c *cache) checksFlag() {
	ticker := time.NewTicker(time.Second)
	go func() {
		defer ticker.Stop()
		for range ticker.C {
			if c.closed() {
				return
			}
			_ = c.work()
		}
	}()
}

// A labelled break leaves it.
func (c *cache) breaks(done <-chan struct{}) {
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
	loop:
		for {
			select {
			case <-ticker.C:
				_ = c.work()
			case <-done:
				break loop
			}
		}
	}()
}

// An error ends it, by a panic.
func (c *cache) panics() {
	go func() {
		for range time.Tick(time.Second) {
			if err := c.work(); err != nil {
				panic(err)
			}
		}
	}()
}

// A condition ends it.
func (c *cache) condition(ctx context.Context) {
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for ctx.Err() == nil {
			<-ticker.C
			_ = c.work()
		}
	}()
}

// It does not run in a goroutine of this package: who calls it knows that it does not return.
func (c *cache) Run() {
	for range time.Tick(time.Second) {
		_ = c.work()
	}
}

// The channel is not a ticker's.
func (c *cache) other(ticks <-chan time.Time) {
	go func() {
		for range ticks {
			_ = c.work()
		}
	}()
}

// Each tick is waited for once, and the loop is bounded.
func (c *cache) bounded() {
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for i := 0; i < 3; i++ {
			<-ticker.C
			_ = c.work()
		}
	}()
}

// In main and in what it calls once, the engine leaves such loops alone.
func init() {
	ticker := time.NewTicker(time.Second)
	go func() {
		for range ticker.C {
			println("alive")
		}
	}()
}

// The other ticker keeps the loop going.
func goesOnWithAnother(work, report func()) {
	often, seldom := time.NewTicker(time.Second), time.NewTicker(time.Hour)
	go func() {
		for {
			select {
			case <-often.C:
				work()
			case <-seldom.C:
				report()
			}
		}
	}()
	often.Stop()
}
