// Package guards holds loops over channels that end, or that need not end.
// want nothing: each function says why it is left alone
package guards

import "sync"

// The loop leaves by itself.
func leaves(numbers []int, use func(int) bool) {
	stream := make(chan int, len(numbers))
	go func() {
		for n := range stream {
			if !use(n) {
				return
			}
		}
	}()
	for _, n := range numbers {
		stream <- n
	}
}

// The body always leaves: the loop is an if.
func first(checks []func() error) error {
	errs := make(chan error, len(checks))
	for _, check := range checks {
		if err := check(); err != nil {
			errs <- err
		}
	}
	if len(errs) > 0 {
		for err := range errs {
			return err
		}
	}
	return nil
}

// A goroutine closes it after all senders.
func closedByWaiter(items []int, work func(int) int) (results []int) {
	out := make(chan int)
	var wg sync.WaitGroup
	for _, item := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- work(item)
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	for result := range out {
		results = append(results, result)
	}
	return results
}

// The close is done through another name of the channel.
func alias(numbers []int, use func(int)) {
	stream := make(chan int)
	done := stream
	go func() {
		for n := range stream {
			use(n)
		}
	}()
	for _, n := range numbers {
		stream <- n
	}
	close(done)
}

// A function of the package closes it.
func helper(numbers []int, use func(int)) {
	stream := make(chan int)
	go func() {
		for n := range stream {
			use(n)
		}
	}()
	sendAll(stream, numbers)
}

func sendAll(out chan<- int, numbers []int) {
	defer close(out)
	for _, n := range numbers {
		out <- n
	}
}

// Whoever gets the channel may close it.
func handedOut(use func(int)) chan<- int {
	stream := make(chan int)
	go func() {
		for n := range stream {
			use(n)
		}
	}()
	return stream
}

// The sender never ends, so the loop is not meant to either.
func endless(read func() int, use func(int)) {
	stream := make(chan int)
	go func() {
		for n := range stream {
			use(n)
		}
	}()
	for {
		stream <- read()
	}
}

// The sender passes on what comes from a channel that nobody is seen to close.
func relay(in <-chan int, use func(int)) {
	out := make(chan int)
	go func() {
		for n := range in {
			out <- n
		}
	}()
	for n := range out {
		use(n)
	}
}

// A queue in a field serves an object, which may live as long as the process; another file may close it.
type queue struct{ jobs chan func() }

func newQueue() *queue {
	q := &queue{jobs: make(chan func())}
	go q.run()
	return q
}

func (q *queue) run() {
	for job := range q.jobs {
		job()
	}
}

func (q *queue) add(job func()) { q.jobs <- job }
