// Package iterpull holds programs that leave coroutines of iter.Pull behind.
package iterpull

import (
	"errors"
	"iter"
	"maps"
	"measure"
	"slices"
)

// Cases are all programs of the package.
func Cases() []measure.Case {
	of := measure.Goroutines.Of
	return []measure.Case{
		of(firstOnly, firstOnlyStopped),
		of(errorPath, errorPathDeferred),
		of(discardedStop, keptStop),
		of(pairs, pairsStopped),
		of(zip, zipStopped),
		of(genericHead, genericHeadStopped),
		of(inClosure, inClosureStopped),
		of(breakOut, breakOutStopped),
		of(oneOfTwo, bothOfTwo),
		of(inMethod, inMethodStopped),
		of(switchReturn, switchReturnStopped),
	}
}

func numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

var sum int

// firstOnly takes one value.
//
//proof:want iter-pull-not-stopped
func firstOnly() {
	next, stop := iter.Pull(numbers(10))
	if n, ok := next(); ok {
		sum += n
		return
	}
	stop()
}

//proof:none
func firstOnlyStopped() {
	next, stop := iter.Pull(numbers(10))
	defer stop()
	if n, ok := next(); ok {
		sum += n
		return
	}
}

var errNegative = errors.New("negative")

func check(n int) error {
	if n > 2 {
		return errNegative
	}
	return nil
}

// errorPath returns at an error.
//
//proof:wider iter-pull-not-stopped
func errorPath() {
	next, stop := iter.Pull(slices.Values([]int{1, 2, 3, 4}))
	for {
		n, ok := next()
		if !ok {
			break
		}
		if err := check(n); err != nil {
			return
		}
	}
	stop()
}

//proof:none
func errorPathDeferred() {
	next, stop := iter.Pull(slices.Values([]int{1, 2, 3, 4}))
	defer stop()
	for {
		n, ok := next()
		if !ok {
			break
		}
		if err := check(n); err != nil {
			return
		}
	}
}

// discardedStop throws the stop function away.
//
//proof:want iter-pull-not-stopped
func discardedStop() {
	next, _ := iter.Pull(numbers(3))
	n, _ := next()
	sum += n
}

//proof:none
func keptStop() {
	next, stop := iter.Pull(numbers(3))
	n, _ := next()
	stop()
	sum += n
}

// pairs uses Pull2.
//
//proof:want iter-pull-not-stopped
func pairs() {
	next, stop := iter.Pull2(maps.All(map[string]int{"a": 1, "b": 2}))
	k, v, ok := next()
	if !ok {
		stop()
		return
	}
	sum += v + len(k)
}

//proof:none
func pairsStopped() {
	next, stop := iter.Pull2(maps.All(map[string]int{"a": 1, "b": 2}))
	defer stop()
	k, v, ok := next()
	if !ok {
		return
	}
	sum += v + len(k)
}

// zip stops when either of two is at its end.
//
//proof:want iter-pull-not-stopped
func zip() {
	left, stopLeft := iter.Pull(numbers(2))
	defer stopLeft()
	right, _ := iter.Pull(numbers(5))
	for {
		l, ok := left()
		if !ok {
			return
		}
		r, _ := right()
		sum += l * r
	}
}

//proof:none
func zipStopped() {
	left, stopLeft := iter.Pull(numbers(2))
	defer stopLeft()
	right, stopRight := iter.Pull(numbers(5))
	defer stopRight()
	for {
		l, ok := left()
		if !ok {
			return
		}
		r, _ := right()
		sum += l * r
	}
}

func head[T any](seq iter.Seq[T]) (first T, ok bool) {
	next, stop := iter.Pull(seq)
	first, ok = next()
	if ok {
		return first, true
	}
	stop()
	return first, false
}

// genericHead calls head, which stands above.
//
//proof:want iter-pull-not-stopped
func genericHead() {
	n, _ := head(numbers(4))
	sum += n
}

func headStopped[T any](seq iter.Seq[T]) (first T, ok bool) {
	next, stop := iter.Pull(seq)
	defer stop()
	return next()
}

//proof:none
func genericHeadStopped() {
	n, _ := headStopped(numbers(4))
	sum += n
}

// inClosure pulls in a function literal.
//
//proof:miss iter-pull-not-stopped: in a function literal
func inClosure() {
	peek := func() int {
		next, stop := iter.Pull(numbers(4))
		n, ok := next()
		if !ok {
			stop()
		}
		return n
	}
	sum += peek()
}

//proof:none
func inClosureStopped() {
	peek := func() int {
		next, stop := iter.Pull(numbers(4))
		defer stop()
		n, _ := next()
		return n
	}
	sum += peek()
}

// breakOut leaves the loop before the end.
//
//proof:miss iter-pull-not-stopped: a loop that is left by break
func breakOut() {
	next, stop := iter.Pull(numbers(100))
	for n, ok := next(); ok; n, ok = next() {
		if n == 3 {
			break
		}
		if n < 0 {
			stop()
		}
	}
}

//proof:none
func breakOutStopped() {
	next, stop := iter.Pull(numbers(100))
	for n, ok := next(); ok; n, ok = next() {
		if n == 3 {
			break
		}
	}
	stop()
}

// oneOfTwo stops the first pull and not the second, which has the same name.
//
//proof:want iter-pull-not-stopped
func oneOfTwo() {
	next, stop := iter.Pull(numbers(2))
	next()
	stop()
	next, stop = iter.Pull(numbers(3))
	next()
}

//proof:none
func bothOfTwo() {
	next, stop := iter.Pull(numbers(2))
	next()
	stop()
	next, stop = iter.Pull(numbers(3))
	next()
	stop()
}

type merger struct{ total int }

func (m *merger) first(seqs ...iter.Seq[int]) {
	for _, seq := range seqs {
		next, stop := iter.Pull(seq)
		n, ok := next()
		if !ok {
			stop()
			continue
		}
		m.total += n
	}
}

// inMethod pulls in a loop of a method.
//
//proof:want iter-pull-not-stopped
func inMethod() {
	new(merger).first(numbers(2), numbers(3))
}

type stoppingMerger struct{ total int }

func (m *stoppingMerger) first(seqs ...iter.Seq[int]) {
	for _, seq := range seqs {
		next, stop := iter.Pull(seq)
		n, ok := next()
		stop()
		if ok {
			m.total += n
		}
	}
}

//proof:none
func inMethodStopped() {
	new(stoppingMerger).first(numbers(2), numbers(3))
}

// switchReturn returns in one case.
//
//proof:want iter-pull-not-stopped
func switchReturn() {
	next, stop := iter.Pull(numbers(9))
	for {
		n, ok := next()
		switch {
		case !ok:
			stop()
			return
		case n == 4:
			return
		default:
			sum += n
		}
	}
}

//proof:none
func switchReturnStopped() {
	next, stop := iter.Pull(numbers(9))
	for {
		n, ok := next()
		switch {
		case !ok, n == 4:
			stop()
			return
		default:
			sum += n
		}
	}
}
