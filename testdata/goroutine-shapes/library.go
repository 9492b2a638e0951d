package shapes

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

func waitGroup() {
	var wg sync.WaitGroup
	never := make(chan int)
	for range 24 {
		wg.Go(func() { // go: wait-group count=24
			<-never // waits: wait-group
		})
	}
}

func waitGroupFunction() {
	var wg sync.WaitGroup
	for range 25 {
		wg.Go(idle) // go: wait-group-function count=25 example.com/shapes.idle
	}
}

func idle() {
	<-make(chan int) // waits: wait-group-function
}

func errGroup() {
	var group errgroup.Group
	for range 26 {
		never := make(chan error)
		group.Go(func() error { // go: errgroup count=26
			return <-never // waits: errgroup
		})
	}
}

func timeAfterFunc() {
	for range 27 {
		never := make(chan int)
		time.AfterFunc(time.Millisecond, func() { // go: time-after-func count=27
			<-never // waits: time-after-func
		})
	}
}

func contextAfterFunc() {
	ctx, cancel := context.WithCancel(context.Background())
	for range 28 {
		never := make(chan int)
		context.AfterFunc(ctx, func() { // go: context-after-func count=28
			<-never // waits: context-after-func
		})
	}
	cancel()
}

func libraryWait() {
	for range 29 {
		var wg sync.WaitGroup
		wg.Add(1)
		go wg.Wait() // go: library-wait count=29 sync.(*WaitGroup).Wait
	}
}

func libraryLock() {
	for range 30 {
		var mu sync.Mutex
		mu.Lock()
		go mu.Lock() // go: library-lock count=30 sync.(*Mutex).Lock
	}
}

// The compiler puts inlined into here, and names the literal after both.
func inlinedStarter() {
	var wg sync.WaitGroup
	for range 31 {
		inlined(&wg, make(chan int))
	}
}

func inlined(wg *sync.WaitGroup, never chan int) {
	wg.Go(func() { // go: inlined-starter count=31
		<-never // waits: inlined-starter
	})
}

func ownStarter() {
	for range 32 {
		never := make(chan int)
		spawn(func() { // entry: own-starter
			<-never // waits: own-starter
		})
	}
}

func spawn(f func()) {
	go f() // go: own-starter count=32
}
