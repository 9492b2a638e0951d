// Package certain holds sends that can never succeed.
package certain

import "fmt"

func noReceiver(work func() int) {
	results := make(chan int)
	go func() {
		results <- work() // want "nothing ever receives from results"
	}()
}

func tooEarly() {
	numbers := make(chan int)
	numbers <- 1 // want "comes before anything that receives from it can have been started"
	go func() {
		fmt.Println(<-numbers)
	}()
}

func nilChannel(failed func() bool) {
	var errs chan error
	if failed() {
		errs <- fmt.Errorf("failed") // want "errs is nil, so this send blocks for ever"
	}
}

// The receiver is there.
func inTime() {
	numbers := make(chan int)
	done := make(chan struct{})
	go func() {
		defer close(done)
		fmt.Println(<-numbers)
	}()
	numbers <- 1
	<-done
}

// Room for one.
func room() {
	numbers := make(chan int, 1)
	numbers <- 1
	fmt.Println(<-numbers)
}

// A nil channel in a select is how a case is switched off.
func switchedOff(in <-chan int, enabled bool) {
	var out chan int
	if enabled {
		out = make(chan int, 1)
	}
	select {
	case n := <-in:
		fmt.Println(n)
	case out <- 1:
	}
}

// A select does not block on the channel that is never made.
func neverMade(in <-chan int) {
	var out chan int
	select {
	case n := <-in:
		fmt.Println(n)
	case out <- 1:
	}
}
