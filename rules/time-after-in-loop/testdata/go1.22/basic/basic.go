// Package relay passes messages on and gives up on silence.
package relay

import (
	"context"
	"time"
)

type message struct{ text string }

// doc:bad
func relay(in <-chan message, out func(message)) {
	for {
		select {
		case m := <-in:
			out(m)
		case <-time.After(time.Hour): // want "each round of the loop makes a timer that lives until it fires, time.Hour later"
			return
		}
	}
}

// doc:end

// doc:good
func relayWell(in <-chan message, out func(message)) {
	idle := time.NewTimer(time.Hour)
	defer idle.Stop()
	for {
		select {
		case m := <-in:
			out(m)
			if !idle.Stop() {
				<-idle.C
			}
			idle.Reset(time.Hour)
		case <-idle.C:
			return
		}
	}
}

// doc:end

func unknownDuration(in <-chan message, timeout time.Duration, out func(message)) {
	for {
		select {
		case m, ok := <-in:
			if !ok {
				return
			}
			out(m)
		case <-time.After(timeout): // want "until it fires, timeout later"
			out(message{"idle"})
		}
	}
}

func inVariable(in <-chan message, out func(message)) {
	for {
		timeout := time.After(time.Minute) // want "until it fires, time.Minute later"
		select {
		case m := <-in:
			out(m)
		case <-timeout:
			return
		}
	}
}

func timerInline(in <-chan message, out func(message)) {
	for {
		select {
		case m := <-in:
			out(m)
		case <-time.NewTimer(time.Minute).C: // want "until it fires, time.Minute later"
			return
		}
	}
}

// A second or less: few at a time, a remark.
func short(in <-chan message, out func(message)) {
	for {
		select {
		case m := <-in:
			out(m)
		case <-time.After(100 * time.Millisecond): // want "100 \\* time.Millisecond later"
			out(message{"tick"})
		}
	}
}

// The only other case leaves the loop: one timer is left behind, once.
func untilDone(ctx context.Context, work func()) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Minute):
			work()
		}
	}
}

// Nothing else can win.
func wait(work func()) {
	for {
		<-time.After(time.Minute)
		work()
	}
}

// Not in a loop.
func once(in <-chan message) (message, bool) {
	select {
	case m := <-in:
		return m, true
	case <-time.After(time.Minute):
		return message{}, false
	}
}

// Made once, before the loop.
func deadline(in <-chan message, out func(message)) {
	timeout := time.After(time.Minute)
	for {
		select {
		case m := <-in:
			out(m)
		case <-timeout:
			return
		}
	}
}

// Both cases leave; the loop only retries with continue before the select.
func labelled(in <-chan message, ready func() bool) {
loop:
	for {
		if !ready() {
			continue
		}
		select {
		case <-in:
			break loop
		case <-time.After(time.Minute):
			return
		}
	}
}

// The other case sets what the loop asks for.
func untilError(quit <-chan error, work func()) error {
	var err error
	for err == nil {
		work()
		select {
		case err = <-quit:
		case <-time.After(time.Minute):
		}
	}
	return err
}

// Three rounds at most.
func retries(in <-chan message, out func(message)) {
	for range 3 {
		select {
		case m := <-in:
			out(m)
		case <-time.After(time.Minute):
		}
	}
}

type clock struct{}

func (clock) After(time.Duration) <-chan time.Time { return nil }

// Not the time package.
func shadow(time clock, in <-chan message, out func(message)) {
	for {
		select {
		case m := <-in:
			out(m)
		case <-time.After(1):
			return
		}
	}
}

func after() <-chan time.Time { return time.After(time.Hour) }

// The call is made in a function of its own.
func indirect(in <-chan message, out func(message)) {
	for {
		select {
		case m := <-in:
			out(m)
		case <-after(): // miss "timer"
			return
		}
	}
}

// The case switches itself off.
func grace(in <-chan message, closed <-chan struct{}, out func(message)) {
	var late <-chan time.Time
	for {
		select {
		case m := <-in:
			out(m)
		case <-closed:
			closed = nil
			late = time.After(time.Minute)
		case <-late:
			return
		}
	}
}

// The case switches itself off only sometimes.
func mostly(in <-chan message, closed <-chan struct{}, out func(message), done bool) {
	var late <-chan time.Time
	for {
		select {
		case m := <-in:
			out(m)
		case <-closed:
			if done {
				closed = nil
			}
			late = time.After(time.Minute) // want "each round of the loop makes a timer"
		case <-late:
			return
		}
	}
}
