// Package session keeps what the shop knows of its visitors.
package session

import (
	"runtime"
	"sync"
)

// User is a visitor.
type User struct {
	Name   string
	Visits int
}

// Pool holds the open sessions.
type Pool struct {
	mu      sync.Mutex
	closers []func() string
	seen    map[string]int
}

// NewPool returns an empty pool.
func NewPool() *Pool {
	return &Pool{seen: make(map[string]int)}
}

// Open opens a session for each user.
func (p *Pool) Open(users []User) {
	for _, user := range users {
		p.closers = append(p.closers, func() string {
			return user.Name
		})
	}
}

// Watch counts the visits of each user until their session ends.
func (p *Pool) Watch(users []User) {
	for i := range users {
		name := users[i].Name
		visits, renewals := users[i].Visits, 0
		p.closers = append(p.closers, func() string {
			visits++
			renewals++
			return name
		})
		p.note(name, visits+renewals)
	}
}

func (p *Pool) note(name string, visits int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen[name] = visits
}

// Remember counts one more visit.
func (p *Pool) Remember(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen[name]++
}

// spill is memory that sessions were moved to.
type spill struct {
	data     []byte
	released bool
}

// Spill makes room for size bytes of sessions.
func (p *Pool) Spill(size int) {
	s := &spill{data: make([]byte, size)}
	runtime.SetFinalizer(s, func(*spill) {
		s.release()
	})
}

func (s *spill) release() {
	s.data = nil
	s.released = true
}
