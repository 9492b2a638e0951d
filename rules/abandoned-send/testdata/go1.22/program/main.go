// A program whose contexts end with it, unless it is seen to go on.
package main

import (
	"context"
	"net/http"
	"os"
	"os/signal"
)

type command interface {
	Exec(ctx context.Context, args []string) int
}

type fetch struct{}

func (fetch) Exec(ctx context.Context, args []string) int {
	failed := make(chan error)
	go func() {
		failed <- download(args) // wider "this goroutine blocks for ever in its send if Exec returns"
	}()
	select {
	case <-ctx.Done():
		return 1
	case err := <-failed:
		if err != nil {
			return 1
		}
		return 0
	}
}

func handle(w http.ResponseWriter, r *http.Request) {
	failed := make(chan error)
	go func() {
		failed <- download(nil) // want "this goroutine blocks for ever in its send if handle returns"
	}()
	select {
	case <-r.Context().Done():
	case <-failed:
	}
}

// A shell: by its name the method may be run for each line.
func run(ctx context.Context, c command, lines []string) {
	for _, line := range lines {
		c.Exec(ctx, []string{line})
	}
}

func download(names []string) error {
	_, err := os.Stat(names[0])
	return err
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	http.HandleFunc("/", handle)
	run(ctx, fetch{}, os.Args)
}
