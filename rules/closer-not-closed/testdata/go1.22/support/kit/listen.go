package kit

import "net"

func Listen(address string) string {
	l, err := net.Listen("tcp", address)
	if err != nil || address == "" {
		return ""
	}
	l.Close()
	return address
}
