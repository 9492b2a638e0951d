// Package wider removes elements from slices whose owner may be short-lived, or in ways that keep less: opt-in.
package wider

import "sync"

type node struct {
	next *node
	data []byte
}

// Nothing tells how long a path lives.
type path struct{ stack []*node }

func (p *path) push(n *node) { p.stack = append(p.stack, n) }

func (p *path) pop() {
	p.stack = p.stack[:len(p.stack)-1] // wider "the element that is cut off p.stack"
}

func (p *path) reset() {
	p.stack = p.stack[:0] // wider "the elements that p.stack loses here"
}

func (p *path) limit(max int) {
	if len(p.stack) > max {
		p.stack = p.stack[:max] // wider "the elements that p.stack loses here"
	}
}

func (p *path) remove(i int) {
	p.stack = append(p.stack[:i], p.stack[i+1:]...) // wider "the array of p.stack keeps a second reference"
}

func (p *path) removeUnordered(i int) {
	last := len(p.stack) - 1
	p.stack[i] = p.stack[last]
	p.stack = p.stack[:last] // wider "the array of p.stack keeps a second reference to the element that was moved"
}

// Read once from front to back: silent by default, since an iterator goes soon.
type iterator struct{ nodes []*node }

var all = iterator{}

func (it *iterator) add(n *node) { it.nodes = append(it.nodes, n) }

func (it *iterator) Next() *node {
	n := it.nodes[0]
	it.nodes = it.nodes[1:] // wider "what is cut off the front of it.nodes"
	return n
}

// Somebody else's slice.
func consume(v *[][]byte, n int) {
	for n > 0 && len(*v) > 0 {
		n -= len((*v)[0])
		*v = (*v)[1:] // wider `what is cut off the front of \*v`
	}
}

// Slices in a map.
type waiting struct{ byPeer map[string][]*node }

func (w *waiting) add(peer string, n *node) { w.byPeer[peer] = append(w.byPeer[peer], n) }

func (w *waiting) next(peer string) *node {
	list := w.byPeer[peer]
	first := list[0]
	if len(list) == 1 {
		delete(w.byPeer, peer)
	} else {
		w.byPeer[peer] = list[1:] // wider "what is cut off the front of w.byPeer"
	}
	return first
}

// Cleared elsewhere, but not here.
type ring struct{ nodes []*node }

var rings ring

func (r *ring) add(n *node) { r.nodes = append(r.nodes, n) }
func (r *ring) close()      { r.nodes = nil }
func (r *ring) next() *node {
	n := r.nodes[0]
	r.nodes = r.nodes[1:] // wider "what is cut off the front of r.nodes"
	return n
}

// A local slice that leaves through a field, and a loop that counts.
func (p *path) dropEmpty() {
	kept := p.stack[:0]
	for i := 0; i < len(p.stack); i++ {
		if p.stack[i].next != nil {
			kept = append(kept, p.stack[i])
		}
	}
	p.stack = kept // miss "filtered in place"
}

func (p *path) removeOrdered(i int) {
	copy(p.stack[i:], p.stack[i+1:])
	p.stack = p.stack[:len(p.stack)-1] // wider "the array of p.stack keeps a second reference to its last"
}

func (p *path) removeSwapped(i int) *node {
	last := len(p.stack) - 1
	p.stack[i], p.stack[last] = p.stack[last], p.stack[i]
	n := p.stack[last]
	p.stack = p.stack[:last] // wider "the element that is cut off p.stack"
	return n
}

// The caller has the part that is cut off, which must not be cleared.
func (p *path) take(n int) []*node {
	first := p.stack[:n]
	p.stack = p.stack[n:]
	return first
}

// Too late: nothing is left to clear.
func (p *path) empty() {
	p.stack = p.stack[:0] // wider "the elements that p.stack loses here"
	clear(p.stack)
}

// A free list gets back what it has given away, at the same place: silent by default.
type freeList struct{ nodes []*node }

var free freeList

func (f *freeList) put(n *node) { f.nodes = append(f.nodes, n) }

func (f *freeList) get() *node {
	last := len(f.nodes) - 1
	if last < 0 {
		return &node{}
	}
	n := f.nodes[last]
	f.nodes = f.nodes[:last] // wider "the element that is cut off f.nodes"
	return n
}

// What is in a map comes and goes with its entry: silent by default.
type session struct{ pending []*node }

var sessions = map[string]*session{}

func end(id string) { delete(sessions, id) }

func (s *session) add(n *node) { s.pending = append(s.pending, n) }

func (s *session) done() {
	s.pending = s.pending[1:] // wider "what is cut off the front of s.pending"
}

// What an iterator holds goes with it: silent by default.
type merged struct{ left *heap }

type heap struct{ nodes []*node }

var merging = merged{left: &heap{}}

func (m *merged) GetNext() *node { return m.left.pop() }

func (h *heap) push(n *node) { h.nodes = append(h.nodes, n) }

func (h *heap) pop() *node {
	n := h.nodes[len(h.nodes)-1]
	h.nodes = h.nodes[:len(h.nodes)-1] // wider "the element that is cut off h.nodes"
	return n
}

type handle struct {
	owner *handles
	data  []byte
}

type handles struct {
	mu   sync.Mutex
	idle []*handle
	busy []*handle
}

var open handles

func (h *handles) take() *handle {
	h.mu.Lock()
	defer h.mu.Unlock()
	var taken *handle
	if n := len(h.idle); n > 0 {
		taken = h.idle[n-1]
		h.idle = h.idle[:n-1] // wider "the element that is cut off h.idle"
	}
	return taken
}

// Close puts the handle back where it was taken from.
func (x *handle) Close() {
	x.owner.mu.Lock()
	defer x.owner.mu.Unlock()
	x.owner.idle = append(x.owner.idle, x)
}

// What is busy is added by others, and need not come back.
func (h *handles) use(x *handle) {
	h.busy = append(h.busy, x)
}

func (h *handles) drop() *handle {
	h.mu.Lock()
	defer h.mu.Unlock()
	var dropped *handle
	if n := len(h.busy); n > 0 {
		dropped = h.busy[n-1]
		h.busy = h.busy[:n-1] // want "the element that is cut off h.busy"
	}
	return dropped
}
