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

// Whoever asks in a loop leaves it with the error of the ended context: there is no next round.
func converse(ctx context.Context, questions []string) error {
	for _, question := range questions {
		if _, err := ask(ctx, question); err != nil {
			return err
		}
	}
	return nil
}

func ask(ctx context.Context, question string) (string, error) {
	answers := make(chan string)
	go func() {
		answers <- think(question) // wider "this goroutine blocks for ever in its send if ask returns"
	}()
	select {
	case answer := <-answers:
		return answer, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// The loop goes on with the next question.
func converseOn(ctx context.Context, questions []string) {
	for _, question := range questions {
		if err := tell(ctx, question); err != nil {
			println(err.Error())
		}
	}
}

func tell(ctx context.Context, question string) error {
	answers := make(chan string)
	go func() {
		answers <- think(question) // want "this goroutine blocks for ever in its send if tell returns"
	}()
	select {
	case answer := <-answers:
		println(answer)
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func think(question string) string { return question + "?" }

func download(names []string) error {
	_, err := os.Stat(names[0])
	return err
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	http.HandleFunc("/", handle)
	if err := converse(ctx, os.Args); err != nil {
		println(err.Error())
	}
	converseOn(ctx, os.Args)
	run(ctx, fetch{}, os.Args)
}
