// Package wider holds producers that do not look at the signal which their function is handed, with no consumer in sight.
package wider

import (
	"context"
	"net/http"
)

// Load is called from other packages.
func Load(ctx context.Context, names []string, load func(context.Context, string) string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for _, name := range names {
			out <- load(ctx, name) // wider "again and again without looking at ctx.Done\\(\\)"
		}
	}()
	return out
}

// The channel is handed to code that is not seen.
func serve(r *http.Request, names []string, output func(<-chan string)) {
	out := make(chan string)
	output(out)
	go func() {
		defer close(out)
		for _, name := range names {
			out <- name // wider "again and again without looking at r.Context\\(\\).Done\\(\\)"
		}
	}()
}

// Pairs has a stop channel, and a function of the package sends.
func Pairs(stop <-chan struct{}, names []string) (<-chan string, error) {
	out := make(chan string)
	go pairs(names, out)
	return out, nil
}

func pairs(names []string, out chan<- string) {
	for i := range names {
		out <- names[i] // wider "without looking at stop"
	}
}

// A single value is sent: many such functions document that it must be received.
func One(ctx context.Context, load func(context.Context) string) <-chan string {
	out := make(chan string)
	go func() { out <- load(ctx) }()
	return out
}

// There is room; how much is sent is not counted.
func Buffered(ctx context.Context, names []string) <-chan string {
	out := make(chan string, 16)
	go func() {
		defer close(out)
		for _, name := range names {
			out <- name // miss "out"
		}
	}()
	return out
}

// Nobody is told to stop.
func All(names []string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for _, name := range names {
			out <- name
		}
	}()
	return out
}

// The send gives up.
func Guarded(ctx context.Context, names []string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for _, name := range names {
			select {
			case out <- name:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// The context is that of the process.
func init() {
	for name := range started(context.Background()) {
		println(name)
	}
}

func started(ctx context.Context) <-chan string {
	out := make(chan string)
	go func() {
		for {
			out <- "tick"
		}
	}()
	return out
}

type command interface {
	Context() context.Context
	SetOutput(output any)
}

// The command has a context.
func list(c command, names []string) {
	out := make(chan string)
	c.SetOutput((<-chan string)(out))
	go func() {
		defer close(out)
		for name := range keys(c.Context(), names) {
			out <- name // wider "again and again without looking at c.Context\\(\\).Done\\(\\)"
		}
	}()
}

type settings interface {
	Context() string
	SetOutput(output any)
}

// Something else of that name.
func show(s settings, names []string) {
	out := make(chan string)
	s.SetOutput((<-chan string)(out))
	go func() {
		defer close(out)
		for _, name := range names {
			out <- s.Context() + name
		}
	}()
}

func keys(ctx context.Context, names []string) map[string]bool { return map[string]bool{} }
