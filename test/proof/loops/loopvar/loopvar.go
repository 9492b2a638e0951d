// Package loopvar holds programs whose loops have one variable for all rounds. Since Go 1.22 each round has its own, so
// that at that version of the module none of these leaks.
package loopvar

import (
	"measure"
	"sync"
)

// Cases are all programs of the package.
func Cases() []measure.Case {
	return []measure.Case{
		releases(deferredInRange, deferredInRangeCopied),
		releases(deferredInCount, deferredInCountCopied),
		releases(deferredOverMap, deferredOverMapArgument),
		releases(goroutinesRelease, goroutinesReleaseArgument),
		releases(storedClosures, storedClosuresCopied),
		releases(pointersInMap, pointersOfElements),
		releases(pointersAppended, pointersAppendedCopied),
		releases(inMethod, inMethodCopied),
		releases(inGeneric, inGenericCopied),
		releases(closureInLiteral, closureInLiteralCopied),
		releases(methodOfAddress, methodOfAddressCopied),
		measure.Goroutines.Of(answers, answersCopied),
	}
}

// releases is a case of programs that acquire three things and should release them all.
func releases(defect, fixed func()) measure.Case {
	return measure.Alive.Of(defect, fixed)
}

type lease struct {
	name     string
	released bool
}

func (l *lease) release() {
	if !l.released {
		l.released = true
		measure.Released()
	}
}

func acquire() []*lease {
	list := make([]*lease, 3)
	for i := range list {
		list[i] = &lease{name: "lease"}
		measure.Made()
	}
	return list
}

// deferredInRange releases the last of them three times.
//
//proof:want captured-loop-variable
func deferredInRange() {
	for _, l := range acquire() {
		defer func() { l.release() }()
	}
}

//proof:none
func deferredInRangeCopied() {
	for _, l := range acquire() {
		l := l
		defer func() { l.release() }()
	}
}

// deferredInCount has an index for all rounds, which is that of the last lease in the end.
//
//proof:want captured-loop-variable
func deferredInCount() {
	list := acquire()
	defer list[len(list)-1].release()
	for i := 0; i < len(list)-1; i++ {
		defer func() { list[i].release() }()
	}
}

//proof:none
func deferredInCountCopied() {
	list := acquire()
	defer list[len(list)-1].release()
	for i := 0; i < len(list)-1; i++ {
		i := i
		defer func() { list[i].release() }()
	}
}

// deferredOverMap ranges over the values of a map.
//
//proof:want captured-loop-variable
func deferredOverMap() {
	byNumber := map[int]*lease{}
	for i, l := range acquire() {
		byNumber[i] = l
	}
	for _, l := range byNumber {
		defer func() {
			if l.name != "" {
				l.release()
			}
		}()
	}
}

//proof:none
func deferredOverMapArgument() {
	byNumber := map[int]*lease{}
	for i, l := range acquire() {
		byNumber[i] = l
	}
	for _, l := range byNumber {
		defer func(l *lease) {
			if l.name != "" {
				l.release()
			}
		}(l)
	}
}

// goroutinesRelease starts goroutines that begin when the loop is over.
//
//proof:want captured-loop-variable
func goroutinesRelease() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	mu.Lock()
	for _, l := range acquire() {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			l.release()
		}()
	}
	mu.Unlock()
	wg.Wait()
}

//proof:none
func goroutinesReleaseArgument() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	mu.Lock()
	for _, l := range acquire() {
		wg.Add(1)
		go func(l *lease) {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			l.release()
		}(l)
	}
	mu.Unlock()
	wg.Wait()
}

// storedClosures collects what is to be done at the end.
//
//proof:want captured-loop-variable
func storedClosures() {
	var cleanups []func()
	for _, l := range acquire() {
		cleanups = append(cleanups, func() { l.release() })
	}
	for _, cleanup := range cleanups {
		cleanup()
	}
}

//proof:none
func storedClosuresCopied() {
	var cleanups []func()
	for _, l := range acquire() {
		l := l
		cleanups = append(cleanups, func() { l.release() })
	}
	for _, cleanup := range cleanups {
		cleanup()
	}
}

type entry struct{ lease *lease }

func entries() []entry {
	var list []entry
	for _, l := range acquire() {
		list = append(list, entry{l})
	}
	return list
}

// pointersInMap has three pointers to one variable.
//
//proof:want captured-loop-variable
func pointersInMap() {
	held := map[int]*entry{}
	for i, e := range entries() {
		held[i] = &e
	}
	for _, e := range held {
		e.lease.release()
	}
}

//proof:none
func pointersOfElements() {
	held := map[int]*entry{}
	list := entries()
	for i := range list {
		held[i] = &list[i]
	}
	for _, e := range held {
		e.lease.release()
	}
}

// pointersAppended appends the pointers.
//
//proof:want captured-loop-variable
func pointersAppended() {
	var held []*entry
	for _, e := range entries() {
		held = append(held, &e)
	}
	for _, e := range held {
		e.lease.release()
	}
}

//proof:none
func pointersAppendedCopied() {
	var held []*entry
	for _, e := range entries() {
		e := e
		held = append(held, &e)
	}
	for _, e := range held {
		e.lease.release()
	}
}

type group struct{ cleanups []func() }

func (g *group) add(list []*lease) {
	for _, l := range list {
		g.cleanups = append(g.cleanups, func() { l.release() })
	}
}

func (g *group) addCopies(list []*lease) {
	for _, l := range list {
		l := l
		g.cleanups = append(g.cleanups, func() { l.release() })
	}
}

func (g *group) close() {
	for _, cleanup := range g.cleanups {
		cleanup()
	}
	g.cleanups = nil
}

// inMethod calls add, which stands above.
//
//proof:want captured-loop-variable
func inMethod() {
	var g group
	g.add(acquire())
	g.close()
}

//proof:none
func inMethodCopied() {
	var g group
	g.addCopies(acquire())
	g.close()
}

func releaseAll[T interface{ release() }](list []T) {
	for _, item := range list {
		defer func() { item.release() }()
	}
}

// inGeneric calls releaseAll, which stands above.
//
//proof:want captured-loop-variable
func inGeneric() {
	releaseAll(acquire())
}

func releaseAllCopied[T interface{ release() }](list []T) {
	for _, item := range list {
		item := item
		defer func() { item.release() }()
	}
}

//proof:none
func inGenericCopied() {
	releaseAllCopied(acquire())
}

type task struct {
	name string
	run  func()
}

// closureInLiteral has the closure in a field of what it appends.
//
//proof:want captured-loop-variable
func closureInLiteral() {
	var tasks []task
	for _, l := range acquire() {
		tasks = append(tasks, task{name: l.name, run: func() { l.release() }})
	}
	for _, t := range tasks {
		t.run()
	}
}

//proof:none
func closureInLiteralCopied() {
	var tasks []task
	for _, l := range acquire() {
		l := l
		tasks = append(tasks, task{name: l.name, run: func() { l.release() }})
	}
	for _, t := range tasks {
		t.run()
	}
}

func (e *entry) release() { e.lease.release() }

// methodOfAddress defers a method with a pointer receiver, which is the address of the variable.
//
//proof:want captured-loop-variable
func methodOfAddress() {
	for _, e := range entries() {
		defer e.release()
	}
}

//proof:none
func methodOfAddressCopied() {
	for _, e := range entries() {
		e := e
		defer e.release()
	}
}

// answers has goroutines that all answer to the last channel, which has room for one.
//
//proof:want captured-loop-variable
func answers() {
	var mu sync.Mutex
	mu.Lock()
	channels := []chan int{make(chan int, 1), make(chan int, 1), make(chan int, 1)}
	for i, c := range channels {
		go func(i int) {
			mu.Lock()
			defer mu.Unlock()
			c <- i
		}(i)
	}
	mu.Unlock()
}

//proof:none
func answersCopied() {
	var mu sync.Mutex
	mu.Lock()
	channels := []chan int{make(chan int, 1), make(chan int, 1), make(chan int, 1)}
	for i, c := range channels {
		c := c
		go func(i int) {
			mu.Lock()
			defer mu.Unlock()
			c <- i
		}(i)
	}
	mu.Unlock()
}
