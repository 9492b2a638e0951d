// Package groups holds wait groups that are never done.
package groups

import (
	"errors"
	"fmt"
	"sync"
)

// doc:bad
func fetchAll(urls []string, fetch func(string) error) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1)
		go func(url string) {
			if err := fetch(url); err != nil {
				fmt.Println(err)
				return
			}
			wg.Done() // want "this Done is skipped if the goroutine ends at line 18, and wg.Wait then blocks for ever"
		}(url)
	}
	wg.Wait()
}

// doc:end

// doc:good
func fetchAllSafely(urls []string, fetch func(string) error) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1)
		go func(url string) {
			defer wg.Done()
			if err := fetch(url); err != nil {
				fmt.Println(err)
				return
			}
		}(url)
	}
	wg.Wait()
}

// doc:end

// The defer comes too late.
func late(ready func() bool, work func()) {
	wg := &sync.WaitGroup{}
	wg.Add(1)
	go func() {
		if !ready() {
			return
		}
		defer wg.Done() // want "this Done is skipped if the goroutine ends at line 52"
		work()
	}()
	wg.Wait()
}

func tooMany(a, b func()) {
	var wg sync.WaitGroup
	wg.Add(3) // want "3 are added to wg, but Done is called 2 times at most"
	go func() {
		defer wg.Done()
		a()
	}()
	go func() {
		defer wg.Done()
		b()
	}()
	wg.Wait()
}

func sometimes(verbose bool, log func()) {
	var wg sync.WaitGroup
	wg.Add(1) // want "this is added even if the goroutine at line 78 is not started"
	if verbose {
		go func() {
			defer wg.Done()
			log()
		}()
	}
	wg.Wait()
}

// Every way out is done.
func everyWay(check func() error, work func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if err := check(); err != nil {
			wg.Done()
			return
		}
		work()
		wg.Done()
	}()
	wg.Wait()
}

// Done by a deferred literal.
func deferred(check func() error) (err error) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				err = errors.New("failed")
			}
			wg.Done()
		}()
		if check() != nil {
			return
		}
	}()
	wg.Wait()
	return err
}

// Waits for the first that succeeds.
func first(tries []func() bool) {
	var wg sync.WaitGroup
	wg.Add(1)
	var once sync.Once
	for _, try := range tries {
		go func(try func() bool) {
			if !try() {
				return
			}
			once.Do(wg.Done)
		}(try)
	}
	wg.Wait()
}

// Counted all at once, for a loop.
func counted(steps []func()) {
	var wg sync.WaitGroup
	wg.Add(len(steps))
	for _, step := range steps {
		go func(step func()) {
			defer wg.Done()
			step()
		}(step)
	}
	wg.Wait()
}

// Two goroutines are started by one statement.
func twice(work func()) {
	var wg sync.WaitGroup
	wg.Add(2)
	for i := 0; i < 2; i++ {
		go func() {
			defer wg.Done()
			work()
		}()
	}
	wg.Wait()
}

// Counted and started under the same condition.
func conditional(verbose bool, log func()) {
	var wg sync.WaitGroup
	if verbose {
		wg.Add(1)
		go func() {
			defer wg.Done()
			log()
		}()
	}
	wg.Wait()
}

// The function returns if it does not start the goroutine.
func orReturn(check func() error, work func()) error {
	var wg sync.WaitGroup
	wg.Add(1)
	if err := check(); err == nil {
		go func() {
			defer wg.Done()
			work()
		}()
	} else {
		return err
	}
	wg.Wait()
	return nil
}

// Waited for under the condition of the start.
func sameCondition(verbose bool, log func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	if verbose {
		go func() {
			defer wg.Done()
			log()
		}()
	}
	if verbose {
		wg.Wait()
	}
}

// Handed on: others may call Done.
func handed(work func(*sync.WaitGroup)) {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		fmt.Println("one")
	}()
	work(&wg)
	wg.Wait()
}

// Done here as well.
func doneHere(start bool, work func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	if start {
		go func() {
			defer wg.Done()
			work()
		}()
	} else {
		wg.Done()
	}
	wg.Wait()
}
