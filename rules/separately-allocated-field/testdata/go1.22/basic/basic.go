// Package basic allocates structs with others in them.
package basic

import (
	"bytes"
	"sync"
)

// doc:bad
type encoder struct {
	depth int
	out   *bytes.Buffer
}

func newEncoder() *encoder {
	return &encoder{out: new(bytes.Buffer)} // want "encoder and the bytes.Buffer of out are two heap objects"
}

func (e *encoder) add(s string) {
	e.out.WriteString(s)
}

// doc:end

// doc:good
type wholeEncoder struct {
	depth int
	out   bytes.Buffer
}

func newWholeEncoder() *wholeEncoder {
	return &wholeEncoder{}
}

func (e *wholeEncoder) add(s string) {
	e.out.WriteString(s)
}

// doc:end

type counters struct{ hits, misses int }

type cache struct {
	mu    *sync.Mutex
	stats *counters
}

func newCache() *cache {
	return &cache{
		mu:    &sync.Mutex{},       // want "cache and the sync.Mutex of mu"
		stats: &counters{hits: 10}, // want "cache and the counters of stats"
	}
}

func (c *cache) hit() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stats.hits++
}

type shared struct {
	mu  *sync.Mutex
	out *bytes.Buffer
	tmp *bytes.Buffer
}

// The mutex is handed on, the first buffer is replaced, the second is there at times only.
func newShared() *shared {
	return &shared{mu: new(sync.Mutex), out: new(bytes.Buffer), tmp: &bytes.Buffer{}}
}

func (s *shared) use(f func(*sync.Mutex)) {
	f(s.mu)
	s.out.Reset()
	s.out = new(bytes.Buffer)
	if s.tmp != nil {
		s.tmp.Reset()
	}
}

type borrower struct{ out *bytes.Buffer }

// Two borrowers may have one buffer.
func newBorrower(out *bytes.Buffer) *borrower {
	return &borrower{out: out}
}

func newOwner() *borrower {
	return &borrower{out: new(bytes.Buffer)}
}

func (b *borrower) add(s string) { b.out.WriteString(s) }

// Exported fields are others' to set.
type Open struct{ Out *bytes.Buffer }

func newOpen() *Open {
	return &Open{Out: new(bytes.Buffer)}
}

type page struct{ bytes [4096]byte }

type book struct{ first *page }

// A page is too large to move.
func newBook() *book {
	return &book{first: new(page)}
}

func (b *book) turn() { b.first.bytes[0]++ }
