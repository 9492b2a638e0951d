// Package basic takes objects from pools.
package basic

import (
	"bytes"
	"errors"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var errEmpty = errors.New("empty")

// doc:bad
func render(p []byte) (string, error) {
	b := pool.Get().(*bytes.Buffer) // want "b is not put back into the pool on the way to line 20"
	b.Reset()
	b.Write(p)
	if b.Len() == 0 {
		return "", errEmpty
	}
	s := b.String()
	pool.Put(b)
	return s, nil
}

// doc:end

// doc:good
func renderWell(p []byte) (string, error) {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	b.Reset()
	b.Write(p)
	if b.Len() == 0 {
		return "", errEmpty
	}
	return b.String(), nil
}

// doc:end

// Dropped if it is too large.
func bounded(p []byte) int {
	b := pool.Get().(*bytes.Buffer)
	b.Write(p)
	n := b.Len()
	if b.Cap() > 1<<16 {
		return n
	}
	pool.Put(b)
	return n
}

// Never put back here: somebody else does.
func take() *bytes.Buffer {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

func handOver(send func(*bytes.Buffer) error) error {
	b := pool.Get().(*bytes.Buffer)
	if err := send(b); err != nil {
		return err
	}
	pool.Put(b)
	return nil
}

// An empty pool gives nothing.
var empty sync.Pool

func maybe(p []byte) int {
	b, ok := empty.Get().(*bytes.Buffer)
	if !ok {
		return 0
	}
	b.Reset()
	b.Write(p)
	n := b.Len()
	empty.Put(b)
	return n
}

func maybeNil(p []byte) int {
	v := empty.Get()
	if v == nil {
		return len(p)
	}
	b := v.(*bytes.Buffer)
	b.Reset()
	b.Write(p)
	n := b.Len()
	empty.Put(b)
	return n
}
