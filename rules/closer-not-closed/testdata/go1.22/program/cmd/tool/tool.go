// Package tool is a part of a program, as it lies below cmd.
package tool

import (
	"errors"
	"net"
)

// Exec is a command of the program's own kind.
type Exec struct{}

func (Exec) Exec(name string, args []string) int {
	if Reserve(name) != nil {
		return 1
	}
	return 0
}

func Reserve(address string) error {
	l, err := net.Listen("tcp", address) // wider "not closed on the way"
	if err != nil {
		return err
	}
	if address == "" {
		return errors.New("no address")
	}
	return l.Close()
}

// In the background of a loop it runs again and again.
func Watch(addresses chan string) {
	for address := range addresses {
		go func() {
			_ = reserve(address)
		}()
	}
}

func reserve(address string) error {
	l, err := net.Listen("tcp", address) // want "not closed on the way"
	if err != nil {
		return err
	}
	if address == "" {
		return errors.New("no address")
	}
	return l.Close()
}
