// Package integration connects the product with another one.
package integration

import "net"

func Listen(address string) string {
	l, err := net.Listen("tcp", address) // want "not closed on the way"
	if err != nil || address == "" {
		return ""
	}
	l.Close()
	return address
}
