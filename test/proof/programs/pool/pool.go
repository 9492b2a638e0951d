// Package pool holds programs that put objects back into a sync.Pool with what they still refer to.
package pool

import (
	"measure"
	"sync"
)

// Cases are all programs of the package. All pools are busy: what nobody uses, collections empty. Each form has types and
// a pool of its own, since what one function clears counts for all of the type.
func Cases() []measure.Case {
	return []measure.Case{
		busy(&slicePool, truncated), fixed(&clearedSlicePool, cleared),
		busy(&scratchPool, fieldTruncated), fixed(&clearedScratchPool, fieldCleared),
		busy(&requestPool, notReset), fixed(&clearedRequestPool, reset),
		busy(&batchPool, resetByMethod), fixed(&clearedBatchPool, resetByClearingMethod),
		busy(&eventPool, deferredPut), fixed(&clearedEventPool, deferredPutCleared),
		busy(&rowPool, putByHelper), fixed(&clearedRowPool, putByClearingHelper),
		busy(&typedPool.pool, genericPool), fixed(&clearingPool.pool, genericPoolCleared),
		busy(&stringPool, strings), fixed(&clearedStringPool, stringsCleared),
		busy(&closurePool, putInClosure), fixed(&clearedClosurePool, putInClosureCleared),
		busy(&ownedPool.free, poolInField), fixed(&clearedOwnedPool.free, poolInFieldCleared),
		fixed(&bytesPool, bytesReused),
	}
}

// busy measures what a pool keeps that somebody uses again and again.
func busy(pool *sync.Pool, defect func()) measure.Case {
	return measure.Case{Unit: measure.HeldOnce, Defect: inUse(pool, defect)}
}

func fixed(pool *sync.Pool, program func()) measure.Case {
	return measure.Case{Unit: measure.HeldOnce, Fixed: inUse(pool, program)}
}

func inUse(pool *sync.Pool, program func()) measure.Form {
	return measure.Named(program, func() {
		measure.Busy(func() { pool.Put(pool.Get()) })
		program()
	})
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
//proof:want pool-put-uncleared
func truncated() {
	list := slicePool.Get().(*[]*job)
	*list = append(*list, jobs()...)
	*list = (*list)[:0]
	slicePool.Put(list)
}

var clearedSlicePool = sync.Pool{New: func() any { return new([]*job) }}

//proof:none
func cleared() {
	list := clearedSlicePool.Get().(*[]*job)
	*list = append(*list, jobs()...)
	clear(*list)
	*list = (*list)[:0]
	clearedSlicePool.Put(list)
}

type scratch struct {
	pending []*job
	n       int
}

var scratchPool = sync.Pool{New: func() any { return &scratch{} }}

// fieldTruncated truncates a slice in a field.
//
//proof:want pool-put-uncleared
func fieldTruncated() {
	s := scratchPool.Get().(*scratch)
	s.pending = append(s.pending, jobs()...)
	s.n = 0
	s.pending = s.pending[:0]
	scratchPool.Put(s)
}

type clearedScratch struct {
	pending []*job
	n       int
}

var clearedScratchPool = sync.Pool{New: func() any { return &clearedScratch{} }}

//proof:none
func fieldCleared() {
	s := clearedScratchPool.Get().(*clearedScratch)
	s.pending = append(s.pending, jobs()...)
	clear(s.pending)
	s.pending = s.pending[:0]
	clearedScratchPool.Put(s)
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

type clearedRequest struct {
	path string
	body []byte
}

var clearedRequestPool = sync.Pool{New: func() any { return new(clearedRequest) }}

//proof:none
func reset() {
	r := clearedRequestPool.Get().(*clearedRequest)
	r.path = "/"
	r.body = make([]byte, measure.Big)
	*r = clearedRequest{}
	clearedRequestPool.Put(r)
}

type batch struct{ items []any }

func (b *batch) reset() { b.items = b.items[:0] }

var batchPool = sync.Pool{New: func() any { return new(batch) }}

// resetByMethod has a method that truncates.
//
//proof:want pool-put-uncleared
func resetByMethod() {
	b := batchPool.Get().(*batch)
	for _, j := range jobs() {
		b.items = append(b.items, j)
	}
	b.reset()
	batchPool.Put(b)
}

type clearedBatch struct{ items []any }

func (b *clearedBatch) reset() {
	for i := range b.items {
		b.items[i] = nil
	}
	b.items = b.items[:0]
}

var clearedBatchPool = sync.Pool{New: func() any { return new(clearedBatch) }}

//proof:none
func resetByClearingMethod() {
	b := clearedBatchPool.Get().(*clearedBatch)
	for _, j := range jobs() {
		b.items = append(b.items, j)
	}
	b.reset()
	clearedBatchPool.Put(b)
}

type event struct{ fields [][]byte }

var eventPool = sync.Pool{New: func() any { return &event{fields: make([][]byte, 0, 16)} }}

// deferredPut puts back at the end, in a deferred function.
//
//proof:want pool-put-uncleared
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

type clearedEvent struct{ fields [][]byte }

var clearedEventPool = sync.Pool{New: func() any { return &clearedEvent{fields: make([][]byte, 0, 16)} }}

//proof:none
func deferredPutCleared() {
	e := clearedEventPool.Get().(*clearedEvent)
	defer func() {
		clear(e.fields)
		e.fields = e.fields[:0]
		clearedEventPool.Put(e)
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
//proof:want pool-put-uncleared
func putByHelper() {
	r := getRows()
	r.values = append(r.values, jobs()...)
	putRows(r)
}

type clearedRows struct{ values []*job }

var clearedRowPool sync.Pool

func getClearedRows() *clearedRows {
	if r, ok := clearedRowPool.Get().(*clearedRows); ok {
		return r
	}
	return &clearedRows{}
}

func putClearedRows(r *clearedRows) {
	clear(r.values[:cap(r.values)])
	r.values = r.values[:0]
	clearedRowPool.Put(r)
}

//proof:none
func putByClearingHelper() {
	r := getClearedRows()
	r.values = append(r.values, jobs()...)
	putClearedRows(r)
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
//proof:miss pool-put-uncleared: elements of a type parameter
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
}

var stringPool = sync.Pool{New: func() any { s := make([]string, 0, 16); return &s }}

// strings are pointerful too.
//
//proof:want pool-put-uncleared
func strings() {
	parts := stringPool.Get().(*[]string)
	for _, j := range jobs() {
		*parts = append(*parts, string(j.data))
	}
	*parts = (*parts)[:0]
	stringPool.Put(parts)
}

var clearedStringPool = sync.Pool{New: func() any { s := make([]string, 0, 16); return &s }}

//proof:none
func stringsCleared() {
	parts := clearedStringPool.Get().(*[]string)
	for _, j := range jobs() {
		*parts = append(*parts, string(j.data))
	}
	for i := range *parts {
		(*parts)[i] = ""
	}
	*parts = (*parts)[:0]
	clearedStringPool.Put(parts)
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
//proof:want pool-put-uncleared
func putInClosure() {
	v, release := lease()
	for _, j := range jobs() {
		v.stack = append(v.stack, func() int { return len(j.data) })
	}
	release()
}

type clearedVisitor struct{ stack []func() int }

var clearedClosurePool = sync.Pool{New: func() any { return new(clearedVisitor) }}

func leaseCleared() (*clearedVisitor, func()) {
	v := clearedClosurePool.Get().(*clearedVisitor)
	return v, func() {
		v.stack = nil
		clearedClosurePool.Put(v)
	}
}

//proof:none
func putInClosureCleared() {
	v, release := leaseCleared()
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
//proof:want pool-put-uncleared
func poolInField() {
	b, ok := ownedPool.free.Get().(*buffer)
	if !ok {
		b = new(buffer)
	}
	for _, j := range jobs() {
		b.parts = append(b.parts, j)
	}
	ownedPool.release(b)
}

type clearedEncoder struct {
	free sync.Pool
}

type clearedBuffer struct {
	parts []any
}

var clearedOwnedPool clearedEncoder

func (e *clearedEncoder) release(b *clearedBuffer) {
	clear(b.parts)
	b.parts = b.parts[:0]
	e.free.Put(b)
}

//proof:none
func poolInFieldCleared() {
	b, ok := clearedOwnedPool.free.Get().(*clearedBuffer)
	if !ok {
		b = new(clearedBuffer)
	}
	for _, j := range jobs() {
		b.parts = append(b.parts, j)
	}
	clearedOwnedPool.release(b)
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
