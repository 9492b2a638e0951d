// Package watch: Go 1.23 collects tickers that nothing refers to.
// want nothing: from this version on what is not referred to is collected
package watch

import (
	"context"
	"time"
)

func poll(ctx context.Context, interval time.Duration, work func()) {
	ticker := time.NewTicker(interval)
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			work()
		}
	}
}

func tick(stop <-chan struct{}) {
	c := time.Tick(time.Second)
	for {
		select {
		case <-stop:
			return
		case <-c:
		}
	}
}
