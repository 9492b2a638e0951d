package basic

import (
	"crypto/tls"
	"io"
	"log"
	"net"
	"os"
)

// The log writes to it as long as the process runs.
func logTo(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	log.SetOutput(io.MultiWriter(os.Stderr, f))
	return nil
}

// Whoever gives the listener to it answers for what is beneath the wrapper.
type secureServer struct {
	accepting net.Listener
	name      string
}

func newSecureServer(l net.Listener, config *tls.Config) *secureServer {
	s := &secureServer{name: "secure"}
	s.accepting = tls.NewListener(l, config)
	return s
}

func newSecureLiteral(l net.Listener, config *tls.Config) *secureServer {
	return &secureServer{accepting: tls.NewListener(l, config), name: "secure"}
}
