// Package handle gives back descriptors once nobody uses them any more.
package handle

import (
	"runtime"
	"syscall"
	"time"
)

type handle struct{ fd int32 }

type number = handle

type token int64

type pair struct {
	fd    int32
	stamp int64
}

type empty struct{}

func (h *handle) close() { _ = syscall.Close(int(h.fd)) }

// doc:bad
func open(fd int32) *handle {
	h := &handle{fd: fd}
	runtime.SetFinalizer(h, (*handle).close) // want "handle is only 4 bytes.* whose finalizers run only once all of them are gone"
	return h
}

// doc:end

// A pointer, even one that is never used, keeps the object out of the shared blocks.
//
// doc:good
type separate struct {
	fd int32
	_  *byte
}

func openWell(fd int32) *separate {
	h := &separate{fd: fd}
	runtime.SetFinalizer(h, func(h *separate) { _ = syscall.Close(int(h.fd)) })
	return h
}

// doc:end

func made() *token {
	t := new(token)
	runtime.SetFinalizer(t, func(*token) {}) // want "token is only 8 bytes"
	return t
}

func addressed(fd int32) *handle {
	var h handle
	h.fd = fd
	runtime.SetFinalizer(&h, (*handle).close) // want "handle is only 4 bytes"
	return &h
}

func byAlias(fd int32) *number {
	h := &number{fd: fd}
	runtime.SetFinalizer(h, (*number).close) // want "only 4 bytes"
	return h
}

func cleanup(fd int32) *handle {
	h := &handle{fd: fd}
	runtime.AddCleanup(h, func(fd int32) { _ = syscall.Close(int(fd)) }, fd) // want "handle is only 4 bytes.* whose cleanups run only"
	return h
}

func inPlace(fd int32) {
	runtime.SetFinalizer(&handle{fd: fd}, (*handle).close) // want "only 4 bytes"
}

func withoutSize() *empty {
	e := &empty{}
	runtime.SetFinalizer(e, func(*empty) {}) // want "empty has no size"
	return e
}

// Sixteen bytes have a block of their own.
func large(fd int32) *pair {
	p := &pair{fd: fd, stamp: time.Now().Unix()}
	runtime.SetFinalizer(p, func(*pair) {})
	return p
}

type linked struct{ next *linked }

// Pointers are not in shared blocks.
func pointerful() *linked {
	l := &linked{}
	runtime.SetFinalizer(l, func(*linked) {})
	return l
}

// Where it was allocated is not seen: it may be the first field of something larger.
func given(h *handle) {
	runtime.SetFinalizer(h, (*handle).close)
}

type owner struct {
	first handle
	rest  [64]byte
}

// The first field begins the block of its owner.
func firstField() *owner {
	o := &owner{}
	runtime.SetFinalizer(&o.first, (*handle).close)
	return o
}

// The finalizer is taken away.
func removed(fd int32) *handle {
	h := &handle{fd: fd}
	runtime.SetFinalizer(h, nil)
	return h
}

// What is not known may be larger.
func generic[T any](value T) *T {
	p := &value
	runtime.SetFinalizer(p, func(*T) {})
	return p
}

func result() *handle { return &handle{} }

// What a function returns is not followed to where it is made.
func fromResult() {
	h := result()
	runtime.SetFinalizer(h, (*handle).close) // miss "only 4 bytes"
}

func unnamed() *int64 {
	n := new(int64)
	runtime.SetFinalizer(n, func(*int64) {}) // want "the object is only 8 bytes"
	return n
}
