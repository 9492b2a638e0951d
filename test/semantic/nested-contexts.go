package app

import (
	"context"
	"net"

	"github.com/example/tenant"
	"go.opentelemetry.io/otel/trace"
)

type item struct{ name string }

func handle(ctx context.Context, name string) error { return ctx.Err() }

func labelled(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, item{}, name)
}

func labelledTwice(ctx context.Context, name string) context.Context {
	one := labelled(ctx, name)
	return labelled(one, "again")
}

func labelledOnce(ctx context.Context, name string) context.Context {
	if ctx.Value(item{}) != nil {
		return ctx
	}
	return labelled(ctx, name)
}

// A round that builds around the context of the round before makes a chain.
func chains(ctx context.Context, items chan item) {
	for one := range items {
		ctx = labelledTwice(ctx, one.name) // nested: serves
		handle(ctx, one.name)
	}
}

func chainsFew(ctx context.Context, few []item) {
	for _, one := range few {
		ctx = labelled(ctx, one.name) // nested: ends
		handle(ctx, one.name)
	}
}

// Through another variable, and around the context of a table.
func indirect(ctx context.Context, tracer trace.Tracer, l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		inner, span := tracer.Start(ctx, "accept")
		ctx = inner // nested: serves
		handle(ctx, conn.LocalAddr().String())
		span.End()
	}
}

// Of a module without source: what is built around its own value is a context.
func untyped(s tenant.Stream) {
	ctx := s.Context()
	for {
		one, err := s.Recv()
		if err != nil {
			return
		}
		ctx = context.WithValue(ctx, item{}, one) // nested: serves
		handle(ctx, "")
	}
}

// What comes between: another value, a variable of the round, a way out.
func apart(parent context.Context, items chan item) {
	ctx := parent
	for one := range items {
		ctx = parent
		ctx = labelled(ctx, one.name) // nested: no
		handle(ctx, one.name)
	}
	for one := range items {
		ctx := parent
		ctx = labelled(ctx, one.name) // nested: no
		handle(ctx, one.name)
	}
	for one := range items {
		ctx = labelled(ctx, one.name) // nested: no
		handle(ctx, one.name)
		break
	}
}

// It may return what it was given, or nobody knows what.
func unknown(ctx context.Context, items chan item, wrap func(context.Context) context.Context) {
	for one := range items {
		ctx = labelledOnce(ctx, one.name) // nested: no
		ctx = wrap(ctx)                   // nested: no
		ctx = tenant.With(ctx, one.name)  // nested: no
		handle(ctx, one.name)
	}
}

// The chain is what the loop is for, or is set back by a closure, or has four links at most.
func meant(ctx context.Context, items chan item) error {
	for one := range items {
		ctx = labelled(ctx, one.name) // nested: no
	}
	return handle(ctx, "")
}

func setBack(ctx context.Context, items chan item) {
	parent := ctx
	reset := func() { ctx = parent }
	for one := range items {
		ctx = labelled(ctx, one.name) // nested: no
		reset()
	}
}

func short(ctx context.Context) {
	for range 4 {
		ctx = labelled(ctx, "short") // nested: no
		handle(ctx, "short")
	}
}

func long(ctx context.Context) {
	for range 5 {
		ctx = labelled(ctx, "long") // nested: ends
		handle(ctx, "long")
	}
}
