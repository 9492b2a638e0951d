// Package ways holds goroutines that end without Done under a condition, and rounds that count one which is not started.
package ways

import (
	"context"
	"sync"
)

// Done if all went well.
func onSuccess(urls []string, fetch func(string) error) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1)
		go func() {
			if err := fetch(url); err == nil {
				wg.Done() // want "this Done is skipped if the goroutine ends at line 18"
			}
		}()
	}
	wg.Wait()
}

func inOneCase(ctx context.Context, answers <-chan int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		select {
		case <-answers:
			wg.Done() // want "this Done is skipped if the goroutine ends at line 32"
		case <-ctx.Done():
		}
	}()
	wg.Wait()
}

func inBothCases(ctx context.Context, answers <-chan int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		select {
		case <-answers:
			wg.Done()
		case <-ctx.Done():
			wg.Done()
		}
	}()
	wg.Wait()
}

func eitherWay(fetch func() error, retry func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if err := fetch(); err != nil {
			retry()
			wg.Done()
		} else {
			wg.Done()
		}
	}()
	wg.Wait()
}

// Two conditions of which one holds.
func oneOfTwo(fetch func() error, retry func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		err := fetch()
		if err != nil {
			retry()
			wg.Done()
		}
		if err == nil {
			wg.Done()
		}
	}()
	wg.Wait()
}

type state int

const (
	on state = iota
	off
)

// The cases are all that there are.
func everyState(now func() state, work func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		switch now() {
		case on:
			work()
			wg.Done()
		case off:
			wg.Done()
		}
	}()
	wg.Wait()
}

func oneState(now func() state, work func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		switch now() {
		case on:
			work()
			wg.Done() // want "this Done is skipped if the goroutine ends at line 114"
		case off:
		}
	}()
	wg.Wait()
}

// Waited for under the condition of the Done.
func ifWanted(wanted bool, work func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		work()
		if wanted {
			wg.Done()
		}
	}()
	if wanted {
		wg.Wait()
	}
}

// Waits for a message, which comes before the end of the channel.
func message(messages <-chan string) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		for m := range messages {
			if m == "ready" {
				wg.Done()
			}
		}
	}()
	wg.Wait()
}

func fetchOne(ctx context.Context, group *sync.WaitGroup, url string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	println(url)
	group.Done() // want "ends at line 149, and wg.Wait then blocks for ever; begin the goroutine with defer group.Done\\(\\)"
	return nil
}

// Given to a function.
func given(ctx context.Context, urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1)
		go fetchOne(ctx, &wg, url)
	}
	wg.Wait()
}

// Given to a literal.
func givenToLiteral(check func() error) {
	wg := new(sync.WaitGroup)
	wg.Add(1)
	go func(wg *sync.WaitGroup) {
		if check() != nil {
			return
		}
		wg.Done() // want "ends at line 172"
	}(wg)
	wg.Wait()
}

func fetchDeferred(ctx context.Context, wg *sync.WaitGroup) error {
	defer wg.Done()
	if err := ctx.Err(); err != nil {
		return err
	}
	return nil
}

func givenDeferred(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go fetchDeferred(ctx, &wg)
	wg.Wait()
}

func fetchUnlessEnded(ctx context.Context, wg *sync.WaitGroup) bool {
	if ctx.Err() != nil {
		return false
	}
	wg.Done()
	return true
}

// The caller does what the function leaves out.
func givenAndDone(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if !fetchUnlessEnded(ctx, &wg) {
			wg.Done()
		}
	}()
	wg.Wait()
}

func round(urls []string, fetch func(string)) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1) // want "this is added even if the goroutine at line 221 is not started"
		if url == "" {
			continue
		}
		go func() {
			defer wg.Done()
			fetch(url)
		}()
	}
	wg.Wait()
}

func lastRound(urls []string, fetch func(string)) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1) // want "this is added even if the goroutine at line 236 is not started"
		if url == "" {
			break
		}
		go func() {
			defer wg.Done()
			fetch(url)
		}()
	}
	wg.Wait()
}

// The function gives up with the round.
func failedRound(urls []string, check func(string) error, fetch func(string)) error {
	var wg sync.WaitGroup
	var err error
	for _, url := range urls {
		wg.Add(1)
		if err = check(url); err != nil {
			break
		}
		go func() {
			defer wg.Done()
			fetch(url)
		}()
	}
	if err != nil {
		return err
	}
	wg.Wait()
	return nil
}

func roundAfter(urls []string, fetch func(string)) {
	var wg sync.WaitGroup
	for _, url := range urls {
		if url == "" {
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			fetch(url)
		}()
	}
	wg.Wait()
}
