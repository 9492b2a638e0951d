package retention

import (
	"container/heap"
	"measure"
	"slices"
	"sync"
)

// Each program fills a container with jobs of Big bytes in total, takes them out, and goes on holding the container.
var uncleared = []measure.Case{
	measure.Held.Of(headQueue, headQueueCleared),
	measure.Held.Of(popStack, popStackCleared),
	measure.Held.Of(filterInPlace, filterInPlaceDeleted),
	measure.Held.Of(jobHeap, jobHeapCleared),
	measure.Held.Of(genericStack, genericStackCleared),
	measure.Held.Of(truncatedBatch, truncatedBatchCleared),
	measure.Held.Of(structElements, structElementsCleared),
	measure.Held.Of(callbackList, callbackListCleared),
	measure.Held.Of(lockedQueue, lockedQueueDropped),
	measure.Held.Of(deletedByAppend, deletedBySlices),
	measure.Held.Of(mapOfStacks, mapOfStacksCleared),
	measure.Held.Of(swappedSet, swappedSetCleared),
}

type job struct {
	id   int
	data []byte
}

// jobs are 16 of them, Big bytes in total.
func jobs() []*job {
	list := make([]*job, 16)
	for i := range list {
		list[i] = &job{i, make([]byte, measure.Big/len(list))}
	}
	return list
}

var owners []any

type queue struct{ pending []*job }

func (q *queue) push(j *job) { q.pending = append(q.pending, j) }

// shift leaves the job in the array, in front of what the slice shows.
func (q *queue) shift() *job {
	j := q.pending[0]
	q.pending = q.pending[1:]
	return j
}

// headQueue takes from the head of a slice that is appended to.
//
//proof:wider uncleared-slice-elements
func headQueue() {
	q := &queue{pending: make([]*job, 0, 32)}
	owners = append(owners, q)
	for _, j := range jobs() {
		q.push(j)
	}
	for len(q.pending) > 1 {
		q.shift()
	}
}

type clearedQueue struct{ pending []*job }

func (q *clearedQueue) push(j *job) { q.pending = append(q.pending, j) }

func (q *clearedQueue) shift() *job {
	j := q.pending[0]
	q.pending[0] = nil
	q.pending = q.pending[1:]
	return j
}

//proof:none
func headQueueCleared() {
	q := &clearedQueue{pending: make([]*job, 0, 32)}
	owners = append(owners, q)
	for _, j := range jobs() {
		q.push(j)
	}
	for len(q.pending) > 1 {
		q.shift()
	}
}

type stack struct{ items []*job }

func (s *stack) push(j *job) { s.items = append(s.items, j) }

func (s *stack) pop() *job {
	last := len(s.items) - 1
	j := s.items[last]
	s.items = s.items[:last]
	return j
}

// popStack leaves what is popped behind the end of the slice.
//
//proof:wider uncleared-slice-elements
func popStack() {
	s := new(stack)
	owners = append(owners, s)
	for _, j := range jobs() {
		s.push(j)
	}
	for len(s.items) > 0 {
		s.pop()
	}
}

type clearedStack struct{ items []*job }

func (s *clearedStack) push(j *job) { s.items = append(s.items, j) }

func (s *clearedStack) pop() *job {
	last := len(s.items) - 1
	j := s.items[last]
	s.items[last] = nil
	s.items = s.items[:last]
	return j
}

//proof:none
func popStackCleared() {
	s := new(clearedStack)
	owners = append(owners, s)
	for _, j := range jobs() {
		s.push(j)
	}
	for len(s.items) > 0 {
		s.pop()
	}
}

type pool struct{ idle []*job }

func (p *pool) add(j *job) { p.idle = append(p.idle, j) }

func (p *pool) expire(before int) {
	kept := p.idle[:0]
	for _, j := range p.idle {
		if j.id >= before {
			kept = append(kept, j)
		}
	}
	p.idle = kept
}

// filterInPlace drops jobs by moving the others forward.
//
//proof:wider uncleared-slice-elements
func filterInPlace() {
	p := &pool{}
	owners = append(owners, p)
	for _, j := range jobs() {
		p.add(j)
	}
	p.expire(100)
}

type deletingPool struct{ idle []*job }

func (p *deletingPool) add(j *job) { p.idle = append(p.idle, j) }

func (p *deletingPool) expire(before int) {
	p.idle = slices.DeleteFunc(p.idle, func(j *job) bool { return j.id < before })
}

//proof:none
func filterInPlaceDeleted() {
	p := &deletingPool{}
	owners = append(owners, p)
	for _, j := range jobs() {
		p.add(j)
	}
	p.expire(100)
}

type byID []*job

func (h byID) Len() int           { return len(h) }
func (h byID) Less(i, j int) bool { return h[i].id < h[j].id }
func (h byID) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *byID) Push(x any)        { *h = append(*h, x.(*job)) }

func (h *byID) Pop() any {
	old := *h
	j := old[len(old)-1]
	*h = old[:len(old)-1]
	return j
}

type scheduler struct{ due byID }

// jobHeap pops from a heap whose Pop leaves the job in its place.
//
//proof:wider uncleared-slice-elements
func jobHeap() {
	s := &scheduler{}
	owners = append(owners, s)
	for _, j := range jobs() {
		heap.Push(&s.due, j)
	}
	for s.due.Len() > 0 {
		heap.Pop(&s.due)
	}
}

type clearedByID []*job

func (h clearedByID) Len() int           { return len(h) }
func (h clearedByID) Less(i, j int) bool { return h[i].id < h[j].id }
func (h clearedByID) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *clearedByID) Push(x any)        { *h = append(*h, x.(*job)) }

func (h *clearedByID) Pop() any {
	old := *h
	j := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	return j
}

//proof:none
func jobHeapCleared() {
	h := new(clearedByID)
	owners = append(owners, h)
	for _, j := range jobs() {
		heap.Push(h, j)
	}
	for h.Len() > 0 {
		heap.Pop(h)
	}
}

type stackOf[T any] struct{ items []T }

func (s *stackOf[T]) push(item T) { s.items = append(s.items, item) }

func (s *stackOf[T]) pop() (item T, ok bool) {
	if len(s.items) == 0 {
		return item, false
	}
	item = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return item, true
}

// genericStack holds elements of any type, here pointers.
//
//proof:miss uncleared-slice-elements: elements of a type parameter
func genericStack() {
	s := &stackOf[*job]{}
	owners = append(owners, s)
	for _, j := range jobs() {
		s.push(j)
	}
	for _, ok := s.pop(); ok; {
		_, ok = s.pop()
	}
}

type clearedStackOf[T any] struct{ items []T }

func (s *clearedStackOf[T]) push(item T) { s.items = append(s.items, item) }

func (s *clearedStackOf[T]) pop() (item T, ok bool) {
	if len(s.items) == 0 {
		return item, false
	}
	var zero T
	last := len(s.items) - 1
	item, s.items[last] = s.items[last], zero
	s.items = s.items[:last]
	return item, true
}

//proof:none
func genericStackCleared() {
	s := &clearedStackOf[*job]{}
	owners = append(owners, s)
	for _, j := range jobs() {
		s.push(j)
	}
	for _, ok := s.pop(); ok; {
		_, ok = s.pop()
	}
}

type batcher struct{ batch []*job }

func (b *batcher) add(j *job) { b.batch = append(b.batch, j) }

func (b *batcher) flush(send func([]*job)) {
	send(b.batch)
	b.batch = b.batch[:0]
}

// truncatedBatch truncates the slice for the next round, which may be long in coming.
//
//proof:miss uncleared-slice-elements: a slice that is emptied is mostly filled again soon
func truncatedBatch() {
	b := &batcher{}
	owners = append(owners, b)
	for _, j := range jobs() {
		b.add(j)
	}
	b.flush(func([]*job) {})
}

type clearedBatcher struct{ batch []*job }

func (b *clearedBatcher) add(j *job) { b.batch = append(b.batch, j) }

func (b *clearedBatcher) flush(send func([]*job)) {
	send(b.batch)
	clear(b.batch)
	b.batch = b.batch[:0]
}

//proof:none
func truncatedBatchCleared() {
	b := &clearedBatcher{}
	owners = append(owners, b)
	for _, j := range jobs() {
		b.add(j)
	}
	b.flush(func([]*job) {})
}

type request struct {
	name string
	body []byte
}

type backlog struct {
	mu       sync.Mutex
	requests []request
}

func (b *backlog) enqueue(r request) {
	b.mu.Lock()
	b.requests = append(b.requests, r)
	b.mu.Unlock()
}

func (b *backlog) dequeue() request {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := b.requests[0]
	b.requests = b.requests[1:]
	return r
}

// structElements has elements that are structs with a slice.
//
//proof:want uncleared-slice-elements
func structElements() {
	b := &backlog{requests: make([]request, 0, 32)}
	owners = append(owners, b)
	for _, j := range jobs() {
		b.enqueue(request{"job", j.data})
	}
	for len(b.requests) > 1 {
		b.dequeue()
	}
}

type clearedBacklog struct {
	mu       sync.Mutex
	requests []request
}

func (b *clearedBacklog) enqueue(r request) {
	b.mu.Lock()
	b.requests = append(b.requests, r)
	b.mu.Unlock()
}

func (b *clearedBacklog) dequeue() request {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := b.requests[0]
	b.requests[0] = request{}
	b.requests = b.requests[1:]
	return r
}

//proof:none
func structElementsCleared() {
	b := &clearedBacklog{requests: make([]request, 0, 32)}
	owners = append(owners, b)
	for _, j := range jobs() {
		b.enqueue(request{"job", j.data})
	}
	for len(b.requests) > 1 {
		b.dequeue()
	}
}

type cleanup struct{ funcs []func() }

func (c *cleanup) add(f func()) { c.funcs = append(c.funcs, f) }

func (c *cleanup) run() {
	for n := len(c.funcs); n > 0; n = len(c.funcs) {
		f := c.funcs[n-1]
		c.funcs = c.funcs[:n-1]
		f()
	}
}

// callbackList has functions as elements, which hold what they capture.
//
//proof:wider uncleared-slice-elements
func callbackList() {
	c := &cleanup{}
	owners = append(owners, c)
	for _, j := range jobs() {
		c.add(func() { j.id = 0 })
	}
	c.run()
}

type clearedCleanup struct{ funcs []func() }

func (c *clearedCleanup) add(f func()) { c.funcs = append(c.funcs, f) }

func (c *clearedCleanup) run() {
	for n := len(c.funcs); n > 0; n = len(c.funcs) {
		f := c.funcs[n-1]
		c.funcs[n-1] = nil
		c.funcs = c.funcs[:n-1]
		f()
	}
}

//proof:none
func callbackListCleared() {
	c := &clearedCleanup{}
	owners = append(owners, c)
	for _, j := range jobs() {
		c.add(func() { j.id = 0 })
	}
	c.run()
}

type work struct {
	sync.Mutex
	todo []*job
}

func (w *work) put(list ...*job) {
	w.Lock()
	defer w.Unlock()
	w.todo = append(w.todo, list...)
}

func (w *work) take() (j *job) {
	w.Lock()
	defer w.Unlock()
	if len(w.todo) > 0 {
		j, w.todo = w.todo[0], w.todo[1:]
	}
	return j
}

// lockedQueue takes the head in a tuple assignment; the empty slice keeps the array.
//
//proof:want uncleared-slice-elements
func lockedQueue() {
	w := &work{}
	owners = append(owners, w)
	w.put(append(jobs(), &job{id: 17})...)
	for range 16 {
		w.take()
	}
}

type droppingWork struct {
	sync.Mutex
	todo []*job
}

func (w *droppingWork) put(list ...*job) {
	w.Lock()
	defer w.Unlock()
	w.todo = append(w.todo, list...)
}

func (w *droppingWork) take() (j *job) {
	w.Lock()
	defer w.Unlock()
	if len(w.todo) > 0 {
		j = w.todo[0]
		w.todo[0] = nil
		w.todo = w.todo[1:]
	}
	if len(w.todo) == 0 {
		w.todo = nil
	}
	return j
}

//proof:none
func lockedQueueDropped() {
	w := &droppingWork{}
	owners = append(owners, w)
	w.put(jobs()...)
	for range 16 {
		w.take()
	}
}

type group struct{ members []*job }

func (g *group) join(j *job) { g.members = append(g.members, j) }

func (g *group) leave(i int) {
	g.members = append(g.members[:i], g.members[i+1:]...)
}

// deletedByAppend moves the rest forward one by one: the last place keeps a job that has left, here the biggest.
//
//proof:wider uncleared-slice-elements
func deletedByAppend() {
	g := &group{}
	owners = append(owners, g)
	g.join(&job{1, make([]byte, measure.Big)})
	g.leave(0)
}

type deletingGroup struct{ members []*job }

func (g *deletingGroup) join(j *job) { g.members = append(g.members, j) }

func (g *deletingGroup) leave(i int) {
	g.members = slices.Delete(g.members, i, i+1)
}

//proof:none
func deletedBySlices() {
	g := &deletingGroup{}
	owners = append(owners, g)
	g.join(&job{1, make([]byte, measure.Big)})
	g.leave(0)
}

type keyed struct{ free map[string][]*job }

func (k *keyed) give(key string, j *job) { k.free[key] = append(k.free[key], j) }

func (k *keyed) take(key string) *job {
	list := k.free[key]
	j := list[len(list)-1]
	k.free[key] = list[:len(list)-1]
	return j
}

// mapOfStacks has its stacks in a map.
//
//proof:wider uncleared-slice-elements
func mapOfStacks() {
	k := &keyed{map[string][]*job{}}
	owners = append(owners, k)
	for _, j := range jobs() {
		k.give("a", j)
	}
	for len(k.free["a"]) > 0 {
		k.take("a")
	}
}

type clearedKeyed struct{ free map[string][]*job }

func (k *clearedKeyed) give(key string, j *job) { k.free[key] = append(k.free[key], j) }

func (k *clearedKeyed) take(key string) *job {
	list := k.free[key]
	j := list[len(list)-1]
	list[len(list)-1] = nil
	k.free[key] = list[:len(list)-1]
	return j
}

//proof:none
func mapOfStacksCleared() {
	k := &clearedKeyed{map[string][]*job{}}
	owners = append(owners, k)
	for _, j := range jobs() {
		k.give("a", j)
	}
	for len(k.free["a"]) > 0 {
		k.take("a")
	}
}

type peerSet struct {
	mu   sync.Mutex
	open []*job
}

func (s *peerSet) add(j *job) {
	s.mu.Lock()
	s.open = append(s.open, j)
	s.mu.Unlock()
}

func (s *peerSet) remove(j *job) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, each := range s.open {
		if each == j {
			s.open[i] = s.open[len(s.open)-1]
			s.open = s.open[:len(s.open)-1]
			return
		}
	}
}

func (s *peerSet) Close() {}

// swappedSet fills the gap with the last element.
//
//proof:wider uncleared-slice-elements
func swappedSet() {
	s := &peerSet{}
	owners = append(owners, s)
	for _, j := range jobs() {
		s.add(j)
	}
	for range 16 {
		s.remove(s.open[len(s.open)-1])
	}
}

type clearedPeerSet struct {
	mu   sync.Mutex
	open []*job
}

func (s *clearedPeerSet) add(j *job) {
	s.mu.Lock()
	s.open = append(s.open, j)
	s.mu.Unlock()
}

func (s *clearedPeerSet) remove(j *job) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.Index(s.open, j); i >= 0 {
		last := len(s.open) - 1
		s.open[i], s.open[last] = s.open[last], nil
		s.open = s.open[:last]
	}
}

func (s *clearedPeerSet) Close() {}

//proof:none
func swappedSetCleared() {
	s := &clearedPeerSet{}
	owners = append(owners, s)
	for _, j := range jobs() {
		s.add(j)
	}
	for range 16 {
		s.remove(s.open[len(s.open)-1])
	}
}
