// Package passed has locks that are taken in one function and given back in another.
package passed

import (
	"errors"
	"sync"
)

var errClosed = errors.New("closed")

// A transaction keeps the lock from Begin to End.
type Store struct {
	mu     sync.Mutex
	closed bool
	data   map[string]int
}

func (s *Store) Begin() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return errClosed
	}
	return nil
}

func (s *Store) End() {
	s.mu.Unlock()
}

// A return in the middle is reported all the same.
func (s *Store) Set(key string, value int) error {
	s.mu.Lock() // want "s.mu stays locked on the way to line 35"
	if s.closed {
		return errClosed
	}
	s.data[key] = value
	s.mu.Unlock()
	return nil
}

// Returns what gives the lock back.
func (s *Store) View() (map[string]int, func(), error) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, nil, errClosed
	}
	if len(s.data) == 0 {
		return nil, s.End, nil
	}
	return s.data, func() { s.mu.Unlock() }, nil
}

// A Queue has functions that are called with the lock taken.
type Queue struct {
	mu    sync.Mutex
	items []int
}

func (q *Queue) Push(item int) {
	q.mu.Lock()
	if item < 0 {
		q.unlockAndWarn()
		return
	}
	if item == 0 {
		defer q.unlockAndWarn()
		return
	}
	q.items = append(q.items, item)
	q.mu.Unlock()
}

// Gives back what the caller has taken.
func (q *Queue) unlockAndWarn() {
	q.mu.Unlock()
	println("odd item")
}

// Gives it back for a while, and returns with it as it came.
func (q *Queue) sendFirst(send func(int) error) error {
	first := q.items[0]
	q.mu.Unlock()
	err := send(first)
	q.mu.Lock()
	if err != nil {
		return err
	}
	if len(q.items) > 1 {
		q.mu.Unlock()
		println("more")
		q.mu.Lock()
	}
	return nil
}

func (q *Queue) Flush(send func(int) error) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.sendFirst(send)
}

// Locks on purpose: nothing in it unlocks.
func (q *Queue) lock(isUrgent bool) bool {
	if isUrgent {
		return q.mu.TryLock()
	}
	q.mu.Lock()
	return true
}

func (q *Queue) Len(isUrgent bool) int {
	if !q.lock(isUrgent) {
		return 0
	}
	defer q.mu.Unlock()
	return len(q.items)
}
