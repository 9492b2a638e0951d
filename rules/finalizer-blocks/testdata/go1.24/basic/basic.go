// Package conn has connections that say goodbye when they are forgotten.
package conn

import (
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

type conn struct {
	fd      int
	raw     net.Conn
	mu      sync.Mutex
	wg      sync.WaitGroup
	done    chan struct{}
	quit    chan struct{}
	cmd     *exec.Cmd
	closed  atomic.Bool
	session session
}

type session interface{ Logoff() error }

// doc:bad
func open(raw net.Conn) *conn {
	c := &conn{raw: raw, quit: make(chan struct{}), done: make(chan struct{})}
	runtime.SetFinalizer(c, (*conn).shutDown) // want "this finalizer may wait on a channel, and no other finalizer"
	return c
}

func (c *conn) shutDown() {
	close(c.quit)
	<-c.done
	c.raw.Close()
}

// doc:end

// doc:good
func openWell(raw net.Conn) *conn {
	c := &conn{raw: raw, quit: make(chan struct{}), done: make(chan struct{})}
	runtime.SetFinalizer(c, func(c *conn) { go c.shutDown() })
	return c
}

// doc:end

func sends(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) { c.quit <- struct{}{} }) // want "may wait on a channel"
}

func ranges(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) { // want "may wait on a channel"
		for range c.done {
		}
	})
}

func selects(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) { // want "may wait on a channel"
		select {
		case c.quit <- struct{}{}:
		case <-c.done:
		}
	})
}

func (c *conn) stop() { c.wait() }

func (c *conn) wait() { c.wg.Wait() }

func waits(c *conn) {
	runtime.SetFinalizer(c, (*conn).stop) // want "may wait for something to end"
}

func deferred(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) { // want "may wait for something to end"
		defer func() { _ = c.cmd.Wait() }()
		_ = syscall.Close(c.fd)
	})
}

func sleeps(c *conn) {
	finalize := func(*conn) { time.Sleep(time.Second) }
	runtime.SetFinalizer(c, finalize) // want "may wait for something to end"
}

func writes(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) { // want "may wait for the network"
		_, _ = c.raw.Write([]byte("bye"))
	})
}

func asks(c *conn) {
	runtime.SetFinalizer(c, func(*conn) { // want "may wait for the network"
		if resp, err := http.Get("http://localhost/bye"); err == nil {
			resp.Body.Close()
		}
	})
}

func locks(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) { // want "may wait for a lock"
		c.mu.Lock()
		defer c.mu.Unlock()
		_ = syscall.Close(c.fd)
	})
}

func cleans(c *conn) {
	runtime.AddCleanup(c, func(done chan struct{}) { <-done }, c.done) // want "this cleanup may wait on a channel, and before Go 1.25"
}

// Signals without waiting.
func signals(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) {
		select {
		case c.quit <- struct{}{}:
		default:
		}
		close(c.done)
	})
}

// To close a descriptor takes no time.
func closes(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) {
		if c.closed.CompareAndSwap(false, true) {
			_ = syscall.Close(c.fd)
			_ = c.raw.Close()
		}
	})
}

// What runs in another goroutine may wait.
func starts(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) {
		go func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			<-c.done
		}()
		after(func() { <-c.done })
	})
}

// A literal that is only stored does not run.
func stores(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) {
		onExit = func() { <-c.done }
	})
}

func after(f func()) { time.AfterFunc(time.Second, f) }

var onExit func()

// A finalizer that is taken away, or not known.
func others(c *conn, f func(*conn)) {
	runtime.SetFinalizer(c, nil)
	runtime.SetFinalizer(c, f)
}

// Code that is never reached.
func never(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) {
		_ = syscall.Close(c.fd)
		return
		<-c.done
	})
}

// The session may be a peer in the network.
func throughInterface(c *conn) {
	runtime.SetFinalizer(c, func(c *conn) { // miss "network"
		_ = c.session.Logoff()
	})
}
