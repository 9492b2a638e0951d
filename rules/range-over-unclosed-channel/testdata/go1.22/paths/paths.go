// Package paths holds channels that are closed on some paths only.
package paths

import (
	"errors"
	"sync"
)

var errStopped = errors.New("stopped")

// An error makes the function return before the close.
func scan(rows []string, parse func(string) (int, error), use func(int)) error {
	numbers := make(chan int)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for n := range numbers { // wider "scan can return \\(line 25\\) without closing numbers"
			use(n)
		}
	}()
	for _, row := range rows {
		n, err := parse(row)
		if err != nil {
			return err
		}
		numbers <- n
	}
	close(numbers)
	wg.Wait()
	return nil
}

// The close is deferred.
func deferred(rows []string, parse func(string) (int, error), use func(int)) error {
	numbers := make(chan int)
	defer close(numbers)
	go func() {
		for n := range numbers {
			use(n)
		}
	}()
	for _, row := range rows {
		n, err := parse(row)
		if err != nil {
			return err
		}
		numbers <- n
	}
	return nil
}

// The error path closes as well.
func bothPaths(rows []string, parse func(string) (int, error), use func(int)) error {
	numbers := make(chan int)
	go func() {
		for n := range numbers {
			use(n)
		}
	}()
	for _, row := range rows {
		n, err := parse(row)
		if err != nil {
			close(numbers)
			return err
		}
		numbers <- n
	}
	close(numbers)
	return nil
}

// It is full and closed before anybody ranges over it.
func closedFirst(jobs []func()) *sync.WaitGroup {
	queue := make(chan func(), len(jobs))
	for _, job := range jobs {
		queue <- job
	}
	close(queue)
	wg := new(sync.WaitGroup)
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for job := range queue {
				job()
			}
		}()
	}
	return wg
}

// The return lies before the start of the goroutine.
func notStarted(rows []string, use func(string)) error {
	lines := make(chan string)
	if len(rows) == 0 {
		return errStopped
	}
	go func() {
		for line := range lines {
			use(line)
		}
	}()
	for _, row := range rows {
		lines <- row
	}
	close(lines)
	return nil
}

// A local function closes it: on which paths that is called is not looked at.
func localClose(rows []string, check func(string) error, use func(string)) error {
	lines := make(chan string)
	finish := sync.OnceFunc(func() { close(lines) })
	go func() {
		for line := range lines { // miss "lines"
			use(line)
		}
	}()
	for _, row := range rows {
		if err := check(row); err != nil {
			return err
		}
		lines <- row
	}
	finish()
	return nil
}

// Whether it has been closed is told by what is set beside the close.
func closedBefore(rows []string, isLast func(string) bool, use func(string)) []int {
	var sizes []int
	lines := make(chan string)
	go func() {
		for line := range lines {
			use(line)
		}
	}()
	for _, row := range rows {
		if isLast(row) && len(sizes) == 0 {
			close(lines)
			sizes = append(sizes, len(row))
			continue
		}
		lines <- row
	}
	if len(sizes) == 0 {
		close(lines)
	}
	return sizes
}
