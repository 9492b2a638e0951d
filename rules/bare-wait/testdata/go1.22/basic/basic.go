// Package basic holds goroutines that wait for the end of something.
package basic

import (
	"context"
	"io"
	"net"
	"net/http"
)

// doc:bad
func serve(ctx context.Context, l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go handle(ctx, conn)
	}
}

func handle(ctx context.Context, conn net.Conn) {
	defer conn.Close()
	go func() { // want "waits for ctx.Done\\(\\) only, and line 13 starts more of them"
		<-ctx.Done()
		conn.Close()
	}()
	_, _ = io.Copy(io.Discard, conn)
}

// doc:end

// doc:good
func handleUntil(ctx context.Context, conn net.Conn) {
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	_, _ = io.Copy(io.Discard, conn)
}

// doc:end

func serveUntil(ctx context.Context, l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go handleUntil(ctx, conn)
		go handleSelect(ctx, conn)
		go handleOwn(ctx, conn)
		go handleReassigned(ctx, conn)
		go handleWaiting(ctx, conn) // want "waits for ctx.Done\\(\\) only"
	}
}

// The loop itself starts them.
func direct(ctx context.Context, l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go func() { // want "waits for ctx.Done\\(\\) only"
			<-ctx.Done()
			conn.Close()
		}()
	}
}

// The end of the server, in a field.
type server struct {
	ctx  context.Context
	quit chan struct{}
}

func (s *server) run(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go s.handle(conn)
		go s.closeAtEnd(conn) // want "waits for s.ctx.Done\\(\\) only"
	}
}

func (s *server) stop() { close(s.quit) }

func (s *server) handle(conn net.Conn) {
	go func() { // want "waits for s.quit only, and line \\d+ starts more"
		<-s.quit
		conn.Close()
	}()
	_, _ = io.Copy(io.Discard, conn)
}

func (s *server) closeAtEnd(conn net.Conn) {
	<-s.ctx.Done()
	conn.Close()
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body := r.Body
	go func() { // want "waits for s.quit only, and each request starts another"
		<-s.quit
		body.Close()
	}()
	ctx := r.Context()
	go func() {
		<-ctx.Done()
		body.Close()
	}()
}

// Made before the loop, for all rounds.
func listen(l net.Listener) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go handleShared(ctx, conn)
	}
}

func handleShared(ctx context.Context, conn net.Conn) {
	go func() { // want "waits for ctx.Done\\(\\) only"
		<-ctx.Done()
		conn.Close()
	}()
	_, _ = io.Copy(io.Discard, conn)
}

// Guards.

// A second case.
func handleSelect(ctx context.Context, conn net.Conn) {
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-ctx.Done():
		case <-done:
		}
		conn.Close()
	}()
	_, _ = io.Copy(io.Discard, conn)
}

// A context of its own, which ends with the function.
func handleOwn(parent context.Context, conn net.Conn) {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	go func() {
		<-ctx.Done()
		conn.Close()
	}()
	_, _ = io.Copy(io.Discard, conn)
}

func handleReassigned(ctx context.Context, conn net.Conn) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		<-ctx.Done()
		conn.Close()
	}()
	_, _ = io.Copy(io.Discard, conn)
}

// Lasts as long itself, and is the one that is reported.
func handleWaiting(ctx context.Context, conn net.Conn) {
	go func() {
		<-ctx.Done()
		conn.Close()
	}()
	<-ctx.Done()
}

// A context for each round.
func rounds(parent context.Context, l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		ctx, cancel := context.WithCancel(parent)
		once(ctx, conn)
		cancel()
	}
}

// The same, in a variable that was declared before.
func assigned(parent context.Context, l net.Listener) {
	var ctx context.Context
	var cancel context.CancelFunc
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		ctx, cancel = context.WithCancel(parent)
		once(ctx, conn)
		cancel()
	}
}

func once(ctx context.Context, conn net.Conn) {
	go func() {
		<-ctx.Done()
		conn.Close()
	}()
	_, _ = io.Copy(io.Discard, conn)
}

// An object for each round.
func sessions(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		s := &session{conn: conn, done: make(chan struct{})}
		go s.serve()
	}
}

type session struct {
	conn net.Conn
	done chan struct{}
}

func (s *session) serve() {
	go func() {
		<-s.done
		s.conn.Close()
	}()
	_, _ = io.Copy(io.Discard, s.conn)
	s.end()
}

func (s *session) end() { close(s.done) }

// One for each of a few listeners.
func closeAll(ctx context.Context, all []net.Listener) {
	for _, l := range all {
		go func() {
			<-ctx.Done()
			l.Close()
		}()
	}
}

// Who calls it, and how often, is not seen.
func Watch(ctx context.Context, c io.Closer) {
	go func() { // miss "waits for"
		<-ctx.Done()
		c.Close()
	}()
}
