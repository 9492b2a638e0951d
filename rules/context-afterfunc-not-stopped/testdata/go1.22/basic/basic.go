// Package basic registers functions with contexts.
package basic

import (
	"context"
	"net"
	"net/http"
)

type server struct{ ctx context.Context }

// doc:bad
func (s *server) serve(conn net.Conn) error {
	context.AfterFunc(s.ctx, func() { conn.Close() }) // want "the stop function is thrown away, so that the context keeps this function, and what it refers to, until the context ends"
	return work(conn)
}

// doc:end

// doc:good
func (s *server) serveWell(conn net.Conn) error {
	stop := context.AfterFunc(s.ctx, func() { conn.Close() })
	defer stop()
	return work(conn)
}

// doc:end

func work(conn net.Conn) error {
	_, err := conn.Write(nil)
	return err
}

func (s *server) missed(conn net.Conn) error {
	stop := context.AfterFunc(s.ctx, func() { conn.Close() }) // want "stop is not called on the way to line 37"
	if err := work(conn); err != nil {
		return err
	}
	stop()
	return nil
}

func (s *server) asked(conn net.Conn) error {
	stop := context.AfterFunc(s.ctx, func() { conn.Close() }) // want "nothing calls stop, so that the context keeps this function"
	if stop == nil {
		return nil
	}
	return work(conn)
}

func each(ctx context.Context, conns []net.Conn) {
	for _, conn := range conns {
		stop := context.AfterFunc(ctx, func() { conn.Close() }) // want "the loop comes round before stop is called"
		if work(conn) != nil {
			continue
		}
		stop()
	}
}

// A parameter may end as soon as the work: low confidence.
func given(ctx context.Context, conn net.Conn) error {
	context.AfterFunc(ctx, func() { conn.Close() }) // want "the stop function is thrown away"
	return work(conn)
}

// Not reported.

// It ends with the function.
func own(ctx context.Context, conn net.Conn) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	context.AfterFunc(ctx, func() { conn.Close() })
	return work(conn)
}

// It ends with the request.
func handler(w http.ResponseWriter, r *http.Request) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	context.AfterFunc(r.Context(), func() { conn.Close() })
	_ = work(conn)
}

// Whoever gets it may call it.
func (s *server) watch(f func()) func() bool {
	return context.AfterFunc(s.ctx, f)
}

// It is how the owner of the context ends.
func (s *server) start(l net.Listener) {
	context.AfterFunc(s.ctx, func() { s.close() })
	context.AfterFunc(s.ctx, s.close)
}

func (s *server) close() {}
