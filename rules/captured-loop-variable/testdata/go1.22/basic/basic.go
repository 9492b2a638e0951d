// Package fanout: since Go 1.22 each round has a variable of its own.
// want nothing: from this version on no round shares a variable with another
package fanout

import (
	"net"
	"sort"
	"sync"
	"time"
)

type task struct{ name string }

func (t *task) run()     {}
func (t task) describe() {}

func start(tasks []task, done func(task)) {
	for _, t := range tasks {
		go func() {
			done(t)
		}()
	}
}

func startWell(tasks []task, done func(task)) {
	for _, t := range tasks {
		t := t
		go func() {
			done(t)
		}()
	}
	for _, t := range tasks {
		go func(t task) {
			done(t)
		}(t)
	}
}

func closeAll(conns []net.Conn) {
	for _, conn := range conns {
		defer func() {
			_ = conn.Close()
		}()
	}
}

func counted(n int, use func(int)) {
	for i := 0; i < n; i++ {
		go func() { use(i) }()
	}
}

func both(names map[string]int, use func(string, int)) {
	for k, v := range names {
		go func() { use(k, v) }()
	}
}

func group(wg *sync.WaitGroup, tasks []task, done func(task)) {
	for _, t := range tasks {
		wg.Add(1)
		go func() {
			defer wg.Done()
			done(t)
		}()
	}
	wg.Wait()
}

func later(tasks []task, done func(task)) {
	for _, t := range tasks {
		time.AfterFunc(time.Second, func() { done(t) })
	}
}

func handlers(tasks []task) []func() {
	var all []func()
	for _, t := range tasks {
		all = append(all, func() { t.run() })
	}
	return all
}

func pointers(tasks []task) map[string]*task {
	byName := map[string]*task{}
	for _, t := range tasks {
		byName[t.name] = &t
	}
	return byName
}

func method(tasks []task) {
	for _, t := range tasks {
		go t.run()
	}
}

func pointerArgument(tasks []task, work func(*task)) {
	for _, t := range tasks {
		go work(&t)
	}
}

func biggest(tasks []task) *task {
	var found *task
	for _, t := range tasks {
		if found == nil || len(t.name) > len(found.name) {
			found = &t
		}
	}
	return found
}

// Waited for in the same round.
func oneByOne(tasks []task, done func(task)) {
	for _, t := range tasks {
		var wg sync.WaitGroup
		wg.Add(1)
		go func() {
			defer wg.Done()
			done(t)
		}()
		wg.Wait()
	}
}

func oneByOneChannel(tasks []task, done func(task)) {
	finished := make(chan struct{})
	for _, t := range tasks {
		go func() {
			done(t)
			finished <- struct{}{}
		}()
		<-finished
	}
}

// Called before the round ends.
func inline(tasks []task, done func(task)) {
	for _, t := range tasks {
		func() { done(t) }()
		sort.Slice(tasks, func(i, j int) bool { return tasks[i].name < t.name })
		call := func() { done(t) }
		call()
	}
}

// The deferred call runs at the end of the literal, in the same round.
func literal(conns []net.Conn) {
	for _, conn := range conns {
		func() {
			defer func() { _ = conn.Close() }()
		}()
	}
}

// The loop does not come round again.
func first(tasks []task, ready func(task) bool, done func(task)) *task {
	for _, t := range tasks {
		if !ready(t) {
			continue
		}
		go func() { done(t) }()
		return &t
	}
	return nil
}

func firstBreak(tasks []task, ready func(task) bool) *task {
	var found *task
	for _, t := range tasks {
		if ready(t) {
			found = &t
			break
		}
	}
	return found
}

// The pointer is only used in its round.
func scratch(tasks []task, use func(*task)) {
	var current *task
	for _, t := range tasks {
		current = &t
		use(current)
	}
}

// A value receiver is copied when the goroutine starts, and so are arguments.
func copied(tasks []task, done func(task)) {
	for _, t := range tasks {
		go t.describe()
		go done(t)
		defer done(t)
	}
}

// The element, not the variable.
func elements(tasks []task) []*task {
	var all []*task
	for i := range tasks {
		all = append(all, &tasks[i])
	}
	return all
}
