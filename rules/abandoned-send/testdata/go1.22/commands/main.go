// Command commands is a program whose library runs one of its functions as the command, and then ends.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "commands"}
	root.AddCommand(newBuild(), newWatch(), newServe())
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}

// Not reported: the process ends when the command returns.
func newBuild() *cobra.Command {
	return &cobra.Command{
		Use: "build",
		RunE: func(cmd *cobra.Command, args []string) error {
			built := make(chan error)
			go func() { built <- compile() }()
			select {
			case err := <-built:
				return err
			case <-cmd.Context().Done():
				return errors.New("stopped")
			}
		},
	}
}

// Not reported: what the command does last, or returns at once if it fails.
func newWatch() *cobra.Command {
	return &cobra.Command{
		Use: "watch",
		RunE: timed(func(ctx context.Context) error {
			if err := prepared(ctx); err != nil {
				fmt.Println("not prepared")
				return err
			}
			return watch(ctx)
		}),
	}
}

func timed(run func(context.Context) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		ctx, cancel := context.WithTimeout(cmd.Context(), time.Minute)
		defer cancel()
		return run(ctx)
	}
}

func watch(ctx context.Context) error {
	return waitFor(ctx, "watched")
}

func waitFor(ctx context.Context, what string) error {
	done := make(chan error)
	go func() { done <- compile() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return fmt.Errorf("not %s: %w", what, ctx.Err())
	}
}

func prepared(ctx context.Context) error {
	done := make(chan error)
	go func() { done <- compile() }()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// The command goes on without what has taken too long.
func newServe() *cobra.Command {
	return &cobra.Command{
		Use:     "serve",
		PreRunE: checked,
		RunE: func(cmd *cobra.Command, args []string) error {
			warmed(cmd.Context())
			if err := refreshed(cmd.Context()); err != nil {
				fmt.Println("stale")
			}
			select {}
		},
	}
}

func warmed(ctx context.Context) {
	done := make(chan error)
	go func() { done <- compile() }() // wider "warmed returns"
	select {
	case <-done:
	case <-ctx.Done():
	}
}

func refreshed(ctx context.Context) error {
	done := make(chan error)
	go func() { done <- compile() }() // wider "refreshed returns"
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A hook that succeeds leaves the goroutine behind for as long as the command runs.
func checked(cmd *cobra.Command, args []string) error {
	done := make(chan error)
	go func() { done <- compile() }() // wider "checked returns without receiving from done .line 132."
	select {
	case err := <-done:
		return err
	case <-time.After(time.Second):
		return errors.New("failed")
	case <-cmd.Context().Done():
		return nil
	}
}

func compile() error { return nil }
