package timer

import (
	"context"
	"measure"
	"time"
)

var afters = []measure.Case{
	grows(idleTimeout, idleTimeoutReset),
	grows(retries, retriesReset),
	grows(afterVariable, afterVariableOnce),
	grows(afterOfHelper, afterOfHelperReset),
	grows(afterWithContext, afterWithContextReset),
	grows(afterInMethod, afterInMethodReset),
	grows(afterInRange, afterInRangeReset),
	grows(afterInClosure, afterInClosureReset),
	grows(afterOfDuration, afterOfDurationReset),
	grows(afterLabelled, afterLabelledReset),
}

// filled is a channel with n values, closed.
func filled(n int) <-chan int {
	c := make(chan int, n)
	for i := range n {
		c <- i
	}
	close(c)
	return c
}

// idleTimeout makes a timer for each value that comes.
//
//proof:want time-after-in-loop
func idleTimeout() {
	values := filled(3)
	for {
		select {
		case _, ok := <-values:
			if !ok {
				return
			}
		case <-time.After(10 * time.Minute):
			return
		}
	}
}

//proof:none
func idleTimeoutReset() {
	values := filled(3)
	idle := time.NewTimer(10 * time.Minute)
	defer idle.Stop()
	for {
		select {
		case _, ok := <-values:
			if !ok {
				return
			}
			idle.Reset(10 * time.Minute)
		case <-idle.C:
			return
		}
	}
}

// retries has a loop with a condition.
//
//proof:miss time-after-in-loop: a loop of three rounds
func retries() {
	results := filled(3)
	for i := 0; i < 3; i++ {
		select {
		case <-results:
		case <-time.After(time.Hour):
		}
	}
}

//proof:none
func retriesReset() {
	results := filled(3)
	timeout := time.NewTimer(time.Hour)
	defer timeout.Stop()
	for i := 0; i < 3; i++ {
		select {
		case <-results:
		case <-timeout.C:
		}
	}
}

// afterVariable has the channel in a variable of the round.
//
//proof:miss time-after-in-loop: the channel has a name
func afterVariable() {
	values := filled(2)
	for range 3 {
		expired := time.After(long)
		select {
		case <-values:
		case <-expired:
			return
		}
	}
}

//proof:none
func afterVariableOnce() {
	values := filled(2)
	timer := time.NewTimer(long)
	defer timer.Stop()
	expired := timer.C
	for range 3 {
		select {
		case <-values:
		case <-expired:
			return
		}
	}
}

func deadline() <-chan time.Time { return time.After(long) }

// afterOfHelper has the channel from a helper.
//
//proof:miss time-after-in-loop: a helper calls After
func afterOfHelper() {
	values := filled(2)
	for range 3 {
		select {
		case <-values:
		case <-deadline():
			return
		}
	}
}

//proof:none
func afterOfHelperReset() {
	values := filled(2)
	for range 3 {
		timer := time.NewTimer(long)
		select {
		case <-values:
		case <-timer.C:
			return
		}
		timer.Stop()
	}
}

// afterWithContext waits for a context as well.
//
//proof:want time-after-in-loop
func afterWithContext() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ready := filled(2)
	for {
		select {
		case _, ok := <-ready:
			if !ok {
				cancel()
			}
		case <-ctx.Done():
			return
		case <-time.After(5 * time.Minute):
		}
	}
}

//proof:none
func afterWithContextReset() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ready := filled(2)
	ticker := time.NewTicker(5 * time.Minute)
	defer ticker.Stop()
	for {
		select {
		case _, ok := <-ready:
			if !ok {
				cancel()
			}
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

type reader struct {
	in      <-chan int
	timeout time.Duration
}

// all takes the duration of the timer from a field.
func (r *reader) all() (list []int) {
	for {
		select {
		case n, ok := <-r.in:
			if !ok {
				return list
			}
			list = append(list, n)
		case <-time.After(r.timeout):
			return nil
		}
	}
}

// afterInMethod calls the method all, which stands above.
//
//proof:want time-after-in-loop
func afterInMethod() {
	r := &reader{filled(3), long}
	r.all()
}

type resettingReader struct {
	in      <-chan int
	timeout time.Duration
}

func (r *resettingReader) all() (list []int) {
	timer := time.NewTimer(r.timeout)
	defer timer.Stop()
	for {
		select {
		case n, ok := <-r.in:
			if !ok {
				return list
			}
			list = append(list, n)
			timer.Reset(r.timeout)
		case <-timer.C:
			return nil
		}
	}
}

//proof:none
func afterInMethodReset() {
	r := &resettingReader{filled(3), long}
	r.all()
}

// afterInRange ranges over a channel and waits for room in another.
//
//proof:want time-after-in-loop
func afterInRange() {
	out := make(chan int, 10)
	for n := range filled(3) {
		select {
		case out <- n:
		case <-time.After(2 * time.Hour):
			return
		}
	}
}

//proof:none
func afterInRangeReset() {
	out := make(chan int, 10)
	timeout := time.NewTimer(2 * time.Hour)
	defer timeout.Stop()
	for n := range filled(3) {
		select {
		case out <- n:
		case <-timeout.C:
			return
		}
	}
}

// afterInClosure has the select in a literal that the loop calls.
//
//proof:miss time-after-in-loop: the loop is around the call
func afterInClosure() {
	values := filled(2)
	next := func() bool {
		select {
		case _, ok := <-values:
			return ok
		case <-time.After(long):
			return false
		}
	}
	for next() {
	}
}

//proof:none
func afterInClosureReset() {
	values := filled(2)
	next := func() bool {
		timer := time.NewTimer(long)
		defer timer.Stop()
		select {
		case _, ok := <-values:
			return ok
		case <-timer.C:
			return false
		}
	}
	for next() {
	}
}

var pause = long

// afterOfDuration has a duration that is a variable.
//
//proof:miss time-after-in-loop: a loop with a condition
func afterOfDuration() {
	values := filled(2)
	for ok := true; ok; {
		select {
		case _, ok = <-values:
		case <-time.After(pause):
			ok = false
		}
	}
}

//proof:none
func afterOfDurationReset() {
	values := filled(2)
	timer := time.NewTimer(pause)
	defer timer.Stop()
	for ok := true; ok; {
		select {
		case _, ok = <-values:
			timer.Reset(pause)
		case <-timer.C:
			ok = false
		}
	}
}

// afterLabelled leaves the loop by a label.
//
//proof:want time-after-in-loop
func afterLabelled() {
	values := filled(3)
read:
	for {
		select {
		case n, ok := <-values:
			if !ok {
				break read
			}
			if n == 0 {
				continue read
			}
		case <-time.After(long):
			break read
		}
	}
}

//proof:none
func afterLabelledReset() {
	values := filled(3)
	timer := time.NewTimer(long)
	defer timer.Stop()
read:
	for {
		select {
		case n, ok := <-values:
			if !ok {
				break read
			}
			if n == 0 {
				continue read
			}
		case <-timer.C:
			break read
		}
	}
}
