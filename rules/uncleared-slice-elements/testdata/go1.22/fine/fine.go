// Package fine removes elements and leaves nothing behind, or nothing that matters.
package fine

// want nothing: whatever is taken out is cleared, or nothing lives long

import (
	"slices"
	"sync"
	"time"
)

type job struct{ payload []byte }

type Worker struct {
	mu    sync.Mutex
	queue []*job
}

var worker Worker

func (w *Worker) Add(j *job) {
	w.mu.Lock()
	w.queue = append(w.queue, j)
	w.mu.Unlock()
}

// doc:good
func (w *Worker) next() *job {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.queue) == 0 {
		return nil
	}
	j := w.queue[0]
	w.queue[0] = nil
	w.queue = w.queue[1:]
	return j
}

// doc:end

// The zero value by other words, before or after.
type item struct {
	key   string
	value *job
}

type stack []item

var items stack

func (s *stack) push(i item) { *s = append(*s, i) }

func (s *stack) pop() item {
	old := *s
	last := len(old) - 1
	top := old[last]
	old[last] = item{}
	*s = old[:last]
	return top
}

type store struct{ items []item }

var global store

func (s *store) add(i item) { s.items = append(s.items, i) }

func (s *store) dropOld() {
	kept := s.items[:0]
	for _, i := range s.items {
		if i.value != nil {
			kept = append(kept, i)
		}
	}
	clear(s.items[len(kept):])
	s.items = kept
}

func (s *store) truncate(n int) {
	for i := n; i < len(s.items); i++ {
		s.items[i] = item{}
	}
	s.items = s.items[:n]
}

func (s *store) remove(i int) {
	copy(s.items[i:], s.items[i+1:])
	var none item
	s.items[len(s.items)-1] = none
	s.items = s.items[:len(s.items)-1]
}

func (s *store) removeAll(key string) {
	s.items = slices.DeleteFunc(s.items, func(i item) bool { return i.key == key })
}

// Elements that refer to nothing.
var (
	numbers []int
	times   []time.Time
	hashes  [][32]byte
)

func addNumber(n int)        { numbers = append(numbers, n) }
func addTime(t time.Time)    { times = append(times, t) }
func addHash(h [32]byte)     { hashes = append(hashes, h) }
func firstNumber() (n int)   { n, numbers = numbers[0], numbers[1:]; return n }
func firstTime() time.Time   { t := times[0]; times = times[1:]; return t }
func dropHashes()            { hashes = hashes[:0] }
func lastHash() (h [32]byte) { h = hashes[len(hashes)-1]; hashes = hashes[:len(hashes)-1]; return h }

// The array is thrown away once nothing is left, in the same function.
type drained struct{ jobs []*job }

var emptied drained

func (d *drained) add(j *job) { d.jobs = append(d.jobs, j) }

func (d *drained) next() *job {
	j := d.jobs[0]
	d.jobs = d.jobs[1:]
	if len(d.jobs) == 0 {
		d.jobs = nil
	}
	return j
}

// Local slices go with their function.
func walk(root *job, children func(*job) []*job) int {
	pending := []*job{root}
	n := 0
	for len(pending) > 0 {
		next := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		pending = append(pending, children(next)...)
		n++
	}
	return n
}

// A slice that is emptied by a function of the package.
type cleared struct{ jobs []*job }

func (c *cleared) add(j *job) { c.jobs = append(c.jobs, j) }

func (c *cleared) reset() {
	release(c.jobs[:cap(c.jobs)])
	c.jobs = c.jobs[:0]
}

func release(jobs []*job) {
	for i := range jobs {
		jobs[i] = nil
	}
}

// Another object's slice.
func (c *cleared) take(from *cleared) {
	c.jobs = from.jobs[1:]
}

// What strings and bytes lose is part of one block.
var (
	text string
	data []byte
)

func advance() {
	text = text[1:]
	data = data[1:]
}

// Channels of signals hold nothing but themselves.
type workers struct {
	mu   sync.Mutex
	stop []chan struct{}
}

var all workers

func (w *workers) start() { w.stop = append(w.stop, make(chan struct{})) }

func (w *workers) stopFirst() {
	close(w.stop[0])
	w.stop = w.stop[1:]
}
