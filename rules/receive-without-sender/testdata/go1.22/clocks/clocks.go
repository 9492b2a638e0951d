// Package clocks holds receives from timers of a clock that tests can set.
package clocks

import (
	"time"

	"k8s.io/utils/clock"
)

func inverted(c clock.Clock, d time.Duration, work func()) {
	var timer clock.Timer
	timer = c.NewTimer(d)
	defer func() {
		if timer.Stop() {
			<-timer.C() // want "Stop has returned true, so timer never sends"
		}
	}()
	work()
}

// The usual way to empty the channel.
func drained(c clock.Clock, d time.Duration, work func()) {
	timer := c.NewTimer(d)
	work()
	if !timer.Stop() {
		<-timer.C()
	}
}

// Something else with such methods.
type valve struct{ c chan time.Time }

func (v valve) C() <-chan time.Time { return v.c }

func (v valve) Stop() bool { return len(v.c) > 0 }

func other(v valve) {
	if v.Stop() {
		<-v.C()
	}
}
