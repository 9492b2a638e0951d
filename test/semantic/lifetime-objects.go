// Package owners has objects that run something once.
package owners

import "sync"

type database struct {
	runner sync.Once
	quit   chan struct{}
}

// Databases are opened and closed: each has a goroutine of its own.
func (d *database) ensureExpirer() {
	d.runner.Do(func() { // lifetime: other
		go d.expire()
	})
	d.runner.Do(d.flush)
}

func (d *database) expire() { <-d.quit } // lifetime: other

func (d *database) flush() {} // lifetime: other

func (d *database) close() { close(d.quit) }

// Nothing ends a registry: perhaps there is one for as long as the process lives.
type registry struct{ once sync.Once }

func (r *registry) load() {
	r.once.Do(func() {}) // lifetime: process
}

var shared database

var setUp sync.Once

func start() {
	shared.runner.Do(func() {}) // lifetime: process
	setUp.Do(func() {})         // lifetime: process
	var once sync.Once
	once.Do(func() {}) // lifetime: process
}
