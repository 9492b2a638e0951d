// Package mocked has a generated mock, which is larger than the rest.
package mocked

import "net"

type Listener interface {
	Listen(address string) string
}

type System struct{}

func (System) Listen(address string) string {
	l, err := net.Listen("tcp", address) // want "not closed on the way"
	if err != nil || address == "" {
		return ""
	}
	l.Close()
	return address
}
