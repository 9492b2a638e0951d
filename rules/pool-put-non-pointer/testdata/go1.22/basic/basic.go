// Package basic puts values into pools.
package basic

import (
	"bytes"
	"sync"
)

var pool sync.Pool

// doc:bad
func put(b []byte) {
	pool.Put(b[:0]) // want `b\[:0\] is no pointer, so that each Put copies it to the heap`
}

// doc:end

// doc:good
func putPointer(b *[]byte) {
	*b = (*b)[:0]
	pool.Put(b)
}

// doc:end

type point struct{ x, y, z float64 }

func values(s string, p point, a [4]int) {
	pool.Put(s)       // want "s is no pointer"
	pool.Put(p)       // want "p is no pointer"
	pool.Put(a)       // want "a is no pointer"
	pool.Put(point{}) // want "is no pointer"
}

type handle struct{ b *bytes.Buffer }

type mode byte

// What fits into an interface, or is there already.
func free(b *bytes.Buffer, m map[string]int, c chan int, f func(), h handle, any any, n int, k mode, none struct{}) {
	pool.Put(b)
	pool.Put(m)
	pool.Put(c)
	pool.Put(f)
	pool.Put(h)
	pool.Put(any)
	pool.Put(n)
	pool.Put(k)
	pool.Put(none)
	pool.Put("constant")
	pool.Put(nil)
}

// A type parameter may be a pointer.
func generic[T any](x T) { pool.Put(x) }

// Not the pool of sync.
type stack struct{ all [][]byte }

func (s *stack) Put(b []byte) { s.all = append(s.all, b) }

func own(s *stack, b []byte) { s.Put(b) }
