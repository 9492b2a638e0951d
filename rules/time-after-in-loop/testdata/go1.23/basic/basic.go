// Package relay: Go 1.23 collects timers that nothing refers to.
// want nothing: from this version on the timers are collected
package relay

import (
	"context"
	"time"
)

type message struct{ text string }

func relay(in <-chan message, out func(message)) {
	for {
		select {
		case m := <-in:
			out(m)
		case <-time.After(time.Hour):
			return
		}
	}
}

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

func unknownDuration(in <-chan message, timeout time.Duration, out func(message)) {
	for {
		select {
		case m, ok := <-in:
			if !ok {
				return
			}
			out(m)
		case <-time.After(timeout):
			out(message{"idle"})
		}
	}
}

func inVariable(in <-chan message, out func(message)) {
	for {
		timeout := time.After(time.Minute)
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
		case <-time.NewTimer(time.Minute).C:
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
		case <-time.After(100 * time.Millisecond):
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
