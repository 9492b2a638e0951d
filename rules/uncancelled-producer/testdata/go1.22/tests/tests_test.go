// want nothing: in a test the send mostly comes when the test has failed, and ends with the process
package tests

import (
	"context"
	"fmt"
	"testing"
)

func start(ctx context.Context, t *testing.T, run func(context.Context) error) {
	errs := make(chan error)
	go func() {
		for {
			select {
			case err := <-errs:
				t.Logf("while testing: %v", err)
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		if err := run(ctx); err != nil {
			errs <- fmt.Errorf("run: %w", err)
		}
	}()
}

func TestStart(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	start(ctx, t, func(ctx context.Context) error { return ctx.Err() })
	cancel()
}
