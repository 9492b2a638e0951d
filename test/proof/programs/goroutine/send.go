package goroutine

import (
	"context"
	"errors"
	"fmt"
	"measure"
	"sync"
	"time"
)

var sends = []measure.Case{
	leaves(resultAfterCancel, resultAfterCancelBuffered),
	leaves(resultAfterTimeout, resultAfterTimeoutBuffered),
	leaves(firstOfThree, firstOfThreeBuffered),
	leaves(returnOnFirstError, returnOnFirstErrorBuffered),
	leaves(earlyReturn, earlyReturnLater),
	leaves(twoResults, twoResultsInOne),
	leaves(workerMethod, workerMethodBuffered),
	leaves(sendInHelper, sendInHelperBuffered),
	leaves(genericAwait, genericAwaitBuffered),
	leaves(structuredResult, structuredResultSelected),
	leaves(poolOfWorkers, poolOfWorkersDrained),
	leaves(deferredSend, deferredSendBuffered),
	leaves(waitThenSignal, waitThenClose),
	leaves(closureVariable, closureVariableBuffered),
	leaves(nilChannel, nilChannelMade),
	leaves(errorsThenResults, errorsThenResultsBuffered),
	leaves(retryLoop, retryLoopBuffered),
}

// resultAfterCancel leaves its worker in the send when the context ends first.
//
//proof:want abandoned-send
func resultAfterCancel(ctx context.Context) {
	done := make(chan int)
	go func() {
		n, _ := slow(1)
		done <- n
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}

//proof:none
func resultAfterCancelBuffered(ctx context.Context) {
	done := make(chan int, 1)
	go func() {
		n, _ := slow(1)
		done <- n
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}

// resultAfterTimeout gives up after a time.
//
//proof:want abandoned-send
func resultAfterTimeout(context.Context) {
	errs := make(chan error)
	go func() {
		_, err := slow(1)
		errs <- err
	}()
	timer := time.NewTimer(time.Microsecond)
	defer timer.Stop()
	select {
	case err := <-errs:
		fmt.Print(err)
	case <-timer.C:
		return
	}
}

//proof:none
func resultAfterTimeoutBuffered(context.Context) {
	errs := make(chan error, 1)
	go func() {
		_, err := slow(1)
		errs <- err
	}()
	timer := time.NewTimer(time.Microsecond)
	defer timer.Stop()
	select {
	case err := <-errs:
		fmt.Print(err)
	case <-timer.C:
		return
	}
}

// firstOfThree takes the first answer of several.
//
//proof:want abandoned-send
func firstOfThree(context.Context) {
	answers := make(chan int)
	for i := range 3 {
		go func() {
			n, _ := slow(i)
			answers <- n
		}()
	}
	<-answers
}

//proof:none
func firstOfThreeBuffered(context.Context) {
	answers := make(chan int, 3)
	for i := range 3 {
		go func() {
			n, _ := slow(i)
			answers <- n
		}()
	}
	<-answers
}

var errFailed = errors.New("failed")

// returnOnFirstError receives one result after the other and returns at an error.
//
//proof:want abandoned-send
func returnOnFirstError(context.Context) {
	names := []string{"a", "b", "c"}
	errs := make(chan error)
	for range names {
		go func() { errs <- errFailed }()
	}
	for range names {
		if err := <-errs; err != nil {
			return
		}
	}
}

//proof:none
func returnOnFirstErrorBuffered(context.Context) {
	names := []string{"a", "b", "c"}
	errs := make(chan error, len(names))
	for range names {
		go func() { errs <- errFailed }()
	}
	for range names {
		if err := <-errs; err != nil {
			return
		}
	}
}

// earlyReturn returns between the go statement and the receive.
//
//proof:want abandoned-send
func earlyReturn(ctx context.Context) {
	size := make(chan int)
	go func() {
		n, _ := slow(3)
		size <- n
	}()
	if err := ctx.Err(); err != nil {
		return
	}
	fmt.Print(<-size)
}

//proof:none
func earlyReturnLater(ctx context.Context) {
	size := make(chan int)
	go func() {
		n, _ := slow(3)
		size <- n
	}()
	n := <-size
	if err := ctx.Err(); err != nil {
		return
	}
	fmt.Print(n)
}

// twoResults sends a second value after an error.
//
//proof:want abandoned-send
func twoResults(context.Context) {
	out := make(chan error)
	go func() {
		if _, err := slow(1); err == nil {
			out <- errFailed
		}
		out <- nil
	}()
	fmt.Fprint(discard, <-out)
}

//proof:none
func twoResultsInOne(context.Context) {
	out := make(chan error)
	go func() {
		if _, err := slow(1); err == nil {
			out <- errFailed
			return
		}
		out <- nil
	}()
	fmt.Fprint(discard, <-out)
}

type nothing struct{}

func (nothing) Write(p []byte) (int, error) { return len(p), nil }

var discard nothing

type fetcher struct{ factor int }

func (f *fetcher) run(n int, result chan<- int) {
	v, _ := slow(n * f.factor)
	result <- v
}

// workerMethod starts a method that sends to its parameter.
//
//proof:want abandoned-send
func workerMethod(ctx context.Context) {
	f := &fetcher{2}
	result := make(chan int)
	go f.run(1, result)
	select {
	case v := <-result:
		fmt.Print(v)
	case <-ctx.Done():
	}
}

//proof:none
func workerMethodBuffered(ctx context.Context) {
	f := &fetcher{2}
	result := make(chan int, 1)
	go f.run(1, result)
	select {
	case v := <-result:
		fmt.Print(v)
	case <-ctx.Done():
	}
}

func report(errs chan error, err error) {
	if err == nil {
		err = errFailed
	}
	errs <- err
}

// sendInHelper sends two calls deep.
//
//proof:want abandoned-send
func sendInHelper(ctx context.Context) {
	errs := make(chan error)
	go func() {
		_, err := slow(1)
		report(errs, err)
	}()
	select {
	case <-errs:
	case <-ctx.Done():
	}
}

//proof:none
func sendInHelperBuffered(ctx context.Context) {
	errs := make(chan error, 1)
	go func() {
		_, err := slow(1)
		report(errs, err)
	}()
	select {
	case <-errs:
	case <-ctx.Done():
	}
}

type outcome[T any] struct {
	value T
	err   error
}

func await[T any](ctx context.Context, get func() (T, error)) (T, error) {
	c := make(chan outcome[T])
	go func() {
		v, err := get()
		c <- outcome[T]{v, err}
	}()
	select {
	case o := <-c:
		return o.value, o.err
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}

func awaitBuffered[T any](ctx context.Context, get func() (T, error)) (T, error) {
	c := make(chan outcome[T], 1)
	go func() {
		v, err := get()
		c <- outcome[T]{v, err}
	}()
	select {
	case o := <-c:
		return o.value, o.err
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}

// genericAwait calls await, which stands above.
//
//proof:want abandoned-send
func genericAwait(ctx context.Context) {
	await(ctx, func() (int, error) { return slow(1) })
}

//proof:none
func genericAwaitBuffered(ctx context.Context) {
	awaitBuffered(ctx, func() (int, error) { return slow(1) })
}

// structuredResult sends a struct from a loop over inputs.
//
//proof:want abandoned-send
func structuredResult(ctx context.Context) {
	type result struct {
		index int
		err   error
	}
	results := make(chan result)
	for i := range 4 {
		go func(i int) {
			_, err := slow(i)
			results <- result{i, err}
		}(i)
	}
	for range 4 {
		select {
		case <-results:
		case <-ctx.Done():
			return
		}
	}
}

//proof:none
func structuredResultSelected(ctx context.Context) {
	type result struct {
		index int
		err   error
	}
	results := make(chan result)
	for i := range 4 {
		go func(i int) {
			_, err := slow(i)
			select {
			case results <- result{i, err}:
			case <-ctx.Done():
			}
		}(i)
	}
	for range 4 {
		select {
		case <-results:
		case <-ctx.Done():
			return
		}
	}
}

// poolOfWorkers leaves the loop over the results at the first that is big enough.
//
//proof:miss abandoned-send: a loop over results that is left early
func poolOfWorkers(context.Context) {
	var wg sync.WaitGroup
	results := make(chan int)
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- i
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	for n := range results {
		if n >= 0 {
			return
		}
	}
}

//proof:none
func poolOfWorkersDrained(context.Context) {
	var wg sync.WaitGroup
	results := make(chan int)
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- i
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	found := false
	for n := range results {
		found = found || n >= 0
	}
}

// deferredSend says by a deferred send that it is done.
//
//proof:want abandoned-send
func deferredSend(ctx context.Context) {
	done := make(chan bool)
	go func() {
		defer func() { done <- true }()
		slow(1)
	}()
	for {
		select {
		case <-done:
			return
		case <-ctx.Done():
			return
		}
	}
}

//proof:none
func deferredSendBuffered(ctx context.Context) {
	done := make(chan bool, 1)
	go func() {
		defer func() { done <- true }()
		slow(1)
	}()
	for {
		select {
		case <-done:
			return
		case <-ctx.Done():
			return
		}
	}
}

// waitThenSignal turns a wait group into a channel.
//
//proof:want abandoned-send
func waitThenSignal(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Go(func() { slow(1) })
	finished := make(chan struct{})
	go func() {
		wg.Wait()
		finished <- struct{}{}
	}()
	select {
	case <-finished:
	case <-ctx.Done():
	}
}

//proof:none
func waitThenClose(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Go(func() { slow(1) })
	finished := make(chan struct{})
	go func() {
		wg.Wait()
		close(finished)
	}()
	select {
	case <-finished:
	case <-ctx.Done():
	}
}

// closureVariable runs a function that is a variable.
//
//proof:want abandoned-send
func closureVariable(ctx context.Context) {
	ch := make(chan int)
	work := func() {
		n, _ := slow(2)
		ch <- n
	}
	go work()
	select {
	case <-ctx.Done():
		return
	case n := <-ch:
		fmt.Print(n)
	}
}

//proof:none
func closureVariableBuffered(ctx context.Context) {
	ch := make(chan int, 1)
	work := func() {
		n, _ := slow(2)
		ch <- n
	}
	go work()
	select {
	case <-ctx.Done():
		return
	case n := <-ch:
		fmt.Print(n)
	}
}

// nilChannel sends to a channel that was never made.
//
//proof:want abandoned-send
func nilChannel(context.Context) {
	var events chan int
	go func() {
		slow(1)
		events <- 1
	}()
}

//proof:none
func nilChannelMade(context.Context) {
	events := make(chan int, 1)
	go func() {
		slow(1)
		events <- 1
	}()
	<-events
}

// errorsThenResults has a channel for errors and one for results; an error is sent to one that has no reader any more.
//
//proof:want abandoned-send
func errorsThenResults(ctx context.Context) {
	results, errs := make(chan int), make(chan error)
	go func() {
		n, err := slow(1)
		if err != nil {
			errs <- err
			return
		}
		results <- n
	}()
	select {
	case <-results:
	case <-errs:
	case <-ctx.Done():
	}
}

//proof:none
func errorsThenResultsBuffered(ctx context.Context) {
	results, errs := make(chan int, 1), make(chan error, 1)
	go func() {
		n, err := slow(1)
		if err != nil {
			errs <- err
			return
		}
		results <- n
	}()
	select {
	case <-results:
	case <-errs:
	case <-ctx.Done():
	}
}

// retryLoop makes a new channel for each try.
//
//proof:want abandoned-send
func retryLoop(context.Context) {
	for range 3 {
		try := make(chan int)
		go func() {
			n, _ := slow(1)
			try <- n
		}()
		select {
		case <-try:
			return
		case <-time.After(time.Microsecond):
		}
	}
}

//proof:none
func retryLoopBuffered(context.Context) {
	for range 3 {
		try := make(chan int, 1)
		go func() {
			n, _ := slow(1)
			try <- n
		}()
		select {
		case <-try:
			return
		case <-time.After(time.Microsecond):
		}
	}
}
