// Package basic holds timers that call functions.
package basic

import (
	"sync"
	"time"
)

type conn struct {
	buffer  []byte
	timeout *time.Timer
	idle    *time.Timer
}

func (c *conn) expire() { c.buffer = nil }

// doc:bad
func (c *conn) open(ttl time.Duration) {
	time.AfterFunc(ttl, func() { c.expire() }) // want "nothing keeps this timer, so that c stays until it fires .ttl., even if no longer needed"
}

// doc:end

// doc:good
func (c *conn) openWell(ttl time.Duration) {
	c.timeout = time.AfterFunc(ttl, func() { c.expire() })
}

func (c *conn) Close() { c.timeout.Stop() }

// doc:end

func (c *conn) method() {
	_ = time.AfterFunc(time.Hour, c.expire) // want "so that c stays until it fires .time.Hour."
}

func (c *conn) inField() {
	c.idle = time.AfterFunc(10*time.Second, c.expire) // want "nothing in this package stops idle, so that c stays until it fires"
}

// Not reported.

// Soon gone.
func (c *conn) soon() {
	time.AfterFunc(100*time.Millisecond, c.expire)
}

func (c *conn) soonByVariable() {
	delay := time.Second / 2
	time.AfterFunc(delay, c.expire)
}

// Nothing ends it: it may well outlive the timer.
type registry struct {
	mu    sync.Mutex
	names map[string]bool
}

func (r *registry) add(name string, ttl time.Duration) {
	time.AfterFunc(ttl, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.names, name)
	})
}

// Refers to nothing but a key.
func byKey(sessions *sync.Map, name string) {
	key := name
	time.AfterFunc(time.Hour, func() { forget(key) })
}

func forget(string) {}

// Whoever gets it may stop it.
func (c *conn) handed() *time.Timer {
	return time.AfterFunc(time.Hour, c.expire)
}
