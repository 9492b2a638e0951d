// Package handle wraps descriptors that are to be closed once nobody uses them any more.
package handle

import (
	"errors"
	"runtime"
	"syscall"
)

type handle struct {
	fd   int
	name string
	next *handle
	on   func()
	log  *journal
}

type journal struct {
	owner *handle
	lines []string
}

func (h *handle) close() { _ = syscall.Close(h.fd) }

func (h *handle) release(_ *handle) { _ = syscall.Close(h.fd) }

func (h handle) print(_ *handle) { println(h.fd) }

func closeHandle(h *handle) { h.close() }

func closeFD(fd int) { _ = syscall.Close(fd) }

// doc:bad
func open(fd int) *handle {
	h := &handle{fd: fd}
	runtime.SetFinalizer(h, func(_ *handle) { // want "finalizer captures h, its own object"
		closeFD(h.fd)
	})
	return h
}

// doc:end

// doc:good
func openWell(fd int) *handle {
	h := &handle{fd: fd}
	runtime.SetFinalizer(h, func(h *handle) { closeFD(h.fd) })
	return h
}

func openWithCleanup(fd int) *handle {
	h := &handle{fd: fd}
	runtime.AddCleanup(h, closeFD, h.fd)
	return h
}

// doc:end

func methodValue(fd int) *handle {
	h := &handle{fd: fd}
	runtime.SetFinalizer(h, h.release) // want "the method value h.release binds h"
	return h
}

func methodWithoutParameter(fd int) *handle {
	h := &handle{fd: fd}
	runtime.SetFinalizer(h, h.close) // want "takes no parameter, so that SetFinalizer ends the program; use the method expression \\(\\*handle\\).close"
	return h
}

func closureInVariable(fd int) *handle {
	h := &handle{fd: fd}
	finalize := func(*handle) { h.close() } // want "finalizer captures h"
	runtime.SetFinalizer(h, finalize)
	return h
}

func otherName(fd int) *handle {
	h := &handle{fd: fd}
	self := h
	runtime.SetFinalizer(h, func(*handle) { self.close() }) // want "finalizer captures h"
	return h
}

func addressed(fd int) *handle {
	var h handle
	h.fd = fd
	runtime.SetFinalizer(&h, func(*handle) { closeFD(h.fd) }) // want "finalizer captures &h"
	return &h
}

func receiver(h *handle) {
	runtime.SetFinalizer(h, func(*handle) { // want "finalizer captures h"
		go func() { h.close() }()
	})
}

type server struct {
	conn  *handle
	stops int
}

func (s *server) watch() {
	runtime.SetFinalizer(s.conn, func(c *handle) { // want "captures s, which refers to its object s.conn"
		s.stops++
		c.close()
	})
}

func ringOfTwo(fd int) *handle {
	h := &handle{fd: fd}
	h.log = &journal{owner: h}
	runtime.SetFinalizer(h, closeHandle) // want "h has a finalizer and lies in a ring of references, through &journal"
	return h
}

func ringTiedLater(fd int) *handle {
	log := &journal{}
	h := &handle{fd: fd, log: log}
	log.owner = h
	runtime.SetFinalizer(h, closeHandle) // want "lies in a ring of references, through log"
	return h
}

func ringThroughClosure(fd int) *handle {
	h := &handle{fd: fd}
	h.on = func() { h.close() }
	runtime.SetFinalizer(h, closeHandle) // want "lies in a ring of references, through a closure"
	return h
}

func cleanupClosure(fd int) *handle {
	h := &handle{fd: fd}
	runtime.AddCleanup(h, func(int) { h.close() }, 0) // want "the cleanup refers to h"
	return h
}

func cleanupMethodValue(fd int) *handle {
	h := &handle{fd: fd}
	runtime.AddCleanup(h, h.release, nil) // want "the cleanup refers to h"
	return h
}

type cleanupArgs struct {
	h  *handle
	fd int
}

func cleanupStruct(fd int) *handle {
	h := &handle{fd: fd}
	args := cleanupArgs{h: h, fd: fd}
	runtime.AddCleanup(h, func(a cleanupArgs) { closeFD(a.fd) }, args) // want "argument of the cleanup holds h"
	return h
}

func cleanupPointer(fd int) *handle {
	h := &handle{fd: fd}
	runtime.AddCleanup(h, closeHandle, h) // want "AddCleanup panics if its argument is the object itself"
	return h
}

func cleanupInterior(fd int) *handle {
	h := &handle{fd: fd}
	runtime.AddCleanup(h, func(*int) {}, &h.fd) // want "argument of the cleanup points into h"
	return h
}

type sharded struct {
	slots  [8]int
	shared []int
}

func cleanupSlice() *sharded {
	s := &sharded{}
	runtime.AddCleanup(s, func([]int) {}, s.slots[:]) // want "argument of the cleanup holds s"
	return s
}

// The array of a slice is no part of the object.
func cleanupShared(shared []int) *sharded {
	s := &sharded{shared: shared}
	runtime.AddCleanup(s, func([]int) {}, s.shared[:])
	return s
}

// The parameter only has the name of the variable.
func shadowed(fd int) *handle {
	h := &handle{fd: fd}
	runtime.SetFinalizer(h, func(h *handle) { h.close() })
	return h
}

// A method expression and a function bind nothing.
func unbound(fd int) *handle {
	h := &handle{fd: fd}
	runtime.SetFinalizer(h, (*handle).close)
	runtime.SetFinalizer(h, nil)
	runtime.SetFinalizer(h, closeHandle)
	return h
}

// A value receiver is copied when the method value is made: the copy does not refer to the object.
func copied(fd int) *handle {
	h := &handle{fd: fd}
	runtime.SetFinalizer(h, h.print)
	return h
}

// The closure captures the descriptor, not the object.
func captured(fd int) *handle {
	h := &handle{fd: fd}
	raw := h.fd
	runtime.SetFinalizer(h, func(*handle) { closeFD(raw) })
	return h
}

// A pointer to itself is no ring of two, and is collected.
func selfPointer(fd int) *handle {
	h := &handle{fd: fd}
	h.next = h
	runtime.SetFinalizer(h, closeHandle)
	return h
}

// Cleanups survive rings.
func ringWithCleanup(fd int) *handle {
	h := &handle{fd: fd}
	h.log = &journal{owner: h}
	runtime.AddCleanup(h, closeFD, h.fd)
	return h
}

// An address as a number is no reference.
func number(fd int) *handle {
	h := &handle{fd: fd}
	log := &journal{}
	h.log = log
	log.lines = append(log.lines, h.name)
	runtime.SetFinalizer(h, closeHandle)
	return h
}

// The variable has let go of the object by the time the closure reads it.
func reassigned(fd int) (*handle, error) {
	h := &handle{fd: fd}
	runtime.SetFinalizer(h, func(*handle) { println(h == nil) })
	opened := h
	h = nil
	if fd < 0 {
		return nil, errors.New("closed")
	}
	return opened, nil
}

func register(h *handle, f func()) { h.on = f }

// The ring is tied by a function that is called.
func ringByCall(fd int) *handle {
	h := &handle{fd: fd}
	register(h, func() { h.close() })
	runtime.SetFinalizer(h, closeHandle) // miss "ring"
	return h
}
