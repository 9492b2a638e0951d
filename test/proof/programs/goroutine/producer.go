package goroutine

import (
	"bufio"
	"context"
	"io"
	"measure"
	"strings"
	"time"
)

var producers = []measure.Case{
	produces(linesOf, linesOfSelected),
	produces(countTo, countToSelected),
	produces(stages, stagesSelected),
	produces(ticksOf, ticksOfSelected),
	produces(stopChannel, stopChannelSelected),
	produces(batches, batchesSelected),
	produces(errorAtEnd, errorAtEndSelected),
	produces(genericProducer, genericProducerSelected),
	produces(methodProducer, methodProducerSelected),
	produces(forwarder, forwarderSelected),
	produces(siblingGuarded, bothGuarded),
	leaves(receiverLeaves, receiverAndSenderLeave),
}

// produces is a case of functions that start a producer; the consumer takes one value, cancels, and goes away.
func produces(defect, fixed func(context.Context) <-chan int) measure.Case {
	consume := func(produce func(context.Context) <-chan int) func() {
		return func() {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			<-produce(ctx)
			time.Sleep(5 * time.Millisecond)
		}
	}
	return measure.Case{
		Unit:   measure.Goroutines,
		Defect: measure.Named(defect, consume(defect)),
		Fixed:  measure.Named(fixed, consume(fixed)),
	}
}

var text = strings.Repeat("a line\n", 100)

// linesOf looks at the context between sends, but not while it sends.
//
//proof:wider uncancelled-producer
func linesOf(ctx context.Context) <-chan int {
	lengths := make(chan int)
	go func() {
		defer close(lengths)
		scanner := bufio.NewScanner(strings.NewReader(text))
		for scanner.Scan() {
			if ctx.Err() != nil {
				return
			}
			lengths <- len(scanner.Text())
		}
	}()
	return lengths
}

//proof:none
func linesOfSelected(ctx context.Context) <-chan int {
	lengths := make(chan int)
	go func() {
		defer close(lengths)
		scanner := bufio.NewScanner(strings.NewReader(text))
		for scanner.Scan() {
			select {
			case lengths <- len(scanner.Text()):
			case <-ctx.Done():
				return
			}
		}
	}()
	return lengths
}

// countTo has a context and never looks at it.
//
//proof:wider uncancelled-producer
func countTo(ctx context.Context) <-chan int {
	numbers := make(chan int)
	go func() {
		defer close(numbers)
		for i := range 1000 {
			numbers <- i
		}
	}()
	return numbers
}

//proof:none
func countToSelected(ctx context.Context) <-chan int {
	numbers := make(chan int)
	go func() {
		defer close(numbers)
		for i := range 1000 {
			select {
			case numbers <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return numbers
}

// stages sends from one stage to the next; the second has no exit.
//
//proof:wider uncancelled-producer
func stages(ctx context.Context) <-chan int {
	in, out := make(chan int), make(chan int)
	go func() {
		defer close(in)
		for i := 0; ; i++ {
			select {
			case in <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		defer close(out)
		for {
			select {
			case n := <-in:
				out <- n * n
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

//proof:none
func stagesSelected(ctx context.Context) <-chan int {
	in, out := make(chan int), make(chan int)
	go func() {
		defer close(in)
		for i := 0; ; i++ {
			select {
			case in <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		defer close(out)
		for {
			select {
			case n := <-in:
				select {
				case out <- n * n:
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// ticksOf selects on the ticker and the context, and then sends without either.
//
//proof:wider uncancelled-producer
func ticksOf(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		ticker := time.NewTicker(time.Millisecond)
		defer ticker.Stop()
		for n := 0; ; n++ {
			select {
			case <-ticker.C:
				out <- n
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

//proof:none
func ticksOfSelected(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		ticker := time.NewTicker(time.Millisecond)
		defer ticker.Stop()
		for n := 0; ; n++ {
			select {
			case <-ticker.C:
			case <-ctx.Done():
				return
			}
			select {
			case out <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// stopChannel takes the Done channel into a variable of its own.
//
//proof:wider uncancelled-producer
func stopChannel(ctx context.Context) <-chan int {
	stop := ctx.Done()
	out := make(chan int)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				close(out)
				return
			default:
				out <- i
			}
		}
	}()
	return out
}

//proof:none
func stopChannelSelected(ctx context.Context) <-chan int {
	stop := ctx.Done()
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case out <- i:
			}
		}
	}()
	return out
}

// batches flushes at the end of each batch, where it forgets the context.
//
//proof:wider uncancelled-producer
func batches(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		sum := 0
		flush := func() {
			out <- sum
			sum = 0
		}
		for i := 0; ctx.Err() == nil; i++ {
			sum += i
			if i%10 == 0 {
				flush()
			}
		}
	}()
	return out
}

//proof:none
func batchesSelected(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		sum := 0
		flush := func() {
			select {
			case out <- sum:
			case <-ctx.Done():
			}
			sum = 0
		}
		for i := 0; ctx.Err() == nil; i++ {
			sum += i
			if i%10 == 0 {
				flush()
			}
		}
	}()
	return out
}

// errorAtEnd guards the values and not what it sends last.
//
//proof:want uncancelled-producer
func errorAtEnd(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range 100 {
			select {
			case out <- i:
			case <-ctx.Done():
				out <- -1
				return
			}
		}
	}()
	return out
}

//proof:none
func errorAtEndSelected(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range 100 {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func generate[T any](ctx context.Context, next func() (T, bool)) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for v, ok := next(); ok && ctx.Err() == nil; v, ok = next() {
			out <- v
		}
	}()
	return out
}

func endless() func() (int, bool) {
	n := 0
	return func() (int, bool) {
		n++
		return n, true
	}
}

func generateSelected[T any](ctx context.Context, next func() (T, bool)) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for v, ok := next(); ok; v, ok = next() {
			select {
			case out <- v:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// genericProducer is generate, which stands above.
//
//proof:wider uncancelled-producer
func genericProducer(ctx context.Context) <-chan int {
	return generate(ctx, endless())
}

//proof:none
func genericProducerSelected(ctx context.Context) <-chan int {
	return generateSelected(ctx, endless())
}

type source struct{ r *bufio.Reader }

func (s *source) pump(ctx context.Context, out chan<- int) {
	defer close(out)
	for ctx.Err() == nil {
		line, err := s.r.ReadString('\n')
		if err == io.EOF {
			return
		}
		out <- len(line)
	}
}

// methodProducer starts a method that sends to its parameter.
//
//proof:wider uncancelled-producer
func methodProducer(ctx context.Context) <-chan int {
	out := make(chan int)
	s := &source{bufio.NewReader(strings.NewReader(text))}
	go s.pump(ctx, out)
	return out
}

type guardedSource struct{ r *bufio.Reader }

func (s *guardedSource) pump(ctx context.Context, out chan<- int) {
	defer close(out)
	for {
		line, err := s.r.ReadString('\n')
		if err == io.EOF {
			return
		}
		select {
		case out <- len(line):
		case <-ctx.Done():
			return
		}
	}
}

//proof:none
func methodProducerSelected(ctx context.Context) <-chan int {
	out := make(chan int)
	s := &guardedSource{bufio.NewReader(strings.NewReader(text))}
	go s.pump(ctx, out)
	return out
}

// forwarder passes on what a channel of its own brings, until the context ends.
//
//proof:wider uncancelled-producer
func forwarder(ctx context.Context) <-chan int {
	out := make(chan int)
	in := countToSelected(ctx)
	go func() {
		defer close(out)
		for n := range in {
			if ctx.Err() != nil {
				break
			}
			out <- n
		}
	}()
	return out
}

//proof:none
func forwarderSelected(ctx context.Context) <-chan int {
	out := make(chan int)
	in := countToSelected(ctx)
	go func() {
		defer close(out)
		for n := range in {
			select {
			case out <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// siblingGuarded guards one of two sends.
//
//proof:want uncancelled-producer
func siblingGuarded(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 0; ; i++ {
			if i%2 == 1 {
				out <- -i
				continue
			}
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

//proof:none
func bothGuarded(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 0; ; i++ {
			n := i
			if i%2 == 1 {
				n = -i
			}
			select {
			case out <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// receiverLeaves has a consumer that the context sends away.
//
//proof:want uncancelled-producer
func receiverLeaves(ctx context.Context) {
	numbers := make(chan int)
	go printUntil(ctx, numbers)
	go func() {
		for i := range 100 {
			numbers <- i
		}
	}()
}

func printUntil(ctx context.Context, numbers <-chan int) {
	for {
		select {
		case n := <-numbers:
			slow(n)
		case <-ctx.Done():
			return
		}
	}
}

//proof:none
func receiverAndSenderLeave(ctx context.Context) {
	numbers := make(chan int)
	go printUntil(ctx, numbers)
	go func() {
		for i := range 100 {
			select {
			case numbers <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
}
