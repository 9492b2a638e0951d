// Package wrappers gets cancel functions from functions of its own and of modules.
package wrappers

import (
	"context"
	"errors"
	"time"

	"github.com/LK4D4/joincontext"
)

var errNoName = errors.New("no name")

func load(ctx context.Context, name string) error { return ctx.Err() }

func limited(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, time.Hour)
}

func lost(ctx context.Context) error {
	ctx, _ = limited(ctx) // want "the cancel function of this context is thrown away, and the context stays until its deadline, if it has one, or the end of a parent"
	return load(ctx, "x")
}

func missed(ctx context.Context, name string) error {
	ctx, cancel := limited(ctx) // want "cancel is not called on the way to line 28"
	if name == "" {
		return errNoName
	}
	defer cancel()
	return load(ctx, name)
}

func kept(ctx context.Context, name string) error {
	ctx, cancel := limited(ctx)
	defer cancel()
	return load(ctx, name)
}

// Nothing to cancel without a limit.
func perhaps(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	if limit == 0 {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, limit)
}

func unclear(ctx context.Context) error {
	ctx, _ = perhaps(ctx, 0)
	return load(ctx, "x")
}

// Opt-in: what a function of another module makes of several contexts ends with the first of them.
func joined(ctx, stop context.Context) error {
	both, _ := joincontext.Join(ctx, stop) // wider "the cancel function of this context is thrown away"
	return load(both, "x")
}
