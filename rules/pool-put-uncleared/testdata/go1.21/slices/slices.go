// Package slices pools slices themselves.
package slices

import (
	"sort"
	"strings"
	"sync"
)

type job struct{ payload []byte }

func (j *job) run() {}

// By a pointer, in one function.
var lists = sync.Pool{New: func() any { return new([]*job) }}

func runAll(jobs []*job) {
	list := lists.Get().(*[]*job)
	*list = append(*list, jobs...)
	for _, j := range *list {
		j.run()
	}
	*list = (*list)[:0] // want `the array of \*list goes into the pool with all elements`
	lists.Put(list)
}

// As it is, through functions of the package; cut where it comes out.
var batches = sync.Pool{New: func() any { return make([]*job, 0, 64) }}

func batch() []*job {
	list := batches.Get().([]*job)
	return list[:0]
}

func release(list []*job) {
	if cap(list) <= 1024 {
		batches.Put(list) // want "the array of list goes into the pool with all elements"
	}
}

func runOne(j *job) {
	list := batch()
	list = append(list, j)
	list[0].run()
	release(list)
}

// In a field, while it is in use.
type pipeline struct{ jobs []*job }

var queues sync.Pool

func newPipeline() *pipeline {
	p := &pipeline{}
	if list, ok := queues.Get().(*[]*job); ok {
		p.jobs = *list
	}
	return p
}

func (p *pipeline) add(j *job) { p.jobs = append(p.jobs, j) }

func (p *pipeline) close() {
	list := p.jobs[:0] // want "the array of p.jobs goes into the pool with all elements"
	p.jobs = nil
	queues.Put(&list)
}

// Strings refer to memory as well. What only reads the slice clears nothing.
var words = sync.Pool{New: func() any { s := make([]string, 0, 16); return &s }}

func join(next func() (string, bool)) string {
	parts := words.Get().(*[]string)
	for word, ok := next(); ok; word, ok = next() {
		*parts = append(*parts, word)
	}
	sort.Strings(*parts)
	joined := strings.Join(*parts, " ")
	*parts = (*parts)[:0] // want `the array of \*parts goes into the pool`
	words.Put(parts)
	return joined
}

// What a copied struct refers to belongs to the original too: opt-in.
type match struct{ orders []int32 }

var matches sync.Pool

func matching(all []match, r int32) int {
	found := matches.Get().([]match)[:0]
	for _, m := range all {
		if m.orders[0] == r {
			found = append(found, m)
		}
	}
	matches.Put(found) // wider "the array of found goes into the pool with all elements"
	return len(found)
}

// Cleared, in three ways.
var cleared sync.Pool

func withClear(jobs []*job) {
	list, ok := cleared.Get().(*[]*job)
	if !ok {
		list = new([]*job)
	}
	*list = append(*list, jobs...)
	clear(*list)
	*list = (*list)[:0]
	cleared.Put(list)
}

var clearedByHand sync.Pool

func put(list []*job) {
	for i := range list {
		list[i] = nil
	}
	clearedByHand.Put(list[:0])
}

func byHand(j *job) {
	list, _ := clearedByHand.Get().([]*job)
	put(append(list, j))
}

var clearedElsewhere sync.Pool

func wipe(list []*job) { clear(list) }

func elsewhere(j *job) {
	list, _ := clearedElsewhere.Get().([]*job)
	list = append(list, j)
	wipe(list)
	clearedElsewhere.Put(list[:0])
}

// The array is dropped.
var dropped sync.Pool

func drop(j *job) {
	list, _ := dropped.Get().(*[]*job)
	*list = append((*list)[:0], j)
	*list = nil
	dropped.Put(list)
}

// Who else gets the slice may clear it.
var lent sync.Pool

func lend(j *job, use func([]*job)) {
	list, _ := lent.Get().([]*job)
	list = append(list, j)
	use(list)
	lent.Put(list[:0])
}

// The elements go into a pool too, or come back by a longer slice: they are kept on purpose.
var (
	jobs    sync.Pool
	recycle sync.Pool
)

func putJob(j *job) { jobs.Put(j) }

func recycled(j *job) {
	list, _ := recycle.Get().([]*job)
	list = append(list, j)
	for _, each := range list {
		putJob(each)
	}
	recycle.Put(list[:0])
}

var reused sync.Pool

func reuse(j *job) {
	list, _ := reused.Get().([]*job)
	if n := len(list); n < cap(list) {
		list = list[:n+1]
	} else {
		list = append(list, j)
	}
	reused.Put(list[:0])
}

// What is added is made here, or constant; bytes refer to nothing.
var (
	made   sync.Pool
	fixed  sync.Pool
	buffer sync.Pool
)

func make3() {
	list, _ := made.Get().([]*job)
	list = append(list, &job{}, new(job), nil)
	made.Put(list[:0])
}

func constants() int {
	list, _ := fixed.Get().([]string)
	list = append(list, "a", "b")
	fixed.Put(list[:0])
	return len(list)
}

func bytes(p []byte) {
	buf, _ := buffer.Get().(*[]byte)
	*buf = append(*buf, p...)
	*buf = (*buf)[:0]
	buffer.Put(buf)
}

// A copy is another array.
var copied sync.Pool

func snapshot(all []*job) []*job {
	list, _ := copied.Get().([]*job)
	list = append(list, all...)
	result := append([]*job(nil), list...)
	clear(list)
	copied.Put(list[:0])
	return result
}
