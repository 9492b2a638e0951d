// Package basic holds loops that build contexts.
package basic

import (
	"context"
	"net"
	"os"
	"time"
)

type key struct{}

type request struct{ tenant string }

func handle(ctx context.Context, r request) error { return ctx.Err() }

func withTenant(ctx context.Context, tenant string) context.Context {
	return context.WithValue(ctx, key{}, tenant)
}

// doc:bad
func serve(ctx context.Context, requests <-chan request) {
	for r := range requests {
		ctx = context.WithValue(ctx, key{}, r.tenant) // want "each round of the loop builds ctx around that of the round before, so that all of them and their values stay until the loop ends"
		_ = handle(ctx, r)
	}
}

// doc:end

// doc:good
func serveWell(ctx context.Context, requests <-chan request) {
	for r := range requests {
		ctx := context.WithValue(ctx, key{}, r.tenant)
		_ = handle(ctx, r)
	}
}

// doc:end

func selects(ctx context.Context, requests <-chan request) {
	for {
		select {
		case <-ctx.Done():
			return
		case r := <-requests:
			ctx = withTenant(ctx, r.tenant) // want "each round of the loop builds ctx"
			if handle(ctx, r) != nil {
				return
			}
		}
	}
}

type stream interface {
	Context() context.Context
	Recv() (request, error)
}

func receives(s stream) error {
	ctx := s.Context()
	var err error
	for err == nil {
		var r request
		if r, err = s.Recv(); err != nil {
			return err
		}
		ctx = withTenant(ctx, r.tenant) // want "each round of the loop builds ctx"
		err = handle(ctx, r)
	}
	return err
}

func accepts(ctx context.Context, l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		tagged := withTenant(ctx, conn.RemoteAddr().String())
		ctx = tagged // want "each round of the loop builds ctx"
		go func() {
			defer conn.Close()
			_ = handle(ctx, request{})
		}()
	}
}

func cancels(ctx context.Context, requests <-chan request) {
	var cancel context.CancelFunc
	for r := range requests {
		ctx, cancel = context.WithTimeout(ctx, time.Minute) // want "each round of the loop builds ctx"
		_ = handle(ctx, r)
		cancel()
	}
}

// Twice a round.
func twice(ctx context.Context, requests <-chan request) {
	for r := range requests {
		ctx = withTenant(ctx, r.tenant)              // want "each round of the loop builds ctx"
		ctx = context.WithValue(ctx, "second", true) // want "each round of the loop builds ctx"
		_ = handle(ctx, r)
	}
}

// Opt-in: a loop over a collection.
func each(ctx context.Context, requests []request) {
	for _, r := range requests {
		ctx = withTenant(ctx, r.tenant) // wider "each round of the loop builds ctx"
		_ = handle(ctx, r)
	}
}

// Not reported.

// Begun anew in each round.
func reset(parent context.Context, requests <-chan request) {
	var ctx context.Context
	for r := range requests {
		ctx = parent
		ctx = withTenant(ctx, r.tenant)
		_ = handle(ctx, r)
	}
}

func fromBase(ctx context.Context, requests <-chan request) {
	inner := ctx
	for r := range requests {
		inner = withTenant(ctx, r.tenant)
		_ = handle(inner, r)
	}
}

// A variable of the round.
func ofRound(parent context.Context, requests <-chan request) {
	for r := range requests {
		ctx := parent
		if r.tenant != "" {
			ctx = withTenant(ctx, r.tenant)
		}
		_ = handle(ctx, r)
	}
}

// The loop leaves after it.
func leaves(ctx context.Context, requests <-chan request) error {
	for r := range requests {
		if r.tenant == "" {
			continue
		}
		ctx = withTenant(ctx, r.tenant)
		return handle(ctx, r)
	}
	return nil
}

// A few rounds.
func few(ctx context.Context) {
	for i := 0; i < 3; i++ {
		ctx = context.WithValue(ctx, key{}, i)
		_ = handle(ctx, request{})
	}
}

// The chain is what the loop is for.
func options(ctx context.Context, opts ...func(context.Context) context.Context) context.Context {
	for _, opt := range opts {
		ctx = opt(ctx)
	}
	return ctx
}

func headers(ctx context.Context, values map[string]string) error {
	for name, value := range values {
		ctx = context.WithValue(ctx, name, value)
	}
	return handle(ctx, request{})
}

// It may return what it was given.
func once(ctx context.Context) context.Context {
	if ctx.Value(key{}) != nil {
		return ctx
	}
	return withTenant(ctx, os.Getenv("TENANT"))
}

func ensured(ctx context.Context, requests <-chan request) {
	for r := range requests {
		ctx = once(ctx)
		_ = handle(ctx, r)
	}
}

// A closure sets it back.
func inClosure(ctx context.Context, requests <-chan request) {
	base := ctx
	reset := func() { ctx = base }
	for r := range requests {
		ctx = withTenant(ctx, r.tenant)
		_ = handle(ctx, r)
		reset()
	}
}

// Known misses.

type server struct{ ctx context.Context }

func (s *server) inField(requests <-chan request) {
	for r := range requests {
		s.ctx = withTenant(s.ctx, r.tenant) // miss "each round of the loop builds"
		_ = handle(s.ctx, r)
	}
}
