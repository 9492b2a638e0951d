// Package basic holds callers that leave producers behind, which they could tell to stop.
package basic

import (
	"context"
	"net/http"
	"strings"
)

func names(ctx context.Context, all []string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for _, name := range all {
			select {
			case out <- name:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func find(ctx context.Context, all []string, prefix string) string {
	for name := range names(ctx, all) { // wider "find can return \\(line 28\\) before.*waits until others give ctx.Done\\(\\)"
		if strings.HasPrefix(name, prefix) {
			return name
		}
	}
	return ""
}

func findCancelled(ctx context.Context, all []string, prefix string) string {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for name := range names(ctx, all) {
		if strings.HasPrefix(name, prefix) {
			return name
		}
	}
	return ""
}

// The context of an object.
type index struct {
	ctx  context.Context
	quit chan struct{}
	all  []string
}

func (i *index) first() string {
	return <-names(i.ctx, i.all) // miss "names"
}

func (i *index) check(valid func(string) error) error {
	in := names(i.ctx, i.all) // wider "check can return"
	for name := range in {
		if err := valid(name); err != nil {
			return err
		}
	}
	return nil
}

// The signal is that of the object itself.
func (i *index) values() <-chan string {
	out := make(chan string, 1)
	go i.produce(out)
	return out
}

func (i *index) produce(out chan<- string) {
	defer close(out)
	for _, name := range i.all {
		select {
		case out <- name:
		case <-i.quit:
			return
		}
	}
}

func (i *index) has(wanted string) bool {
	for name := range i.values() { // wider "waits until others give i.quit"
		if name == wanted {
			return true
		}
	}
	return false
}

// A stop channel that the caller closes.
func numbers(stop <-chan struct{}) <-chan int {
	out := make(chan int)
	go func() {
		for i := 0; ; i++ {
			select {
			case out <- i:
			case <-stop:
				return
			}
		}
	}()
	return out
}

func firstOver(limit int) int {
	stop := make(chan struct{})
	defer close(stop)
	for n := range numbers(stop) {
		if n > limit {
			return n
		}
	}
	return 0
}

// The context of a request ends when it has been served.
func serve(w http.ResponseWriter, r *http.Request) {
	for name := range names(r.Context(), nil) {
		if _, err := w.Write([]byte(name)); err != nil {
			return
		}
	}
}

// Everything is received.
func count(ctx context.Context, all []string) (n int) {
	for range names(ctx, all) {
		n++
	}
	return n
}

// It leaves when the signal has been given.
func print(ctx context.Context, all []string) {
	in := names(ctx, all)
	for {
		select {
		case name, ok := <-in:
			if !ok {
				return
			}
			println(name)
		case <-ctx.Done():
			return
		}
	}
}

// Nobody ends that context.
//
// doc:bad
func hasName(all []string, wanted string) bool {
	for name := range names(context.Background(), all) { // want "hasName can return \\(line 158\\) .* blocks for ever"
		if name == wanted {
			return true
		}
	}
	return false
}

// doc:end

// doc:good
func hasNameCancelled(all []string, wanted string) bool {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for name := range names(ctx, all) {
		if name == wanted {
			return true
		}
	}
	return false
}

// doc:end

func hasTwo(all []string, wanted string) bool {
	ctx := context.TODO()
	for name := range names(ctx, all) { // want "hasTwo can return .* nobody ends the context"
		if name == wanted {
			return true
		}
	}
	return false
}

// All is received.
func countAll(all []string) (n int) {
	for range names(context.Background(), all) {
		n++
	}
	return n
}

// The rest is received before it returns.
func drained(all []string, wanted string) bool {
	ctx := context.Background()
	in := names(ctx, all)
	for name := range in {
		if name == wanted {
			for range in {
			}
			return true
		}
	}
	return false
}

// The variable holds a context that is cancelled.
func cancelled(all []string, wanted string) bool {
	ctx := context.Background()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for name := range names(ctx, all) {
		if name == wanted {
			return true
		}
	}
	return false
}
