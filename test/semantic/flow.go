package app

import (
	"iter"
	"os"
)

func a() bool        { return true }
func b() bool        { return true }
func c() bool        { return true }
func d() bool        { return true }
func e() bool        { return true }
func v() any         { return nil }
func n() int         { return 0 }
func ch() chan int   { return nil }
func open() *os.File { return nil }

// Labels: break and continue of an outer loop.

func labels() {
outer:
	for a() { // then: b(), d()
		for b() { // then: a(), c()
			if c() { // then: a(), d()
				continue outer
			}
			break outer
		}
	}
	d() // then: end
}

// Goto, into code before and after.

func jumps() {
again:
	if a() { // then: b(), c()
		goto done
	}
	c() // then: a()
	goto again
done:
	b() // then: end
}

// Fallthrough goes to the next clause, default too, wherever it stands.

func falls() {
	switch n() { // then: a(), b(), c()
	default:
		c() // then: a()
		fallthrough
	case 1:
		a() // then: end
	case 2:
		b() // then: d()
		d() // then: end
	}
}

// Without a default a switch may do nothing.

func chooses() {
	switch n() { // then: a(), b()
	case 1:
		a() // then: b()
	}
	b()
}

func types() {
	switch v().(type) { // then: a(), b(), c()
	case int, string:
		a() // then: c()
	case nil:
		b() // then: c()
	}
	c()
}

// A break leaves the switch, not the loop around it.

func leavesSwitch() {
	for a() {
		switch n() { // then: b(), d()
		case 1:
			if b() { // then: c(), d()
				break
			}
			c() // then: d()
		}
		d() // then: a()
	}
}

// A plain break leaves only the select, a labelled one the loop.

func selects(stop, work chan int) {
loop:
	for {
		select { // then: a(), b()
		case <-stop:
			if a() { // then: c(), d()
				break
			}
			break loop
		case <-work:
			b() // then: c()
		}
		c() // then: a(), b()
	}
	d() // then: end
}

func polls(work chan int) {
	select { // then: a(), b()
	case <-work:
		a() // then: c()
	default:
		b() // then: c()
	}
	c()
}

func sleeps() {
	a() // then: nothing
	select {}
}

// Channels of a select are evaluated before it chooses.

func evaluates(w chan int) {
	select {
	case <-ch(): // then: n()
		a() // then: end
	case w <- n(): // then: a(), b()
		b() // then: end
	}
}

// Short circuits.

func circuits() {
	if a() && (b() || !c()) { // then: b(), e()
		d() // then: return
		return
	}
	e() // then: end
}

func values() bool {
	x := a() || b() // then: b(), c()
	return c() && x
}

// A range takes none or more; one over a channel waits, one over a function runs its body as a loop.

func ranges(work chan int) {
	for range ch() { // then: a(), b()
		a() // then: a(), b()
	}
	b()
}

func yields(all iter.Seq[int]) bool {
	for range all {
		if a() { // then: b(), return
			return true
		}
		if b() { // then: a(), c()
			break
		}
	}
	c() // then: return
	return false
}

// Only a break leaves a loop without a condition.

func endless() {
	for {
		if a() { // then: a(), b()
			break
		}
	}
	b() // then: end
}

func forever() {
	for {
		a() // then: a()
	}
	b() // then: never comes here
}

func posts() {
	for i := n(); a(); i += n() { // then: a()
		if b() { // then: c(), n()
			continue
		}
		c() // then: n()
	}
	d() // then: end
}

// Deferred calls run in reverse on the edges where they were registered.

func deferred(all []string) (f *os.File, err error) {
	if a() {
		return nil, err // defers: none
	}
	defer b()
	if a() {
		defer c()
	}
	if d() {
		return f, nil // defers: c()?, b()
	}
	for range all {
		defer d()
	}
	defer e()
	if a() {
		panic("late") // defers: e(), d()?, c()?, b()
	}
	if a() {
		os.Exit(1) // defers: none
	}
	return f, nil // defers: e(), d()?, c()?, b()
}

// Where ways meet, what was deferred on some of them may or may not run.
func deferredOnSomeWays() error {
	if a() {
		defer b()
	} else {
		defer c()
	}
	if a() {
	} else {
		defer d()
	}
	defer e()
	return nil // defers: e(), d()?, c()?, b()?
}

// Operands of a deferred call are evaluated where it is deferred, the call is made at the end.

func binds() {
	b()                  // then: open()
	defer open().Close() // then: a()
	a()                  // then: c()
	later := func() { d() }
	c() // then: later()
	later()
}
