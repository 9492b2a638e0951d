// Package commands has commands that a library finds by the tags of a struct.
package commands

import (
	"context"
	"errors"
)

// Flags are those of a program that go-flags runs.
type Flags struct {
	Login LoginCommand `command:"login" description:"log in"`
}

type LoginCommand struct {
	URL string `long:"url"`
}

// The library runs it once, and its steps with it: one goroutine stays for the rest of the command.
func (command *LoginCommand) Execute(args []string) error {
	ctx := context.Background()
	token, err := command.grant(ctx)
	if err != nil {
		token = "guest"
	}
	return save(ctx, token)
}

func (command *LoginCommand) grant(ctx context.Context) (string, error) {
	tokens := make(chan string)
	go func() { tokens <- read() }() // wider "grant returns"
	select {
	case token := <-tokens:
		return token, nil
	case <-ctx.Done():
		return "", errors.New("cancelled")
	}
}

// LogoutCommand is a command by its method, whoever names it.
type LogoutCommand struct{}

// Not reported: nothing comes after it.
func (*LogoutCommand) Execute(args []string) error {
	done := make(chan error)
	go func() { done <- forget() }()
	select {
	case err := <-done:
		return err
	case <-context.Background().Done():
		return errors.New("cancelled")
	}
}

// CLI is that of a program that kong runs.
type CLI struct {
	Query *queryCmd `cmd:"" help:"ask"`
}

type queryCmd struct{}

// Not reported: nothing comes after it.
func (q *queryCmd) Run(ctx context.Context) error {
	done := make(chan error)
	go func() { done <- forget() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

type worker struct{}

// Has the name, but no field with a tag: it may run as often as its owner likes.
func (w *worker) Run(ctx context.Context) error {
	done := make(chan error)
	go func() { done <- forget() }() // want "Run returns"
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func read() string { return "" }

func forget() error { return nil }

func save(context.Context, string) error { return nil }
