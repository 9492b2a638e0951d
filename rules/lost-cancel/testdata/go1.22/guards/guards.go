// Package guards holds what looks like a lost cancel and is none.
package guards

// want nothing: somebody cancels, or nothing is left to cancel

import (
	"context"
	"errors"
	"log"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"time"
)

var errNoName = errors.New("no name")

func load(ctx context.Context, name string) error { return ctx.Err() }

// golang/go 29587: its parent is cancelled by the same function, on every way out.
func belowCancelled(ctx context.Context, name string) error {
	outer, cancel := context.WithCancel(ctx)
	defer cancel()
	inner, _ := context.WithTimeout(outer, time.Hour)
	return load(inner, name)
}

func belowValue(ctx context.Context, name string) error {
	outer, cancel := context.WithCancel(ctx)
	defer cancel()
	inner, stop := context.WithCancel(context.WithValue(outer, key{}, name))
	if name == "" {
		return errNoName
	}
	defer stop()
	return load(inner, name)
}

type key struct{}

type traced struct {
	context.Context
	name string
}

func belowEmbedded(ctx context.Context, name string) error {
	outer, cancel := context.WithCancel(ctx)
	first, _ := context.WithCancel(traced{outer, name})
	second, _ := context.WithTimeout(&traced{Context: outer}, time.Hour)
	err := errors.Join(load(first, name), load(second, name))
	cancel()
	return err
}

// The outer one is over before.
func belowShorter(ctx context.Context, name string) error {
	outer, cancel := context.WithTimeout(ctx, time.Millisecond)
	stops = append(stops, cancel)
	inner, _ := context.WithTimeout(traced{Context: outer}, time.Hour)
	return load(inner, name)
}

// It panics.
func belowNil() {
	ctx, _ := context.WithCancel(nil)
	_ = load(ctx, "x")
}

// golang/go 25720: whoever sees an error cancels, and without one the context has to live on.
func unlessFailed(ctx context.Context, name string) (inner context.Context, err error) {
	inner, cancel := context.WithCancel(ctx)
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	return inner, load(inner, name)
}

// golang/go 25720: a timeout that starts anew; the deferred literal cancels the last one.
func rearmed(ctx context.Context, limit time.Duration, names []string) {
	inner, cancel := context.WithTimeout(ctx, limit)
	defer func() { cancel() }()
	for _, name := range names {
		if load(inner, name) != nil {
			return
		}
		cancel()
		inner, cancel = context.WithTimeout(ctx, limit)
	}
}

// The deferred call stands in a function literal.
func inLiteral(ctx context.Context, name string) error {
	ctx, cancel := context.WithCancel(ctx)
	done := func() { cancel() }
	defer done()
	if name == "" {
		return errNoName
	}
	return load(ctx, name)
}

// The process ends, or the goroutine does.
func fatal(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Hour)
	if name == "" {
		log.Fatal(errNoName)
	}
	if name == "-" {
		os.Exit(1)
	}
	if name == "." {
		runtime.Goexit()
	}
	if name == "!" {
		panic(errNoName)
	}
	cancel()
	return load(ctx, name)
}

func endless(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	_ = cancel
	for {
		if load(ctx, "x") != nil {
			time.Sleep(time.Second)
		}
	}
}

// A named result is returned by a bare return.
func named(ctx context.Context) (inner context.Context, cancel context.CancelFunc) {
	inner, cancel = context.WithCancel(ctx)
	return
}

// gosec 1584: returned as a func(), or in a function that calls it.
func returned(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	return ctx, func() {
		cancel()
	}
}

// gosec 1590: a goroutine cancels.
func inGoroutine(ctx context.Context, wait *sync.WaitGroup) error {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		wait.Wait()
		cancel()
	}()
	return load(ctx, "x")
}

// gosec 1591, 1595, 1601, 1668: in a field, a variable of the package, a slice or a map.
type Owner struct{ Cancel func() }

func inField(ctx context.Context) (context.Context, Owner) {
	ctx, cancel := context.WithCancel(ctx)
	return ctx, Owner{Cancel: cancel}
}

var (
	stopAll context.CancelFunc
	stops   []context.CancelFunc
	byName  = map[string]context.CancelFunc{}
)

func inVariable(ctx context.Context) error {
	ctx, stopAll = context.WithCancel(ctx)
	return load(ctx, "x")
}

func inCollections(ctx context.Context, name string) error {
	first, cancel := context.WithCancel(ctx)
	stops = append(stops, cancel)
	second, cancelSecond := context.WithCancel(first)
	byName[name] = cancelSecond
	return load(second, name)
}

// By a timer, a Once, a helper.
func byOthers(ctx context.Context, once *sync.Once) error {
	first, cancel := context.WithCancel(ctx)
	time.AfterFunc(time.Minute, cancel)
	second, cancelSecond := context.WithCancel(first)
	defer once.Do(cancelSecond)
	third, cancelThird := context.WithCancelCause(second)
	defer end(cancelThird)
	return load(third, "x")
}

func end(cancel context.CancelCauseFunc) { cancel(nil) }

// Nothing keeps it: it is garbage.
func garbage(name string) error {
	ctx, cancel := context.WithCancel(context.Background())
	if name == "" {
		return errNoName
	}
	defer cancel()
	return load(ctx, name)
}

func detached(ctx context.Context, name string) error {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	if name == "" {
		return errNoName
	}
	defer cancel()
	return load(ctx, name)
}

// Its time is up at once.
func over(ctx context.Context) error {
	first, _ := context.WithTimeout(ctx, 10*time.Millisecond)
	second, _ := context.WithDeadline(first, time.Now())
	third, _ := context.WithDeadline(second, time.Now().Add(-time.Minute))
	return load(third, "x")
}

// The loop leaves after it.
func once(ctx context.Context, names []string) error {
	for _, name := range names {
		inner, cancel := context.WithCancel(ctx)
		err := load(inner, name)
		cancel()
		if err == nil {
			break
		}
	}
	return nil
}

// Whether there is something to cancel depends on the same condition.
func correlated(ctx context.Context, limit time.Duration) error {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	err := load(ctx, "x")
	if cancel != nil {
		cancel()
	}
	return err
}

func replaced(ctx context.Context, limit time.Duration) error {
	cancel := func() {}
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	defer func() { cancel() }()
	return load(ctx, "x")
}

// It serves until the signal comes.
func serve(ctx context.Context) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	return load(ctx, "x")
}
