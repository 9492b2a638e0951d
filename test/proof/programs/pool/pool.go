// Package pool holds programs that put objects back into a sync.Pool with what they still refer to.
package pool

import (
	"measure"
	"sync"
)

// Cases are all programs of the package. All pools are busy: what nobody uses, collections empty.
func Cases() []measure.Case {
	return []measure.Case{
		busy(&slicePool, truncated, cleared),
		busy(&scratchPool, fieldTruncated, fieldCleared),
		busy(&requestPool, notReset, reset),
		busy(&batchPool, resetByMethod, resetByClearingMethod),
		busy(&eventPool, deferredPut, deferredPutCleared),
		busy(&rowPool, putByHelper, putByClearingHelper),
		busy(&typedPool.pool, genericPool, genericPoolCleared),
		busy(&stringPool, strings, stringsCleared),
		busy(&closurePool, putInClosure, putInClosureCleared),
		busy(&ownedPool.free, poolInField, poolInFieldCleared),
		busy(&bytesPool, bytesReused, nil),
	}
}

// busy measures what a pool keeps that somebody uses again and again.
func busy(pool *sync.Pool, defect, fixed func()) measure.Case {
	run := func(program func()) func() {
		return func() {
			measure.Busy(func() { pool.Put(pool.Get()) })
			program()
		}
	}
	return measure.Case{
		Unit:   measure.HeldOnce,
		Defect: measure.Named(defect, run(defect)),
		Fixed:  measure.Named(fixed, run(fixed)),
	}
}

type job struct {
	name string
	data []byte
}

// jobs are 16 of them, Big bytes in total.
func jobs() []*job {
	list := make([]*job, 16)
	for i := range list {
		list[i] = &job{"job", make([]byte, measure.Big/len(list))}
	}
	return list
}

var slicePool = sync.Pool{New: func() any { return new([]*job) }}

// truncated truncates the slice, whose array keeps the jobs.
//
//proof:miss pool-put-uncleared: not seen yet
func truncated() {
	list := slicePool.Get().(*[]*job)
	*list = append(*list, jobs()...)
	*list = (*list)[:0]
	slicePool.Put(list)
}

//proof:none
func cleared() {
	list := slicePool.Get().(*[]*job)
	*list = append(*list, jobs()...)
	clear(*list)
	*list = (*list)[:0]
	slicePool.Put(list)
}

type scratch struct {
	pending []*job
	n       int
}

var scratchPool = sync.Pool{New: func() any { return &scratch{} }}

// fieldTruncated truncates a slice in a field.
//
//proof:miss pool-put-uncleared: not seen yet
//proof:wider uncleared-slice-elements
func fieldTruncated() {
	s := scratchPool.Get().(*scratch)
	s.pending = append(s.pending, jobs()...)
	s.n = 0
	s.pending = s.pending[:0]
	scratchPool.Put(s)
}

//proof:none
func fieldCleared() {
	s := scratchPool.Get().(*scratch)
	s.pending = append(s.pending, jobs()...)
	clear(s.pending)
	s.pending = s.pending[:0]
	scratchPool.Put(s)
}

type request struct {
	path string
	body []byte
}

var requestPool = sync.Pool{New: func() any { return new(request) }}

// notReset puts the request back with its body.
//
//proof:miss pool-put-uncleared: a field that is no truncated slice
func notReset() {
	r := requestPool.Get().(*request)
	r.path = "/"
	r.body = make([]byte, measure.Big)
	requestPool.Put(r)
}

//proof:none
func reset() {
	r := requestPool.Get().(*request)
	r.path = "/"
	r.body = make([]byte, measure.Big)
	*r = request{}
	requestPool.Put(r)
}

type batch struct{ items []any }

func (b *batch) reset() { b.items = b.items[:0] }

func (b *batch) clear() {
	for i := range b.items {
		b.items[i] = nil
	}
	b.items = b.items[:0]
}

var batchPool = sync.Pool{New: func() any { return new(batch) }}

// resetByMethod has a method that truncates.
//
//proof:miss pool-put-uncleared: not seen yet
//proof:wider uncleared-slice-elements
func resetByMethod() {
	b := batchPool.Get().(*batch)
	for _, j := range jobs() {
		b.items = append(b.items, j)
	}
	b.reset()
	batchPool.Put(b)
}

//proof:none
func resetByClearingMethod() {
	b := batchPool.Get().(*batch)
	for _, j := range jobs() {
		b.items = append(b.items, j)
	}
	b.clear()
	batchPool.Put(b)
}

type event struct{ fields [][]byte }

var eventPool = sync.Pool{New: func() any { return &event{fields: make([][]byte, 0, 16)} }}

// deferredPut puts back at the end, in a deferred function.
//
//proof:miss pool-put-uncleared: not seen yet
//proof:wider uncleared-slice-elements
func deferredPut() {
	e := eventPool.Get().(*event)
	defer func() {
		e.fields = e.fields[:0]
		eventPool.Put(e)
	}()
	for _, j := range jobs() {
		e.fields = append(e.fields, j.data)
	}
}

//proof:none
func deferredPutCleared() {
	e := eventPool.Get().(*event)
	defer func() {
		clear(e.fields)
		e.fields = e.fields[:0]
		eventPool.Put(e)
	}()
	for _, j := range jobs() {
		e.fields = append(e.fields, j.data)
	}
}

type rows struct{ values []*job }

var rowPool sync.Pool

func getRows() *rows {
	if r, ok := rowPool.Get().(*rows); ok {
		return r
	}
	return &rows{}
}

func putRows(r *rows) {
	r.values = r.values[:0]
	rowPool.Put(r)
}

// putByHelper uses functions for Get and Put.
//
//proof:miss pool-put-uncleared: not seen yet
//proof:wider uncleared-slice-elements
func putByHelper() {
	r := getRows()
	r.values = append(r.values, jobs()...)
	putRows(r)
}

var clearedRowPool sync.Pool

func putClearedRows(r *rows) {
	clear(r.values[:cap(r.values)])
	r.values = r.values[:0]
	clearedRowPool.Put(r)
}

//proof:none
func putByClearingHelper() {
	r, ok := clearedRowPool.Get().(*rows)
	if !ok {
		r = &rows{}
	}
	r.values = append(r.values, jobs()...)
	putClearedRows(r)
	rowPool.Put(&rows{})
}

type typed[T any] struct{ pool sync.Pool }

func (p *typed[T]) get() *[]T {
	if list, ok := p.pool.Get().(*[]T); ok {
		return list
	}
	return new([]T)
}

func (p *typed[T]) put(list *[]T) {
	*list = (*list)[:0]
	p.pool.Put(list)
}

var typedPool typed[*job]

// genericPool has a pool of slices of any type, here of pointers.
//
//proof:miss pool-put-uncleared: not seen yet
func genericPool() {
	list := typedPool.get()
	*list = append(*list, jobs()...)
	typedPool.put(list)
}

type clearing[T any] struct{ pool sync.Pool }

func (p *clearing[T]) get() *[]T {
	if list, ok := p.pool.Get().(*[]T); ok {
		return list
	}
	return new([]T)
}

func (p *clearing[T]) put(list *[]T) {
	clear(*list)
	*list = (*list)[:0]
	p.pool.Put(list)
}

var clearingPool clearing[*job]

//proof:none
func genericPoolCleared() {
	list := clearingPool.get()
	*list = append(*list, jobs()...)
	clearingPool.put(list)
	typedPool.pool.Put(new([]*job))
}

var stringPool = sync.Pool{New: func() any { s := make([]string, 0, 16); return &s }}

// strings are pointerful too.
//
//proof:miss pool-put-uncleared: not seen yet
func strings() {
	parts := stringPool.Get().(*[]string)
	for _, j := range jobs() {
		*parts = append(*parts, string(j.data))
	}
	*parts = (*parts)[:0]
	stringPool.Put(parts)
}

//proof:none
func stringsCleared() {
	parts := stringPool.Get().(*[]string)
	for _, j := range jobs() {
		*parts = append(*parts, string(j.data))
	}
	for i := range *parts {
		(*parts)[i] = ""
	}
	*parts = (*parts)[:0]
	stringPool.Put(parts)
}

type visitor struct{ stack []func() int }

var closurePool = sync.Pool{New: func() any { return new(visitor) }}

func lease() (*visitor, func()) {
	v := closurePool.Get().(*visitor)
	return v, func() {
		v.stack = v.stack[:0]
		closurePool.Put(v)
	}
}

// putInClosure gives a release function, as APIs with a lease do.
//
//proof:miss pool-put-uncleared: not seen yet
//proof:wider uncleared-slice-elements
func putInClosure() {
	v, release := lease()
	for _, j := range jobs() {
		v.stack = append(v.stack, func() int { return len(j.data) })
	}
	release()
}

//proof:none
func putInClosureCleared() {
	v := closurePool.Get().(*visitor)
	release := func() {
		v.stack = nil
		closurePool.Put(v)
	}
	for _, j := range jobs() {
		v.stack = append(v.stack, func() int { return len(j.data) })
	}
	release()
}

type encoder struct {
	free sync.Pool
}

type buffer struct {
	parts []any
}

var ownedPool encoder

func (e *encoder) release(b *buffer) {
	b.parts = b.parts[:0]
	e.free.Put(b)
}

// poolInField has its pool in a field and returns the object in a method.
//
//proof:miss pool-put-uncleared: not seen yet
//proof:wider uncleared-slice-elements
func poolInField() {
	b, ok := ownedPool.free.Get().(*buffer)
	if !ok {
		b = new(buffer)
	}
	b.parts = append(b.parts, make([]byte, measure.Big))
	ownedPool.release(b)
}

//proof:none
func poolInFieldCleared() {
	b, ok := ownedPool.free.Get().(*buffer)
	if !ok {
		b = new(buffer)
	}
	b.parts = append(b.parts, make([]byte, measure.Big))
	clear(b.parts)
	b.parts = b.parts[:0]
	ownedPool.free.Put(b)
}

var bytesPool = sync.Pool{New: func() any { b := make([]byte, 0, 4096); return &b }}

// bytesReused has nothing in its slice that refers to anything.
//
//proof:none
func bytesReused() {
	b := bytesPool.Get().(*[]byte)
	*b = append(*b, "text"...)
	*b = (*b)[:0]
	bytesPool.Put(b)
}
