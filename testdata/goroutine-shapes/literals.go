// Package shapes starts goroutines in all the ways there are and leaves them blocked, a different number in each, so that the
// number tells the shape. Marks say what is true of each `go` statement:
//
//	// go: NAME count=N         on its line; it runs the literal that begins there
//	// go: NAME count=N SYMBOL  it runs that function, as profiles name it
//	// entry: NAME              on the line where the literal that it runs begins, if that is another one
//	// waits: NAME…             on the line of this module on which its goroutines wait
package shapes

import "iter"

func literal() {
	for range 3 {
		never := make(chan int)
		go func() { // go: literal count=3
			<-never // waits: literal
		}()
	}
}

func literalWithArguments() {
	for i := range 4 {
		go func(i int, never chan int) { // go: literal-with-arguments count=4
			never <- i // waits: literal-with-arguments
		}(i, make(chan int))
	}
}

func literalInVariable() {
	run := func() { // entry: literal-in-variable
		never := make(chan int)
		<-never // waits: literal-in-variable
	}
	for range 5 {
		go run() // go: literal-in-variable count=5
	}
}

func closureInClosure() {
	func() {
		func() {
			for range 6 {
				never := make(chan int)
				go func() { // go: closure-in-closure count=6
					func() {
						<-never // waits: closure-in-closure
					}()
				}()
			}
		}()
	}()
}

func goroutineOfGoroutine() {
	never := make(chan int)
	go func() { // go: starter count=1
		for range 7 {
			go func() { // go: goroutine-of-goroutine count=7
				<-never // waits: goroutine-of-goroutine
			}()
		}
		<-never // waits: starter
	}()
}

func rangeOverFunc() {
	for range eight() {
		never := make(chan int)
		go func() { // go: range-over-func count=8
			<-never // waits: range-over-func
		}()
	}
}

//go:noinline
func eight() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range 8 {
			if !yield(i) {
				return
			}
		}
	}
}

func deferred() {
	defer func() {
		for range 9 {
			never := make(chan int)
			go func() { // go: deferred count=9
				<-never // waits: deferred
			}()
		}
	}()
}

func literalThatCalls() {
	for range 10 {
		go func() { // go: literal-that-calls count=10
			defer println()
			block(make(chan int))
		}()
	}
}

//go:noinline
func block(never chan int) {
	<-never // waits: literal-that-calls
}

func init() {
	for range 11 {
		never := make(chan int)
		go func() { // go: init count=11
			<-never // waits: init
		}()
	}
}

var _ = func() bool {
	for range 12 {
		never := make(chan int)
		go func() { // go: variable count=12
			<-never // waits: variable
		}()
	}
	return true
}()
