// Package timers holds receives from timers that never send.
package timers

import (
	"fmt"
	"time"
)

func inverted(d time.Duration, work func()) {
	timer := time.NewTimer(d)
	defer func() {
		if timer.Stop() {
			<-timer.C // want "Stop has returned true"
		}
	}()
	work()
}

func throughVariable(d time.Duration, work func()) {
	timer := time.NewTimer(d)
	work()
	wasActive := timer.Stop()
	if wasActive {
		<-timer.C // want "Stop has returned true"
	}
}

func elseBranch(d time.Duration, work func()) {
	timer := time.NewTimer(d)
	work()
	if !timer.Stop() {
		fmt.Println("late")
	} else {
		<-timer.C // want "Stop has returned true"
	}
}

type worker struct{ timer *time.Timer }

func (w *worker) reset(d time.Duration) {
	if w.timer != nil && w.timer.Stop() {
		<-w.timer.C // want "Stop has returned true"
	}
	w.timer.Reset(d)
}

// The usual way to empty the channel.
func drained(d time.Duration, work func()) {
	timer := time.NewTimer(d)
	work()
	if !timer.Stop() {
		<-timer.C
	}
}

// Set again before the receive.
func again(d time.Duration, work func()) {
	timer := time.NewTimer(d)
	work()
	if timer.Stop() {
		timer.Reset(d)
		<-timer.C
	}
}

// Another timer.
func other(d time.Duration, work func()) {
	timer, second := time.NewTimer(d), time.NewTimer(d)
	work()
	if timer.Stop() {
		<-second.C
	}
}

// The variable holds a new timer.
func anew(d time.Duration, work func()) {
	timer := time.NewTimer(d)
	work()
	if timer.Stop() {
		timer = time.NewTimer(d)
		<-timer.C
	}
}

// Another case can win.
func selected(d time.Duration, work func()) {
	timer := time.NewTimer(d)
	work()
	if timer.Stop() {
		select {
		case <-timer.C:
		default:
		}
	}
}

// Comes round: the next Stop decides.
func loop(d time.Duration, work func() bool) {
	timer := time.NewTimer(d)
	for work() {
		if timer.Stop() {
			timer.Reset(d)
			continue
		}
		<-timer.C
	}
}

func afterFunc(d time.Duration, work func()) {
	timer := time.AfterFunc(d, work)
	<-timer.C // want "timer comes from time.AfterFunc, so that its C is nil"
	fmt.Println("done")
}

func directly(d time.Duration, work func()) {
	<-time.AfterFunc(d, work).C // want "its C is nil"
	fmt.Println("done")
}

// One of the two has a channel.
func eitherTimer(d time.Duration, work func()) {
	timer := time.AfterFunc(d, work)
	if work == nil {
		timer = time.NewTimer(d)
	}
	<-timer.C
	fmt.Println("done")
}
