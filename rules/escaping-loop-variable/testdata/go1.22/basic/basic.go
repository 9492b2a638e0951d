// Package basic shares variables with closures.
package basic

import (
	"errors"
	"sync"
	"time"
)

type job struct {
	name  string
	tries int
}

type pool struct {
	closers []func() string
	byName  map[string]func()
}

// doc:bad
func (p *pool) watch(jobs []job) {
	for _, j := range jobs {
		visits, renewals := j.tries, 0
		p.closers = append(p.closers, func() string { // want "visits and renewals are assigned and shared with a stored closure, so that each is a heap object of its own in every round"
			visits++
			renewals++
			return j.name
		})
	}
}

// doc:end

// doc:good
func (p *pool) watchTogether(jobs []job) {
	for _, j := range jobs {
		count := struct{ visits, renewals int }{visits: j.tries}
		p.closers = append(p.closers, func() string {
			count.visits++
			count.renewals++
			return j.name
		})
	}
}

// doc:end

// That the round waits for the goroutine changes nothing.
func run(jobs []job, do func(job) (int, error)) int {
	total := 0
	for _, j := range jobs {
		var result int
		var err error
		done := make(chan struct{})
		go func() { // want "result and err are assigned and shared with a goroutine"
			defer close(done)
			result, err = do(j)
		}()
		<-done
		if err == nil {
			total += result
		}
	}
	return total
}

func waitAll(jobs []job, do func(job) (int, error)) error {
	var errs []error
	for _, j := range jobs {
		first, last := 0, 0
		var err error
		timer := time.AfterFunc(time.Second, func() { // want "first, last and err are assigned"
			first, last = last, first
			err = errors.New(j.name)
		})
		timer.Stop()
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// Assigned after the closure was made.
func (p *pool) later(jobs []job) {
	for _, j := range jobs {
		low, high := 0, 0
		p.byName[j.name] = func() { println(low, high) } // want "low and high are assigned"
		low = j.tries
		high = low + 1
	}
}

// Only assigned before: the closure has copies.
func (p *pool) before(jobs []job) {
	for _, j := range jobs {
		low, high := 0, 0
		if j.tries > 3 {
			low, high = j.tries, 2*j.tries
		}
		p.byName[j.name] = func() { println(low, high) }
	}
}

// Never assigned again: Go 1.22 makes them anew in every round, and the closure has copies.
func (p *pool) readOnly(jobs []job) {
	for i, j := range jobs {
		name := j.name
		p.byName[name] = func() { println(i, name, j.tries) }
	}
}

// One variable alone cannot be merged with another.
func (p *pool) single(jobs []job) {
	for _, j := range jobs {
		visits := 0
		p.byName[j.name] = func() { visits++ }
	}
}

// The variables live longer than a round: two objects in all.
func (p *pool) shared(jobs []job) {
	visits, renewals := 0, 0
	for _, j := range jobs {
		p.byName[j.name] = func() { // wider "visits and renewals are assigned and shared with a stored closure, so that each is a heap object of its own;"
			visits++
			renewals++
		}
	}
}

// Called in place.
func inPlace(jobs []job) int {
	sum := 0
	for _, j := range jobs {
		a, b := 0, 0
		func() {
			a = j.tries
			b = a * 2
		}()
		sum += a + b
	}
	return sum
}

// Perhaps it is not kept.
func handedOn(jobs []job, each func(func())) int {
	sum := 0
	for range jobs {
		a, b := 0, 0
		each(func() {
			a++
			b++
		})
		sum += a + b
	}
	return sum
}

// A mutex is no variable that is assigned.
func locked(jobs []job) {
	for _, j := range jobs {
		var mu sync.Mutex
		count := 0
		go func() {
			mu.Lock()
			defer mu.Unlock()
			count += j.tries
		}()
	}
}

// Go 1.22 counts the variable of the next round up, not the one that the closure has.
func (p *pool) counting(jobs []job) {
	for i := 0; i < len(jobs); i++ {
		visits := 0
		p.byName[jobs[i].name] = func() { visits += i }
	}
}

// A loop variable that is assigned in the body belongs to the round.
func (p *pool) trimming(jobs []job) {
	for _, j := range jobs {
		visits := 0
		go func() { // want "j and visits are assigned"
			j = job{name: j.name}
			visits++
			println(j.name, visits)
		}()
	}
}

// Known miss: the closure is stored by way of a variable.
func (p *pool) byVariable(jobs []job) {
	for _, j := range jobs {
		a, b := 0, 0
		f := func() { // miss "a and b are assigned"
			a++
			b++
		}
		p.byName[j.name] = f
	}
}
