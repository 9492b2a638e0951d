package goroutine

import (
	"context"
	"measure"
	"sync"
	"time"
)

var receives = []measure.Case{
	leaves(neverSent, sentOnce),
	leaves(waitsForStop, waitsForStopClosed),
	leaves(nilReceive, nilReceiveMade),
	leaves(shadowedChannel, assignedChannel),
	leaves(closedOnOnePath, closedOnAllPaths),
	leaves(bufferedNeverFilled, bufferedFilled),
	leaves(gateInHelper, gateInHelperOpened),
	leaves(selectOfTwo, selectOfTwoClosed),
	leaves(quitNeverClosed, quitClosed),
	leaves(barrier, barrierClosed),
	leaves(timerFunc, timerChannel),
	leaves(assignedNil, assignedNilLater),
	leaves(genericGate, genericGateOpened),
}

// neverSent waits for what nobody sends.
//
//proof:want receive-without-sender
func neverSent(context.Context) {
	ready := make(chan struct{})
	go func() {
		<-ready
		slow(1)
	}()
}

//proof:none
func sentOnce(context.Context) {
	ready := make(chan struct{})
	go func() {
		<-ready
		slow(1)
	}()
	ready <- struct{}{}
}

// waitsForStop has a stop channel that nobody closes.
//
//proof:want receive-without-sender
func waitsForStop(context.Context) {
	stop := make(chan struct{})
	go func() {
		defer slow(1)
		for range 2 {
			<-stop
		}
	}()
	slow(1)
}

//proof:none
func waitsForStopClosed(context.Context) {
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		defer slow(1)
		for range 2 {
			<-stop
		}
	}()
	slow(1)
}

// nilReceive receives from a channel that was declared and never made.
//
//proof:want receive-without-sender
func nilReceive(context.Context) {
	var done chan bool
	go func() {
		if <-done {
			slow(1)
		}
	}()
}

//proof:none
func nilReceiveMade(context.Context) {
	done := make(chan bool, 1)
	go func() {
		if <-done {
			slow(1)
		}
	}()
	done <- true
}

// shadowedChannel makes the channel in an inner scope: the outer one stays nil.
//
//proof:want receive-without-sender
func shadowedChannel(ctx context.Context) {
	var finished chan struct{}
	if ctx != nil {
		finished := make(chan struct{})
		close(finished)
	}
	go func() { <-finished }()
}

//proof:none
func assignedChannel(ctx context.Context) {
	var finished chan struct{}
	if ctx != nil {
		finished = make(chan struct{})
		close(finished)
	} else {
		return
	}
	go func() { <-finished }()
}

// closedOnOnePath opens the gate only if all went well.
//
//proof:miss receive-without-sender: it is closed on another path
func closedOnOnePath(ctx context.Context) {
	gate := make(chan struct{})
	go func() {
		<-gate
		slow(1)
	}()
	if ctx.Err() != nil {
		return
	}
	close(gate)
}

//proof:none
func closedOnAllPaths(ctx context.Context) {
	gate := make(chan struct{})
	defer close(gate)
	go func() {
		<-gate
		slow(1)
	}()
	if ctx.Err() != nil {
		return
	}
	slow(1)
}

// bufferedNeverFilled takes out of a buffer into which nothing is put.
//
//proof:want receive-without-sender
func bufferedNeverFilled(context.Context) {
	tokens := make(chan int, 4)
	go func() {
		n := <-tokens
		slow(n)
	}()
}

//proof:none
func bufferedFilled(context.Context) {
	tokens := make(chan int, 4)
	tokens <- 1
	go func() {
		n := <-tokens
		slow(n)
	}()
}

func wait(gate <-chan struct{}) {
	<-gate
	slow(1)
}

// gateInHelper hands the channel to a function that waits.
//
//proof:miss receive-without-sender: a receive from a parameter
func gateInHelper(context.Context) {
	gate := make(chan struct{})
	go wait(gate)
}

//proof:none
func gateInHelperOpened(context.Context) {
	gate := make(chan struct{})
	go wait(gate)
	close(gate)
}

// selectOfTwo waits for either of two that nobody serves.
//
//proof:miss receive-without-sender: a select of channels that nobody serves
func selectOfTwo(context.Context) {
	left, right := make(chan int), make(chan int)
	go func() {
		select {
		case <-left:
		case <-right:
		}
	}()
}

//proof:none
func selectOfTwoClosed(context.Context) {
	left, right := make(chan int), make(chan int)
	go func() {
		select {
		case <-left:
		case <-right:
		}
	}()
	close(right)
}

// barrier keeps three goroutines at the start.
//
//proof:want receive-without-sender
func barrier(context.Context) {
	start := make(chan struct{})
	var mu sync.Mutex
	for range 3 {
		go func() {
			<-start
			mu.Lock()
			defer mu.Unlock()
		}()
	}
}

//proof:none
func barrierClosed(context.Context) {
	start := make(chan struct{})
	var mu sync.Mutex
	for range 3 {
		go func() {
			<-start
			mu.Lock()
			defer mu.Unlock()
		}()
	}
	close(start)
}

// timerFunc waits on the channel of a timer that calls a function instead.
//
//proof:want receive-without-sender
func timerFunc(context.Context) {
	timer := time.AfterFunc(time.Microsecond, func() {})
	go func() { <-timer.C }()
}

//proof:none
func timerChannel(context.Context) {
	timer := time.NewTimer(time.Microsecond)
	go func() { <-timer.C }()
}

// assignedNil forgets the channel before its goroutine has looked at it.
//
//proof:miss receive-without-sender: assigned nil before the goroutine starts
func assignedNil(ctx context.Context) {
	updates := make(chan int)
	if ctx.Err() != nil {
		updates = nil
	}
	go func() { <-updates }()
	slow(1)
	if updates != nil {
		updates <- 1
	}
}

//proof:none
func assignedNilLater(ctx context.Context) {
	updates := make(chan int)
	go func(c chan int) { <-c }(updates)
	updates <- 1
	updates = nil
	slow(1)
}

type gate[T any] chan T

// genericGate has a channel of a generic named type.
//
//proof:want receive-without-sender
func genericGate(context.Context) {
	g := make(gate[int])
	go func() { <-g }()
}

//proof:none
func genericGateOpened(context.Context) {
	g := make(gate[int])
	go func() { <-g }()
	g <- 1
}

// quitNeverClosed looks for a signal that nobody gives.
//
//proof:want receive-without-sender
func quitNeverClosed(context.Context) {
	quit := make(chan struct{})
	ticker := time.NewTicker(interval)
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
			case <-quit:
				return
			}
		}
	}()
	slow(1)
}

//proof:none
func quitClosed(context.Context) {
	quit := make(chan struct{})
	defer close(quit)
	ticker := time.NewTicker(interval)
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
			case <-quit:
				return
			}
		}
	}()
	slow(1)
}
