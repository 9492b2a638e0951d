// Package basic pulls values out of sequences.
package basic

import (
	"iter"
	"sync/atomic"
)

// doc:bad
func first(seq iter.Seq[string], found func(string) bool) string {
	next, stop := iter.Pull(seq) // want "stop is not called on the way to line 18, and the goroutine of the sequence waits for ever; write defer stop.. right after this"
	for {
		value, ok := next()
		if !ok {
			break
		}
		if found(value) {
			return value
		}
	}
	stop()
	return ""
}

// doc:end

// doc:good
func firstWell(seq iter.Seq[string], found func(string) bool) string {
	next, stop := iter.Pull(seq)
	defer stop()
	for {
		value, ok := next()
		if !ok {
			return ""
		}
		if found(value) {
			return value
		}
	}
}

// doc:end

func discarded(seq iter.Seq[int]) int {
	next, _ := iter.Pull(seq) // want "the stop function of this iterator is thrown away"
	value, _ := next()
	return value
}

func discardedEarly(seq iter.Seq2[int, error]) (int, error) {
	next, _ := iter.Pull2(seq) // want "the stop function of this iterator is thrown away"
	sum := 0
	for {
		value, err, ok := next()
		if !ok {
			return sum, nil
		}
		if err != nil {
			return sum, err
		}
		sum += value
	}
}

func never(seq iter.Seq[int]) bool {
	next, stop := iter.Pull(seq) // want "nothing calls stop, and unless the sequence comes to its end here its goroutine waits for ever"
	_ = stop
	_, ok := next()
	return ok
}

func overwritten(one, other iter.Seq[int]) int {
	next, stop := iter.Pull(one) // want "stop gets another value on line 75 before it is called"
	a, _ := next()
	next, stop = iter.Pull(other)
	defer stop()
	b, _ := next()
	return a + b
}

func inRounds(seqs []iter.Seq[int]) (sum int) {
	for _, seq := range seqs {
		next, stop := iter.Pull(seq) // want "the loop comes round before stop is called"
		value, _ := next()
		if value < 0 {
			continue
		}
		sum += value
		stop()
	}
	return sum
}

type cursor struct {
	next func() (int, bool)
	stop func()
}

func newCursor(seq iter.Seq[int]) *cursor {
	c := &cursor{}
	c.next, c.stop = iter.Pull(seq) // want "nothing in this package calls stop, and the goroutine of the sequence waits for ever"
	return c
}

func (c *cursor) Next() (int, bool) { return c.next() }

func (c *cursor) Close() {}

// Opt-in: left by a failure only, or by a race that another goroutine has won.

func each(seq iter.Seq[int], do func(int) error) error {
	next, stop := iter.Pull(seq) // wider "stop is not called on the way to line 119"
	for {
		value, ok := next()
		if !ok {
			break
		}
		if err := do(value); err != nil {
			return err
		}
	}
	stop()
	return nil
}

type sender struct{ isBusy atomic.Bool }

func (s *sender) start(seq iter.Seq[int], send func(int)) {
	next, stop := iter.Pull(seq) // wider "stop is not called on the way to line 131"
	if !s.isBusy.CompareAndSwap(false, true) {
		return
	}
	defer s.isBusy.Store(false)
	defer stop()
	for value, ok := next(); ok; value, ok = next() {
		send(value)
	}
}

// Not reported: come to its end.

func usedUp(seq iter.Seq[int]) (sum int) {
	next, _ := iter.Pull(seq)
	for {
		value, ok := next()
		if !ok {
			return sum
		}
		sum += value
	}
}

func usedUpInHeader(seq iter.Seq[int]) (sum int) {
	next, stop := iter.Pull(seq)
	for value, ok := next(); ok; value, ok = next() {
		sum += value
	}
	_ = stop
	return sum
}

func stoppedEarly(seq iter.Seq[int]) int {
	next, stop := iter.Pull(seq)
	for {
		value, ok := next()
		if !ok {
			return 0
		}
		if value > 0 {
			stop()
			return value
		}
	}
}

// Not reported: somebody else answers for it.

func returned(seq iter.Seq[int]) (func() (int, bool), func()) {
	return iter.Pull(seq)
}

func handedOn(seq iter.Seq[int], consume func(func() (int, bool))) {
	next, _ := iter.Pull(seq)
	consume(next)
}

func both(one, other iter.Seq[int]) bool {
	nextOne, stopOne := iter.Pull(one)
	defer stopOne()
	nextOther, stopOther := iter.Pull(other)
	defer stopOther()
	for {
		a, okA := nextOne()
		b, okB := nextOther()
		if !okA || !okB {
			return okA == okB
		}
		if a != b {
			return false
		}
	}
}
