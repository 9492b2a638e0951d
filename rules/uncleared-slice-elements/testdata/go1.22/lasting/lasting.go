// Package lasting has queues, stacks and sets that live as long as the process.
package lasting

import (
	"container/heap"
	"sync"
	"time"
)

type job struct {
	payload []byte
	done    func()
}

type Worker struct {
	mu    sync.Mutex
	queue []*job
	stop  chan struct{}
}

func NewWorker() *Worker {
	w := &Worker{queue: []*job{}, stop: make(chan struct{})}
	go w.loop()
	return w
}

func (w *Worker) Add(j *job) {
	w.mu.Lock()
	w.queue = append(w.queue, j)
	w.mu.Unlock()
}

// doc:bad
func (w *Worker) next() *job {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.queue) == 0 {
		return nil
	}
	j := w.queue[0]
	w.queue = w.queue[1:] // want "what is cut off the front of w.queue stays in its array, and in memory, until append"
	return j
}

// doc:end

func (w *Worker) loop() {
	for {
		select {
		case <-w.stop:
			return
		default:
			if j := w.next(); j != nil {
				j.done()
			}
		}
	}
}

func (w *Worker) Stop() { close(w.stop) }

// A heap that a long-lived object holds.
type timer struct {
	at   time.Time
	fire func()
}

type timers []*timer

func (t timers) Len() int           { return len(t) }
func (t timers) Less(i, j int) bool { return t[i].at.Before(t[j].at) }
func (t timers) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *timers) Push(x any)        { *t = append(*t, x.(*timer)) }
func (t *timers) Pop() any {
	old := *t
	n := len(old)
	last := old[n-1]
	*t = old[0 : n-1] // want `the element that is cut off \*t stays in its array`
	return last
}

var pending timers

func Schedule(t *timer) { heap.Push(&pending, t) }

func Fire() {
	for len(pending) > 0 {
		heap.Pop(&pending).(*timer).fire()
	}
}

// A stack behind a package-level variable.
type pool struct {
	mu    sync.Mutex
	conns []*conn
}

type conn struct {
	buf [4096]byte
	err error
}

var shared = &pool{}

func (p *pool) put(c *conn) {
	p.mu.Lock()
	p.conns = append(p.conns, c)
	p.mu.Unlock()
}

func (p *pool) get() *conn {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := len(p.conns) - 1
	if last < 0 {
		return nil
	}
	c := p.conns[last]
	p.conns = p.conns[:last] // want "the element that is cut off p.conns stays in its array"
	return c
}

// A set that is filtered in place.
type listener struct {
	closed bool
	notify func(string)
}

var listeners []*listener

func Listen(l *listener) { listeners = append(listeners, l) }

func Sweep() {
	kept := listeners[:0]
	for _, l := range listeners {
		if !l.closed {
			kept = append(kept, l)
		}
	}
	listeners = kept // want "listeners is filtered in place, and what lies behind the elements"
}

func SweepWell() int {
	n := 0
	for _, l := range listeners {
		if !l.closed {
			n++
		}
	}
	return n
}

// The front of a tuple assignment.
var names []string

func AddName(s string) { names = append(names, s) }

func FirstName() (first string) {
	first, names = names[0], names[1:] // want "what is cut off the front of names"
	return first
}

func use() { shared.put(shared.get()) }

// A cache with a lock and an end, whatever it is called.
type cache struct {
	mu    sync.Mutex
	byAge []*conn
}

func (c *cache) add(e *conn) {
	c.mu.Lock()
	c.byAge = append(c.byAge, e)
	c.mu.Unlock()
}

func (c *cache) evict() {
	c.mu.Lock()
	c.byAge = c.byAge[1:] // want "what is cut off the front of c.byAge"
	c.mu.Unlock()
}

func (c *cache) MustStop() {}

// A set in which the last element fills the gap: at most one reference is left over.
type registry struct {
	mu       sync.Mutex
	sessions []*conn
}

func (r *registry) add(c *conn) {
	r.mu.Lock()
	r.sessions = append(r.sessions, c)
	r.mu.Unlock()
}

func (r *registry) remove(c *conn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, each := range r.sessions {
		if each == c {
			r.sessions[i] = r.sessions[len(r.sessions)-1]
			r.sessions = r.sessions[:len(r.sessions)-1] // wider "the array of r.sessions keeps a second reference to the element that was moved"
			return
		}
	}
}

func (r *registry) Close() {}
