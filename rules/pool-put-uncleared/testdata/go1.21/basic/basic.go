// Package basic pools objects with slices in them.
package basic

import "sync"

type request struct{ body []byte }

// doc:bad
type batch struct {
	requests []*request
	sizes    []int
}

var batches = sync.Pool{New: func() any { return new(batch) }}

func (b *batch) add(r *request) {
	b.requests = append(b.requests, r)
	b.sizes = append(b.sizes, len(r.body))
}

func release(b *batch) {
	b.requests = b.requests[:0] // want "the array of b.requests still refers to all elements, and the pooled batch"
	b.sizes = b.sizes[:0]
	batches.Put(b)
}

// doc:end

// doc:good
type clearedBatch struct{ requests []*request }

var clearedBatches = sync.Pool{New: func() any { return new(clearedBatch) }}

func (b *clearedBatch) add(r *request) { b.requests = append(b.requests, r) }

func releaseCleared(b *clearedBatch) {
	clear(b.requests)
	b.requests = b.requests[:0]
	clearedBatches.Put(b)
}

// doc:end

// By a method.
type labels struct{ pairs []pair }

type pair struct{ name, value string }

func (l *labels) reset() { l.pairs = l.pairs[:0] } // want "the array of l.pairs still refers to all elements"

func (l *labels) add(name, value string) { l.pairs = append(l.pairs, pair{name, value}) }

var labelPool sync.Pool

func withLabels(use func(*labels)) {
	l, _ := labelPool.Get().(*labels)
	if l == nil {
		l = &labels{}
	}
	l.reset()
	use(l)
	labelPool.Put(l)
}

// Elements that are cleared one by one, where the object is taken out.
type row struct{ tags []string }

func (r *row) reset() { r.tags = nil }

type rows struct{ rows []row }

var rowPool sync.Pool

func (r *rows) add(x row) { r.rows = append(r.rows, x) }

func takeRows() *rows {
	r, ok := rowPool.Get().(*rows)
	if !ok {
		return &rows{}
	}
	for i := range r.rows {
		r.rows[i].reset()
	}
	r.rows = r.rows[:0]
	return r
}

func putRows(r *rows) { rowPool.Put(r) }

// Buffers that are kept for reuse.
type buffers struct{ lines [][]byte }

var bufferPool sync.Pool

func (b *buffers) next() *[]byte {
	if n := len(b.lines); n < cap(b.lines) {
		b.lines = b.lines[:n+1]
	} else {
		b.lines = append(b.lines, nil)
	}
	return &b.lines[len(b.lines)-1]
}

func putBuffers(b *buffers) {
	b.lines = b.lines[:0]
	bufferPool.Put(b)
}

// Bytes hold no pointers, and what is not pooled is another question.
type buffer struct{ data []byte }

var bytePool sync.Pool

func (b *buffer) write(p ...byte) { b.data = append(b.data, p...) }

func putBuffer(b *buffer) {
	b.data = b.data[:0]
	bytePool.Put(b)
}

// A function that may clear it, and elements that are parts of the object itself.
type items struct {
	data  []byte
	parts [][]byte
	names []string
}

var itemPool sync.Pool

func (i *items) add(n int, name string) {
	i.parts = append(i.parts, i.data[:n])
	i.names = append(i.names, name)
}

func putItems(i *items, clean func([]string)) {
	clean(i.names)
	i.names = i.names[:0]
	i.parts = i.parts[:0]
	itemPool.Put(i)
}

// Clearing after the cut sees no element.
type late struct {
	names  []string
	values []any
	tags   []string
}

var latePool sync.Pool

func (l *late) add(name string, value any) {
	l.names = append(l.names, name)
	l.values = append(l.values, value)
	l.tags = append(l.tags, name)
}

func putLate(l *late) {
	l.names = l.names[:0] // want "the array of l.names still refers to all elements"
	clear(l.names)
	l.values = l.values[:0] // want "the array of l.values still refers to all elements"
	for i := range l.values {
		l.values[i] = nil
	}
	l.tags = l.tags[:0]
	clear(l.tags[:cap(l.tags)])
	latePool.Put(l)
}

// Keys that are pieces of a buffer of the same object.
type samples struct {
	all []sample
	buf []byte
}

type sample struct {
	key   string
	value float64
}

var samplePool sync.Pool

func pushAll(compress func([]byte, string) []byte, toString func([]byte) string, names []string) {
	s, _ := samplePool.Get().(*samples)
	if s == nil {
		s = &samples{}
	}
	buf := s.buf[:0]
	for i, name := range names {
		start := len(buf)
		buf = compress(buf, name)
		key := toString(buf[start:])
		s.all = append(s.all, sample{key: key, value: float64(i)})
	}
	s.buf = buf
	s.all = s.all[:0]
	samplePool.Put(s)
}

// A batch that is a part of another object is no pooled one.
type collector struct {
	at    batch
	round int
}

func (c *collector) next(r *request) {
	c.at.requests = c.at.requests[:0] // wider "the elements that c.at.requests loses here stay in its array"
	c.at.add(r)
	c.round++
}

// One that is pointed to may be.
type holder struct{ at *batch }

func (h *holder) next(r *request) {
	h.at.requests = h.at.requests[:0] // want "the array of h.at.requests"
	h.at.add(r)
}

// A part of a pooled object is pooled with it.
type wholeBatch struct{ part batch }

var wholes = sync.Pool{New: func() any { return new(wholeBatch) }}

func releaseWhole(w *wholeBatch) {
	w.part.requests = w.part.requests[:0] // want "the array of w.part.requests"
	wholes.Put(w)
}
