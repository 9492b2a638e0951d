// Package ends has methods that end their objects.
package ends

import (
	"sync"
	"sync/atomic"
)

type flagged struct {
	mu     sync.Mutex
	closed bool
}

func (f *flagged) Close() { // ends: once
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return
	}
	f.closed = true
}

type swapped struct{ closed atomic.Bool }

func (s *swapped) Close() { // ends: once
	if !s.closed.CompareAndSwap(false, true) {
		return
	}
}

type onced struct{ once sync.Once }

func (o *onced) Close() { // ends: once
	o.once.Do(func() {})
}

// A flag for others to see.
type told struct{ ending, open bool }

func (t *told) Shutdown() { // ends: perhaps again
	t.ending = true
	if !t.open {
		return
	}
	t.open = false
}
