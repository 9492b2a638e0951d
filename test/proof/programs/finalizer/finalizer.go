// Package finalizer holds programs whose finalizers and cleanups can never run.
package finalizer

import (
	"fmt"
	"measure"
	"runtime"
)

// Cases are all programs of the package. Each object is counted until its finalizer or cleanup has run.
func Cases() []measure.Case {
	return []measure.Case{
		measure.Alive.Of(closureOverObject, closureOverParameter),
		measure.Alive.Of(methodValue, methodExpression),
		measure.Alive.Of(cleanupOverObject, cleanupOverHandle),
		measure.Alive.Of(cleanupArgument, cleanupHandleArgument),
		measure.Alive.Of(cycle, cycleBroken),
		measure.Alive.Of(constructor, constructorFixed),
		measure.Alive.Of(throughVariable, throughVariableFixed),
		measure.Alive.Of(genericCleanup, genericCleanupFixed),
		measure.Alive.Of(namedClosure, namedFunction),
		measure.Alive.Of(fieldPointer, fieldValue),
		measure.Alive.Of(cleanupMethodValue, cleanupFunction),
		measure.Alive.Of(cleanupSlice, cleanupCopy),
	}
}

// A handle is what finalizers release.
type handle int

func (handle) release() { measure.Released() }

type file struct {
	h    handle
	name string
	data []byte
	next *file
}

func open(name string) *file {
	measure.Made()
	return &file{h: 3, name: name, data: make([]byte, 1000)}
}

func (f *file) close() { f.h.release() }

// closureOverObject has a finalizer that captures the object instead of taking it.
//
//proof:want finalizer-keeps-object-alive
func closureOverObject() {
	f := open("a")
	runtime.SetFinalizer(f, func(*file) { f.close() })
}

//proof:none
func closureOverParameter() {
	f := open("a")
	runtime.SetFinalizer(f, func(f *file) { f.close() })
}

func (f *file) finalize(*file) { f.close() }

// methodValue is bound to the object.
//
//proof:want finalizer-keeps-object-alive
func methodValue() {
	f := open("a")
	runtime.SetFinalizer(f, f.finalize)
}

//proof:none
func methodExpression() {
	f := open("a")
	runtime.SetFinalizer(f, (*file).close)
}

// cleanupOverObject has a cleanup that captures the object.
//
//proof:want finalizer-keeps-object-alive
func cleanupOverObject() {
	f := open("a")
	runtime.AddCleanup(f, func(h handle) {
		fmt.Sprint(f.name)
		h.release()
	}, f.h)
}

//proof:none
func cleanupOverHandle() {
	f := open("a")
	name := f.name
	runtime.AddCleanup(f, func(h handle) {
		fmt.Sprint(name)
		h.release()
	}, f.h)
}

type resource struct {
	owner *file
	h     handle
}

// cleanupArgument has an argument that refers to the object.
//
//proof:want finalizer-keeps-object-alive
func cleanupArgument() {
	f := open("a")
	runtime.AddCleanup(f, func(r resource) { r.h.release() }, resource{owner: f, h: f.h})
}

//proof:none
func cleanupHandleArgument() {
	f := open("a")
	runtime.AddCleanup(f, handle.release, f.h)
}

type parent struct{ child *child }

type child struct {
	parent *parent
	h      handle
}

// cycle has a finalizer on an object that refers to itself through another.
//
//proof:want finalizer-keeps-object-alive
func cycle() {
	measure.Made()
	p := &parent{}
	c := &child{parent: p, h: 1}
	p.child = c
	runtime.SetFinalizer(c, func(c *child) { c.h.release() })
}

//proof:none
func cycleBroken() {
	measure.Made()
	p := &parent{}
	c := &child{h: 1}
	p.child = c
	runtime.SetFinalizer(c, func(c *child) { c.h.release() })
}

type conn struct {
	h      handle
	onDone func()
}

func dial() *conn {
	measure.Made()
	c := &conn{h: 5}
	runtime.SetFinalizer(c, func(_ *conn) { c.shutdown() })
	return c
}

func (c *conn) shutdown() { c.h.release() }

func dialFixed() *conn {
	measure.Made()
	c := &conn{h: 5}
	runtime.SetFinalizer(c, (*conn).shutdown)
	return c
}

// constructor calls dial, which stands above.
//
//proof:want finalizer-keeps-object-alive
func constructor() {
	c := dial()
	runtime.KeepAlive(c)
}

//proof:none
func constructorFixed() {
	c := dialFixed()
	runtime.KeepAlive(c)
}

// throughVariable captures a second name of the object.
//
//proof:want finalizer-keeps-object-alive
func throughVariable() {
	f := open("a")
	self := f
	runtime.SetFinalizer(f, func(*file) { self.close() })
}

//proof:none
func throughVariableFixed() {
	f := open("a")
	self := f.h
	runtime.SetFinalizer(f, func(*file) { self.release() })
}

type box[T any] struct {
	value T
	h     handle
}

func newBox[T any](value T) *box[T] {
	measure.Made()
	b := &box[T]{value: value, h: 2}
	runtime.AddCleanup(b, func(int) { b.h.release() }, 0)
	return b
}

func newBoxFixed[T any](value T) *box[T] {
	measure.Made()
	b := &box[T]{value: value, h: 2}
	runtime.AddCleanup(b, func(h handle) { h.release() }, b.h)
	return b
}

// genericCleanup calls newBox, which stands above.
//
//proof:want finalizer-keeps-object-alive
func genericCleanup() {
	newBox("text")
}

//proof:none
func genericCleanupFixed() {
	newBoxFixed("text")
}

// namedClosure has its finalizer in a variable.
//
//proof:want finalizer-keeps-object-alive
func namedClosure() {
	f := open("a")
	finalizer := func(*file) {
		f.data = nil
		f.h.release()
	}
	runtime.SetFinalizer(f, finalizer)
}

func finish(f *file) { f.h.release() }

//proof:none
func namedFunction() {
	f := open("a")
	runtime.SetFinalizer(f, finish)
}

// fieldPointer has a pointer into the object as argument.
//
//proof:want finalizer-keeps-object-alive
func fieldPointer() {
	f := open("a")
	runtime.AddCleanup(f, func(h *handle) { h.release() }, &f.h)
}

//proof:none
func fieldValue() {
	f := open("a")
	h := f.h
	runtime.AddCleanup(f, func(h *handle) { h.release() }, &h)
}

func (f *file) cleanup(handle) { f.close() }

// cleanupMethodValue has a method value of the object as cleanup.
//
//proof:want finalizer-keeps-object-alive
func cleanupMethodValue() {
	f := open("a")
	runtime.AddCleanup(f, f.cleanup, f.h)
}

func releaseHandle(h handle) { h.release() }

//proof:none
func cleanupFunction() {
	f := open("a")
	runtime.AddCleanup(f, releaseHandle, f.h)
}

type ring struct {
	slots [8]int
	h     handle
}

// cleanupSlice has a slice of the object's own array as argument.
//
//proof:want finalizer-keeps-object-alive
func cleanupSlice() {
	measure.Made()
	r := &ring{}
	runtime.AddCleanup(r, func([]int) { measure.Released() }, r.slots[:])
}

//proof:none
func cleanupCopy() {
	measure.Made()
	r := &ring{}
	runtime.AddCleanup(r, func([8]int) { measure.Released() }, r.slots)
}
