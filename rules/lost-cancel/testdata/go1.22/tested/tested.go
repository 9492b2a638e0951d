// Package tested is a product that asks whether it is under test, in one of its functions.
package tested

import (
	"context"
	"testing"
)

func isTested() bool { return testing.Testing() }

func connect(ctx context.Context, address string) error {
	ctx, cancel := context.WithCancel(ctx) // want "nothing calls cancel|cancel is not called"
	if address == "" {
		return nil
	}
	if isTested() {
		cancel()
	}
	return dial(ctx, address)
}

func dial(ctx context.Context, address string) error { return ctx.Err() }
