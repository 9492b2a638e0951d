// Package levels shares variables of several loops, and with several closures.
package levels

import (
	"errors"
	"io"
	"strings"
	"sync"
)

type part struct{ size int }

type store struct {
	load func(int) (part, error)
	read func(part, io.Writer) error
	jobs []string
}

// The variables are made once for each try, of which there is one as a rule, not once for each pipe.
func (s *store) list(from int, use func(io.Reader) bool) error {
	for tries := 0; tries < 3; tries++ {
		n := from
		p, err := s.load(n)
		if err != nil {
			continue
		}
		for {
			r, w := io.Pipe()
			go func() {
				w.CloseWithError(s.read(p, w))
				println(n)
			}()
			if !use(r) {
				return nil
			}
			n++
			if p, err = s.load(n); err != nil {
				return err
			}
		}
	}
	return errors.New("no part")
}

// One is of the round, one of the function, where it counts over all rounds.
func format(files []string) int {
	var group sync.WaitGroup
	total := 0
	for _, file := range files {
		group.Add(1)
		go func() {
			defer group.Done()
			file = strings.TrimSpace(file)
			total += len(file)
		}()
	}
	group.Wait()
	return total
}

// Two of the round, beside one of the function.
func (s *store) run(do func(string) (int, error)) int {
	total := 0
	for _, job := range s.jobs {
		var size int
		var err error
		done := make(chan struct{})
		go func() { // want "^size and err are assigned and shared with a goroutine"
			defer close(done)
			size, err = do(job)
			total += size
		}()
		<-done
		if err != nil {
			return size
		}
	}
	return total
}

// Both closures share the failure: it can be a field of one struct only.
func (s *store) measure(write, read func() (int, error)) (int, int, error) {
	var wg sync.WaitGroup
	var failure error
	written, got := 0, 0
	wg.Add(2)
	go func() { // wider "^failure, written and got are assigned and shared with goroutines,"
		defer wg.Done()
		n, err := write()
		if err != nil {
			failure = err
		}
		written += n
	}()
	go func() {
		defer wg.Done()
		n, err := read()
		if err != nil {
			failure = err
		}
		got += n
	}()
	wg.Wait()
	return written, got, failure
}

var stops = map[string]func(){}

// One closure runs at once, the other later.
func (s *store) later(count func() int) {
	runs, total := 0, 0
	go func() { // wider "^runs and total are assigned and shared with a goroutine and a stored closure,"
		runs++
		total += count()
	}()
	stops["s"] = func() { runs, total = 0, 0 }
}

// Nothing in common: a struct for each.
func (s *store) apart(count func() int) int {
	var wg sync.WaitGroup
	a, b, c, d := 0, 0, 0, 0
	wg.Add(2)
	go func() { // wider "^a and b are assigned"
		defer wg.Done()
		a, b = count(), count()
	}()
	go func() { // wider "^c and d are assigned"
		defer wg.Done()
		c, d = count(), count()
	}()
	wg.Wait()
	return a + b + c + d
}
