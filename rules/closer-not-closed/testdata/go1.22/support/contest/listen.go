// Package contest ends in the word by chance.
package contest

import "net"

func Listen(address string) string {
	l, err := net.Listen("tcp", address) // want "not closed on the way"
	if err != nil || address == "" {
		return ""
	}
	l.Close()
	return address
}
