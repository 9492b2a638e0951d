package app

import (
	"context"
	"net/http"
	"testing"
	"time"

	"example.com/tracing"
	"golang.org/x/sync/errgroup"
)

func use(...any) {}

// A deadline ends a context by itself.
func deadlines(ctx context.Context, d time.Duration, at time.Time) {
	a, _ := context.WithTimeout(ctx, d)                                    // bound: open, d
	b, _ := context.WithDeadline(ctx, at)                                  // bound: open, at
	c, _ := context.WithDeadlineCause(ctx, time.Now().Add(time.Hour), nil) // bound: open, time.Hour
	e, _ := context.WithCancelCause(ctx)                                   // bound: open
	use(a, b, c, e)
}

// What the function cancels on every way takes along what is built around it.
func cancelled(ctx context.Context, name string) {
	outer, cancel := context.WithCancel(ctx) // bound: open
	defer cancel()
	inner := context.WithValue(outer, name, 1)
	a, _ := context.WithCancel(inner)               // bound: ended
	b, _ := context.WithTimeout(outer, time.Second) // bound: ended, time.Second
	use(a, b)
}

type traced struct{ context.Context }

type slow struct{ context.Context }

func (slow) Done() <-chan struct{} { return nil }

// A context that embeds another one ends with that, unless it says otherwise.
func embedded(ctx context.Context) {
	outer, cancel := context.WithCancel(ctx)
	defer cancel()
	a, _ := context.WithCancel(traced{outer})           // bound: ended
	b, _ := context.WithCancel(&traced{Context: outer}) // bound: ended
	c, _ := context.WithCancel(slow{outer})             // bound: open
	d, _ := context.WithCancel(traced{ctx})             // bound: open
	e, _ := context.WithCancel(nil)                     // bound: ended
	use(a, b, c, d, e)
}

// The first deadline counts.
func deadlinesBelow(ctx context.Context) {
	outer, _ := context.WithTimeout(ctx, time.Minute)
	a, _ := context.WithTimeout(outer, time.Hour)             // bound: open, time.Minute
	b, _ := context.WithTimeout(outer, time.Second)           // bound: open, time.Second
	c, _ := context.WithTimeout(traced{outer}, 2*time.Minute) // bound: open, time.Minute
	use(a, b, c)
}

func sometimes(ctx context.Context, name string) {
	outer, cancel := context.WithCancel(ctx)
	if name == "" {
		cancel()
	}
	inner, _ := context.WithCancel(outer) // bound: ended
	use(inner)
}

// Each round makes one more, and the outer one ends with the function.
func inRounds(ctx context.Context, names []string) {
	outer, cancel := context.WithCancel(ctx)
	defer cancel()
	for range names {
		inner, _ := context.WithCancel(outer) // bound: open
		use(inner)
	}
}

// Nothing can cancel it, so that nothing keeps it.
func roots(ctx context.Context) {
	a, _ := context.WithCancel(context.Background())                     // bound: none
	b, _ := context.WithTimeout(context.TODO(), time.Second)             // bound: none, time.Second
	c, _ := context.WithCancel(context.WithoutCancel(ctx))               // bound: none
	d, _ := context.WithCancel(context.WithValue(context.TODO(), "", 1)) // bound: none
	use(a, b, c, d)
}

// With a request, a test, a group, a stream.
type stream interface {
	Context() context.Context
	RecvMsg(any) error
}

func ofRequests(r *http.Request, t *testing.T, s stream) {
	a, _ := context.WithCancel(r.Context()) // bound: request
	b, _ := context.WithCancel(t.Context()) // bound: request
	c, _ := context.WithCancel(s.Context()) // bound: request
	_, ofGroup := errgroup.WithContext(context.Background())
	d, _ := context.WithCancel(ofGroup) // bound: request
	use(a, b, c, d)
}

// Of two that it may be, the one that is gone first is no excuse.
func either(ctx context.Context, r *http.Request, detach bool) {
	parent := r.Context()
	if detach {
		parent = ctx
	}
	a, _ := context.WithCancel(parent) // bound: request
	use(a)
}

// A function that nothing is known of wraps the only context that it is given.
func wrapped(ctx context.Context) {
	outer, cancel := context.WithCancel(ctx) // bound: open
	defer cancel()
	a, _ := context.WithCancel(tracing.Start(outer, "a"))     // bound: ended
	b, _ := context.WithCancel(tracing.Join(outer, outer))    // bound: open
	c, _ := context.WithCancel(tracing.Start(context.TODO())) // bound: none
	use(a, b, c)
}

// All callers are known, and what they give cannot be cancelled.
func callers() { rooted(context.Background()); mixed(context.TODO()) }

func serves(ctx context.Context) { mixed(ctx) }

func rooted(ctx context.Context) {
	a, _ := context.WithCancel(ctx) // bound: none
	use(a)
}

func mixed(ctx context.Context) {
	a, _ := context.WithCancel(ctx) // bound: open
	use(a)
}

// Others may give it anything.
func Exported(ctx context.Context) {
	a, _ := context.WithCancel(ctx) // bound: open
	use(a)
}

// A receive from Done waits for the end of the context, in a select if no other case leads out.
func waiters(ticks <-chan time.Time) {
	a, _ := context.WithCancel(context.Background()) // awaited: true
	go func() { <-a.Done() }()
	b, _ := context.WithCancel(context.Background()) // awaited: true
	go serve(context.WithValue(b, "x", 1), ticks)
	c, _ := context.WithCancel(context.Background()) // awaited: false
	go once(c, ticks)
	d, _ := context.WithCancel(context.Background()) // awaited: true
	done := d.Done()
	go func() { <-done }()
}

func serve(ctx context.Context, ticks <-chan time.Time) {
	for {
		select {
		case <-ticks:
		case <-ctx.Done():
			return
		}
	}
}

func once(ctx context.Context, ticks <-chan time.Time) {
	select {
	case <-ticks:
	case <-ctx.Done():
	}
}

// What ends apart from the context, or is not seen, does not count.
func others(ctx context.Context) {
	a, _ := context.WithCancel(context.Background()) // awaited: false
	b, cancel := context.WithCancel(a)
	defer cancel()
	go serve(b, nil)
	c, _ := context.WithCancel(context.Background()) // awaited: false
	tracing.Start(c, "c")
	_ = c.Done() == nil
}
