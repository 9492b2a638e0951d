package lasting

import (
	"container/heap"
	"sync"
)

// Shared under a lock, and kept by whoever asks for it: it has no end of its own.
type backlog struct {
	mu    sync.Mutex
	tasks []func()
}

type Server struct{ backlog *backlog }

func NewServer() *Server { return &Server{backlog: &backlog{}} }

func (b *backlog) add(task func()) {
	b.mu.Lock()
	b.tasks = append(b.tasks, task)
	b.mu.Unlock()
}

func (b *backlog) take() func() {
	b.mu.Lock()
	defer b.mu.Unlock()
	task := b.tasks[0]
	b.tasks = b.tasks[1:] // want "what is cut off the front of b.tasks"
	return task
}

// A heap beneath such a lock, that a function returns as an interface.
type expiring struct {
	mu   sync.RWMutex
	keys *keyHeap
}

type keyHeap struct{ array []*key }

type key struct {
	name    string
	expires int64
}

type Expiring interface {
	Add(name string, expires int64)
	Expire(now int64)
}

func New() Expiring { return newExpiring() }

func newExpiring() *expiring {
	e := new(expiring)
	e.keys = &keyHeap{}
	return e
}

func (e *expiring) Add(name string, expires int64) {
	e.mu.Lock()
	heap.Push(e.keys, &key{name, expires})
	e.mu.Unlock()
}

func (e *expiring) Expire(now int64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for e.keys.Len() > 0 && e.keys.array[0].expires < now {
		heap.Pop(e.keys)
	}
}

func (h keyHeap) Len() int           { return len(h.array) }
func (h keyHeap) Less(i, j int) bool { return h.array[i].expires < h.array[j].expires }
func (h keyHeap) Swap(i, j int)      { h.array[i], h.array[j] = h.array[j], h.array[i] }
func (h *keyHeap) Push(x any)        { h.array = append(h.array, x.(*key)) }
func (h *keyHeap) Pop() any {
	last := h.array[len(h.array)-1]
	h.array = h.array[:len(h.array)-1] // want "the element that is cut off h.array"
	return last
}

// The list of work of one walk goes with the walk.
type worklist struct {
	mu    sync.Mutex
	nodes []*key
}

func newWorklist() *worklist { return &worklist{} }

func walk(root *key) {
	w := newWorklist()
	w.push(root)
	for w.pop() != nil {
	}
}

func (w *worklist) push(n *key) {
	w.mu.Lock()
	w.nodes = append(w.nodes, n)
	w.mu.Unlock()
}

func (w *worklist) pop() *key {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.nodes) == 0 {
		return nil
	}
	last := w.nodes[len(w.nodes)-1]
	w.nodes = w.nodes[:len(w.nodes)-1] // wider "the element that is cut off w.nodes"
	return last
}

// One for each peer, in a map: it comes and goes.
type outbox struct {
	mu    sync.Mutex
	lines []string
}

var outboxes = map[string]*outbox{}

func open(peer string) { outboxes[peer] = &outbox{} }
func shut(peer string) { delete(outboxes, peer) }

func (o *outbox) write(line string) {
	o.mu.Lock()
	o.lines = append(o.lines, line)
	o.mu.Unlock()
}

func (o *outbox) next() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	line := o.lines[0]
	o.lines = o.lines[1:] // wider "what is cut off the front of o.lines"
	return line
}

var _ = []any{walk, open, shut, (*outbox).write, (*outbox).next}

// What is fetched is taken out piece by piece, and gives way to the next fetch as a whole.
type source struct {
	mu       sync.Mutex
	buffered fetch
}

type fetch struct{ topics []*key }

func NewSource() *source { return &source{} }

func (s *source) fill(names []string) {
	var f fetch
	for _, name := range names {
		f.topics = append(f.topics, &key{name: name})
	}
	s.mu.Lock()
	s.buffered = f
	s.mu.Unlock()
}

func (s *source) take() *key {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := &s.buffered
	topic := f.topics[0]
	f.topics = f.topics[1:] // wider "what is cut off the front of f.topics"
	return topic
}
