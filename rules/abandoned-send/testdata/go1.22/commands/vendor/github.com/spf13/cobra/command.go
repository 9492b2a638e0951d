// Package cobra is a stub.
package cobra

import "context"

type Command struct {
	Use     string
	PreRunE func(cmd *Command, args []string) error
	RunE    func(cmd *Command, args []string) error
}

func (c *Command) AddCommand(commands ...*Command) {}

func (c *Command) Execute() error { return c.RunE(c, nil) }

func (c *Command) Context() context.Context { return context.Background() }
