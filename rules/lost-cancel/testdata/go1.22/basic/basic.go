// Package basic holds the plain forms of the defect.
package basic

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/signal"
	"time"
)

var errNoName = errors.New("no name")

func load(ctx context.Context, name string) error { return ctx.Err() }

// doc:bad
func loadFor(ctx context.Context, name string, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, limit) // want "cancel is not called on the way to line 21, and the context and its timer stay until its time is up .limit."
	if name == "" {
		return errNoName
	}
	defer cancel()
	return load(ctx, name)
}

// doc:end

// doc:good
func loadWell(ctx context.Context, name string, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	if name == "" {
		return errNoName
	}
	return load(ctx, name)
}

// doc:end

func discarded(ctx context.Context) error {
	ctx, _ = context.WithCancel(ctx) // want "the cancel function of this context is thrown away, and the context stays in its parent until that ends"
	return load(ctx, "x")
}

func withDeadline(ctx context.Context, at time.Time) error {
	ctx, _ = context.WithDeadline(ctx, at) // want "thrown away, and the context and its timer stay until its time is up .at."
	return load(ctx, "x")
}

func after(ctx context.Context) error {
	ctx, _ = context.WithDeadlineCause(ctx, time.Now().Add(time.Hour), errNoName) // want "until its time is up .time.Hour."
	return load(ctx, "x")
}

// Only mentioned, which is enough to silence other tools.
func mentioned(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx) // want "nothing calls cancel, and the context stays in its parent"
	_ = cancel
	return load(ctx, "x")
}

func compared(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx) // want "nothing calls cancel"
	if cancel == nil {
		return nil
	}
	return load(ctx, "x")
}

func overwritten(ctx context.Context, limit time.Duration) error {
	inner, cancel := context.WithCancel(ctx) // want "cancel gets another value on line 74 before it is called"
	if limit > 0 {
		inner, cancel = context.WithTimeout(ctx, limit)
	}
	defer cancel()
	return load(inner, "x")
}

func inRounds(ctx context.Context, names []string) {
	for _, name := range names {
		inner, cancel := context.WithTimeout(ctx, time.Hour) // want "the loop comes round before cancel is called, and with each round the context and its timer stay until its time is up .time.Hour.; call cancel.. in each round"
		if load(inner, name) != nil {
			continue
		}
		cancel()
	}
}

func naked(ctx context.Context, name string) (err error) {
	ctx, cancel := context.WithCancel(ctx) // want "cancel is not called on the way to line 94"
	if name == "" {
		err = errNoName
		return
	}
	cancel()
	return load(ctx, name)
}

// What ends soon, or with the request, is little.

func short(ctx context.Context) error {
	ctx, _ = context.WithTimeout(ctx, 5*time.Second) // want "until its time is up .5.time.Second."
	return load(ctx, "x")
}

func handler(w http.ResponseWriter, r *http.Request) {
	ctx, _ := context.WithCancel(r.Context()) // want "the context stays in its parent until the request ends"
	_ = load(ctx, "x")
}

// Nothing keeps it, but what waits for it is never told.
func background() {
	ctx, _ := context.WithCancel(context.Background()) // want "whatever waits for the end of the context waits for ever"
	go func() { <-ctx.Done() }()
}

// Whoever is given it may go on for another reason.
func supposed(name string) error {
	ctx, _ := context.WithCancel(context.Background()) // wider "whatever waits for the end of the context waits for ever"
	return load(ctx, name)
}

func polled(ctx context.Context, ticks <-chan time.Time) {
	for {
		select {
		case <-ticks:
			_ = load(ctx, "x")
		case <-ctx.Done():
			return
		}
	}
}

func started(ticks <-chan time.Time) {
	ctx, _ := context.WithCancel(context.Background()) // want "whatever waits for the end of the context waits for ever"
	go polled(context.WithValue(ctx, key{}, "x"), ticks)
}

type key struct{}

func first(ctx context.Context, ticks <-chan time.Time) {
	select {
	case <-ticks:
	case <-ctx.Done():
	}
}

func startedFirst(ticks <-chan time.Time) {
	ctx, _ := context.WithCancel(context.Background()) // wider "whatever waits for the end of the context waits for ever"
	go first(ctx, ticks)
}

func run(w http.ResponseWriter, r *http.Request) {
	ctx, _ := signal.NotifyContext(r.Context(), os.Interrupt) // want "thrown away, and a goroutine and the interception of the signals stay"
	_ = load(ctx, "x")
}

func runOnce(ctx context.Context, name string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt) // want "stop is not called on the way to line 162"
	if name == "" {
		return errNoName
	}
	defer stop()
	return load(ctx, name)
}
