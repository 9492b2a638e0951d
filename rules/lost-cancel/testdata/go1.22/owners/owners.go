// Package owners keeps cancel functions in structs.
package owners

import (
	"context"
	"sync"
)

type leaky struct {
	ctx    context.Context
	cancel context.CancelFunc
	wait   sync.WaitGroup
}

func newLeaky(ctx context.Context) *leaky {
	l := &leaky{}
	l.ctx, l.cancel = context.WithCancel(ctx) // want "nothing in this package calls cancel, and the context stays in its parent until that ends; call it where its owner is closed"
	go func() { <-l.ctx.Done() }()
	return l
}

func (l *leaky) Close() { l.wait.Wait() }

type detached struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func newDetached() *detached {
	d := &detached{}
	d.ctx, d.cancel = context.WithCancel(context.Background()) // want "nothing in this package calls cancel, and whatever waits for the end of the context waits for ever"
	go func() { <-d.ctx.Done() }()
	return d
}

func (d *detached) Stop() {}

// Called, if by another instance.
type tidy struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func newTidy(ctx context.Context) *tidy {
	t := &tidy{}
	t.ctx, t.cancel = context.WithCancel(ctx)
	return t
}

func (t *tidy) Close() { t.cancel() }

// Handed out.
type lent struct {
	cancel context.CancelFunc
}

func newLent(ctx context.Context) (*lent, context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	return &lent{cancel: cancel}, ctx
}

func (l *lent) Stopper() func() { return l.cancel }

func (l *lent) Close() {}

// Nothing ends it: it may live as long as the process.
type server struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func newServer(ctx context.Context) *server {
	s := &server{}
	s.ctx, s.cancel = context.WithCancel(ctx)
	return s
}

func use(s *server) error { return s.ctx.Err() }
