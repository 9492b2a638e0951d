// Package cli is a stub.
package cli

type Command struct {
	Name   string
	Action func(*Command) error
}
