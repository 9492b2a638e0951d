package goroutine

import (
	"context"
	"measure"
	"sync"
)

var ranges = []measure.Case{
	leaves(neverClosed, closedAfterSends),
	leaves(closedUnlessError, closedByDefer),
	leaves(workersOnQueue, workersOnQueueClosed),
	leaves(consumerFunction, consumerFunctionClosed),
	leaves(consumerMethod, consumerMethodClosed),
	leaves(okLoop, okLoopClosed),
	leaves(bufferedQueue, bufferedQueueClosed),
	leaves(collector, collectorClosed),
	leaves(pipeline, pipelineClosed),
	leaves(closedTwiceNamed, closedRight),
	leaves(genericConsumer, genericConsumerClosed),
}

// neverClosed sends some values and returns.
//
//proof:want range-over-unclosed-channel
func neverClosed(context.Context) {
	values := make(chan int)
	go func() {
		for v := range values {
			slow(v)
		}
	}()
	for i := range 3 {
		values <- i
	}
}

//proof:none
func closedAfterSends(context.Context) {
	values := make(chan int)
	go func() {
		for v := range values {
			slow(v)
		}
	}()
	for i := range 3 {
		values <- i
	}
	close(values)
}

// closedUnlessError closes at the end, which an error does not reach.
//
//proof:wider range-over-unclosed-channel
func closedUnlessError(ctx context.Context) {
	values := make(chan int)
	go func() {
		for v := range values {
			slow(v)
		}
	}()
	for i := range 3 {
		if ctx.Err() != nil {
			return
		}
		values <- i
	}
	close(values)
}

//proof:none
func closedByDefer(ctx context.Context) {
	values := make(chan int)
	defer close(values)
	go func() {
		for v := range values {
			slow(v)
		}
	}()
	for i := range 3 {
		if ctx.Err() != nil {
			return
		}
		values <- i
	}
}

// workersOnQueue waits for the tasks, not for the workers.
//
//proof:want range-over-unclosed-channel
func workersOnQueue(context.Context) {
	tasks := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		go func() {
			for task := range tasks {
				slow(task)
				wg.Done()
			}
		}()
	}
	for i := range 4 {
		wg.Add(1)
		tasks <- i
	}
	wg.Wait()
}

//proof:none
func workersOnQueueClosed(context.Context) {
	tasks := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for task := range tasks {
				slow(task)
			}
		}()
	}
	for i := range 4 {
		tasks <- i
	}
	close(tasks)
	wg.Wait()
}

func consume(values <-chan int) {
	for v := range values {
		slow(v)
	}
}

// consumerFunction starts a function that ranges over its parameter.
//
//proof:want range-over-unclosed-channel
func consumerFunction(context.Context) {
	values := make(chan int, 1)
	go consume(values)
	values <- 1
}

//proof:none
func consumerFunctionClosed(context.Context) {
	values := make(chan int, 1)
	go consume(values)
	values <- 1
	close(values)
}

type logger struct{ lines int }

func (l *logger) drain(in chan string) {
	for range in {
		l.lines++
	}
}

// consumerMethod starts a method.
//
//proof:want range-over-unclosed-channel
func consumerMethod(context.Context) {
	l := new(logger)
	in := make(chan string)
	go l.drain(in)
	in <- "a"
	in <- "b"
}

//proof:none
func consumerMethodClosed(context.Context) {
	l := new(logger)
	in := make(chan string)
	defer close(in)
	go l.drain(in)
	in <- "a"
	in <- "b"
}

// okLoop leaves its loop only when the channel is closed.
//
//proof:miss range-over-unclosed-channel: a loop that ends at !ok
func okLoop(context.Context) {
	in := make(chan int)
	go func() {
		for {
			v, ok := <-in
			if !ok {
				return
			}
			slow(v)
		}
	}()
	in <- 1
}

//proof:none
func okLoopClosed(context.Context) {
	in := make(chan int)
	go func() {
		for {
			v, ok := <-in
			if !ok {
				return
			}
			slow(v)
		}
	}()
	in <- 1
	close(in)
}

// bufferedQueue fills a buffer and takes it to be the end.
//
//proof:want range-over-unclosed-channel
func bufferedQueue(context.Context) {
	queue := make(chan int, 8)
	for i := range 8 {
		queue <- i
	}
	go func() {
		for n := range queue {
			slow(n)
		}
	}()
}

//proof:none
func bufferedQueueClosed(context.Context) {
	queue := make(chan int, 8)
	for i := range 8 {
		queue <- i
	}
	close(queue)
	go func() {
		for n := range queue {
			slow(n)
		}
	}()
}

// collector gathers what many send, and nobody tells it that they are done.
//
//proof:want range-over-unclosed-channel
func collector(context.Context) {
	var (
		wg    sync.WaitGroup
		total int
		parts = make(chan int)
	)
	go func() {
		for part := range parts {
			total += part
		}
	}()
	for i := range 4 {
		wg.Go(func() { parts <- i })
	}
	wg.Wait()
}

//proof:none
func collectorClosed(context.Context) {
	var (
		wg    sync.WaitGroup
		total int
		parts = make(chan int)
	)
	go func() {
		for part := range parts {
			total += part
		}
	}()
	for i := range 4 {
		wg.Go(func() { parts <- i })
	}
	wg.Wait()
	close(parts)
}

// pipeline closes the first channel and forgets the second.
//
//proof:want range-over-unclosed-channel
func pipeline(context.Context) {
	in, out := make(chan int), make(chan int)
	go func() {
		for n := range in {
			out <- n * 2
		}
	}()
	go func() {
		for n := range out {
			slow(n)
		}
	}()
	in <- 1
	close(in)
}

//proof:none
func pipelineClosed(context.Context) {
	in, out := make(chan int), make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			out <- n * 2
		}
	}()
	go func() {
		for n := range out {
			slow(n)
		}
	}()
	in <- 1
	close(in)
}

// closedTwiceNamed closes another channel of nearly the same name.
//
//proof:want range-over-unclosed-channel
func closedTwiceNamed(context.Context) {
	jobs, jobsDone := make(chan int), make(chan struct{})
	defer close(jobsDone)
	go func() {
		for j := range jobs {
			slow(j)
		}
		<-jobsDone
	}()
	jobs <- 1
}

//proof:none
func closedRight(context.Context) {
	jobs, jobsDone := make(chan int), make(chan struct{})
	defer close(jobsDone)
	defer close(jobs)
	go func() {
		for j := range jobs {
			slow(j)
		}
		<-jobsDone
	}()
	jobs <- 1
}

func each[T any](in <-chan T, do func(T)) {
	for v := range in {
		do(v)
	}
}

// genericConsumer ranges in a generic function.
//
//proof:want range-over-unclosed-channel
func genericConsumer(context.Context) {
	in := make(chan int)
	go each(in, func(n int) { slow(n) })
	in <- 1
}

//proof:none
func genericConsumerClosed(context.Context) {
	in := make(chan int)
	go each(in, func(n int) { slow(n) })
	in <- 1
	close(in)
}
