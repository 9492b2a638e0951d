// Package basic has maps with the same keys.
package basic

import "sync"

type conn struct{ name string }

// doc:bad
type registry struct {
	mu    sync.Mutex
	conns map[string]*conn
	added map[string]int64
}

func (r *registry) Add(name string, c *conn, now int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.conns[name] = c
	r.added[name] = now // want "added gets an entry under name together with conns, but only conns ever loses one"
}

func (r *registry) Remove(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.conns, name)
}

func (r *registry) Close() {}

// doc:end

// doc:good
type goodRegistry struct {
	mu    sync.Mutex
	conns map[string]*conn
	added map[string]int64
}

func (r *goodRegistry) Add(name string, c *conn, now int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.conns[name] = c
	r.added[name] = now
}

func (r *goodRegistry) Remove(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.conns, name)
	delete(r.added, name)
}

func (r *goodRegistry) Close() {}

// doc:end

var (
	byName = map[string]int{}
	byID   = map[int]string{}
)

// The keys differ, so that one cannot be asked to follow the other.
func add(name string, id int) {
	byName[name] = id // want "each new name adds an entry to byName"
	byID[id] = name
}

func remove(id int) { delete(byID, id) }
