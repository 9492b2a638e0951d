// Package none holds receives from channels that are nil.
package none

import (
	"fmt"
	"time"
)

func neverMade() {
	var results chan int
	go func() {
		fmt.Println(<-results) // want "results is nil here"
	}()
}

func hidden(work func() int) int {
	var results chan int
	if work != nil {
		results := make(chan int, 1)
		results <- work()
	}
	return <-results // want "results is nil here"
}

func takenBack(open func() (chan int, error)) (int, error) {
	c, err := open()
	if err != nil {
		c = nil
		fmt.Println(<-c) // want "c is nil here"
		return 0, err
	}
	return <-c, nil
}

func ranged() {
	var lines chan string
	for line := range lines { // want "lines is nil here"
		fmt.Println(line)
	}
}

// Made on one of the ways.
func madeSometimes(yes bool) {
	var c chan int
	if yes {
		c = make(chan int, 1)
		c <- 1
	}
	fmt.Println(<-c)
}

// Made by another function through its address.
func madeElsewhere(open func(*chan int)) {
	var c chan int
	open(&c)
	fmt.Println(<-c)
}

// Assigned in a literal that may have run.
func madeInLiteral(each func(func())) {
	var c chan int
	each(func() { c = make(chan int, 1); c <- 1 })
	fmt.Println(<-c)
}

// A nil channel switches its case off.
func switchedOff(a, b chan int) {
	var timeout <-chan time.Time
	for a != nil || b != nil {
		select {
		case _, ok := <-a:
			if !ok {
				a = nil
			}
		case _, ok := <-b:
			if !ok {
				b = nil
			}
		case <-timeout:
			return
		}
	}
}

// Blocks on purpose.
func forever() {
	var never chan struct{}
	go fmt.Println("serving")
	<-never
}

// A range over a slice that is nil is none over a channel.
func slices() {
	var lines []string
	for _, line := range lines {
		fmt.Println(line)
	}
}
