// Package basic has linked lists.
package basic

type node struct {
	next *node
	data []byte
}

type queue struct{ head, tail *node }

// doc:bad
func (q *queue) pop() *node {
	n := q.head
	if n == nil {
		return nil
	}
	q.head = n.next // want "n is returned with its next still set, so that whoever keeps it keeps all nodes that followed"
	return n
}

// doc:end

func (q *queue) push(n *node) {
	if q.tail == nil {
		q.head, q.tail = n, n
		return
	}
	q.tail.next = n
	q.tail = n
}

type cleanNode struct {
	next *cleanNode
	data []byte
}

type cleanQueue struct{ head *cleanNode }

// doc:good
func (q *cleanQueue) pop() *cleanNode {
	n := q.head
	if n == nil {
		return nil
	}
	q.head = n.next
	n.next = nil
	return n
}

// doc:end

// Only the content leaves.
func (q *queue) popData() []byte {
	n := q.head
	q.head = n.next
	return n.data
}

// A free list, whose nodes get another link soon.
type freeList struct{ free *node }

func (f *freeList) get() *node {
	n := f.free
	if n == nil {
		return &node{}
	}
	f.free = n.next
	return n
}

func (f *freeList) getNew() *node {
	n := f.free
	if n == nil {
		return new(node)
	}
	f.free = n.next
	return n
}

// A walk along the list.
func (q *queue) last() *node {
	n := q.head
	for n.next != nil {
		n = n.next
	}
	return n
}

// No list: the parent stays.
type frame struct {
	parent *frame
	name   string
}

type stack struct{ top *frame }

func (s *stack) enter(name string) { s.top = &frame{parent: s.top, name: name} }

func (s *stack) leave() string {
	f := s.top
	s.top = f.parent
	return f.name
}

// By a variable of the package.
var ready *node

func takeReady() *node {
	n := ready
	ready = n.next // want "n is returned with its next still set"
	return n
}
