package goroutine

import (
	"context"
	"measure"
	"sync"
)

// Each program waits in a goroutine of its own, so that it is that one which never goes on.
var groups = []measure.Case{
	waits(returnsEarly, returnsEarlyDeferred),
	waits(addsTooMany, addsAsMany),
	waits(skipsDone, skipsNothing),
	waits(continues, continuesDone),
	waits(doneInOneCase, doneInAllCases),
	waits(addInsideAndOutside, addOutside),
	waits(switchForgets, switchRemembers),
	waits(parameterGroup, parameterGroupDeferred),
	waits(panicsBeforeDone, panicsWithDefer),
	waits(addedForNone, addedForOne),
}

func waits(defect, fixed func(context.Context)) measure.Case {
	started := func(run func(context.Context)) func() {
		return func() { go run(ended()) }
	}
	return measure.Case{
		Unit:   measure.Goroutines,
		Defect: measure.Named(defect, started(defect)),
		Fixed:  measure.Named(fixed, started(fixed)),
	}
}

// returnsEarly returns before it says that it is done.
//
//proof:want waitgroup-missing-done
func returnsEarly(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if ctx.Err() != nil {
			return
		}
		slow(1)
		wg.Done()
	}()
	wg.Wait()
}

//proof:none
func returnsEarlyDeferred(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		if ctx.Err() != nil {
			return
		}
		slow(1)
	}()
	wg.Wait()
}

// addsTooMany adds one more than it starts.
//
//proof:want waitgroup-missing-done
func addsTooMany(context.Context) {
	var wg sync.WaitGroup
	wg.Add(3)
	go func() {
		defer wg.Done()
		slow(1)
	}()
	go func() {
		defer wg.Done()
		slow(2)
	}()
	wg.Wait()
}

//proof:none
func addsAsMany(context.Context) {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		slow(1)
	}()
	go func() {
		defer wg.Done()
		slow(2)
	}()
	wg.Wait()
}

// skipsDone says done only where all went well.
//
//proof:want waitgroup-missing-done
func skipsDone(ctx context.Context) {
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func(n int) {
			_, err := slow(n)
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				wg.Done()
			}
		}(i)
	}
	wg.Wait()
}

//proof:none
func skipsNothing(ctx context.Context) {
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func(n int) {
			_, err := slow(n)
			if err == nil {
				err = ctx.Err()
			}
			wg.Done()
		}(i)
	}
	wg.Wait()
}

// continues adds in the loop and leaves out the goroutine.
//
//proof:want waitgroup-missing-done
func continues(ctx context.Context) {
	wg := sync.WaitGroup{}
	for i := range 3 {
		wg.Add(1)
		if ctx.Err() != nil && i == 1 {
			continue
		}
		go func() {
			defer wg.Done()
			slow(i)
		}()
	}
	wg.Wait()
}

//proof:none
func continuesDone(ctx context.Context) {
	wg := sync.WaitGroup{}
	for i := range 3 {
		if ctx.Err() != nil && i == 1 {
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			slow(i)
		}()
	}
	wg.Wait()
}

// doneInOneCase says done in one case of a select.
//
//proof:want waitgroup-missing-done
func doneInOneCase(ctx context.Context) {
	wg := new(sync.WaitGroup)
	never := make(chan int)
	wg.Add(1)
	go func() {
		select {
		case <-never:
			wg.Done()
		case <-ctx.Done():
		}
	}()
	wg.Wait()
	close(never)
}

//proof:none
func doneInAllCases(ctx context.Context) {
	wg := new(sync.WaitGroup)
	never := make(chan int)
	wg.Add(1)
	go func() {
		select {
		case <-never:
			wg.Done()
		case <-ctx.Done():
			wg.Done()
		}
	}()
	wg.Wait()
	close(never)
}

// addInsideAndOutside adds twice for each goroutine.
//
//proof:miss waitgroup-missing-done: an Add in the goroutine itself is not weighed
func addInsideAndOutside(context.Context) {
	var wg sync.WaitGroup
	n := 2
	wg.Add(n)
	for range n {
		go func() {
			wg.Add(1)
			defer wg.Done()
			slow(1)
		}()
	}
	wg.Wait()
}

//proof:none
func addOutside(context.Context) {
	var wg sync.WaitGroup
	n := 2
	wg.Add(n)
	for range n {
		go func() {
			defer wg.Done()
			slow(1)
		}()
	}
	wg.Wait()
}

// switchForgets forgets the default.
//
//proof:miss waitgroup-missing-done: the cases of a switch may be all that there are
func switchForgets(context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		n, _ := slow(3)
		switch n {
		case 0:
			wg.Done()
		case 1:
			slow(n)
			wg.Done()
		}
	}()
	wg.Wait()
}

//proof:none
func switchRemembers(context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		n, _ := slow(3)
		switch n {
		case 0:
		case 1:
			slow(n)
		}
		wg.Done()
	}()
	wg.Wait()
}

func process(ctx context.Context, wg *sync.WaitGroup, n int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	slow(n)
	wg.Done()
	return nil
}

func processDeferred(ctx context.Context, wg *sync.WaitGroup, n int) error {
	defer wg.Done()
	if err := ctx.Err(); err != nil {
		return err
	}
	slow(n)
	return nil
}

// parameterGroup hands the group to a function with an early return.
//
//proof:want waitgroup-missing-done
func parameterGroup(ctx context.Context) {
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go process(ctx, &wg, i)
	}
	wg.Wait()
}

//proof:none
func parameterGroupDeferred(ctx context.Context) {
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go processDeferred(ctx, &wg, i)
	}
	wg.Wait()
}

// panicsBeforeDone recovers from a panic that skipped Done.
//
//proof:miss waitgroup-missing-done: implicit panics are no exits
func panicsBeforeDone(context.Context) {
	var wg sync.WaitGroup
	var list []int
	wg.Add(1)
	go func() {
		defer func() { recover() }()
		slow(list[0])
		wg.Done()
	}()
	wg.Wait()
}

//proof:none
func panicsWithDefer(context.Context) {
	var wg sync.WaitGroup
	var list []int
	wg.Add(1)
	go func() {
		defer func() { recover() }()
		defer wg.Done()
		slow(list[0])
	}()
	wg.Wait()
}

// addedForNone waits for a goroutine that is started under a condition.
//
//proof:want waitgroup-missing-done
func addedForNone(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	if ctx.Err() == nil {
		go func() {
			defer wg.Done()
			slow(1)
		}()
	}
	wg.Wait()
}

//proof:none
func addedForOne(ctx context.Context) {
	var wg sync.WaitGroup
	if ctx.Err() == nil {
		wg.Add(1)
		go func() {
			defer wg.Done()
			slow(1)
		}()
	}
	wg.Wait()
}
