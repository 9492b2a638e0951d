// Package errgroup stands for the module of that name: what starts the goroutine is code of a dependency.
package errgroup

import "sync"

// A Group waits for its goroutines and keeps their first error.
type Group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

// Go calls f in a new goroutine.
func (g *Group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err })
		}
	}()
}

// Wait returns the first error once all goroutines have returned.
func (g *Group) Wait() error {
	g.wg.Wait()
	return g.err
}
