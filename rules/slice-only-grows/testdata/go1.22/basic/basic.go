// Package basic has slices that live long.
package basic

import "sync"

type event struct{ text string }

// doc:bad
type journal struct {
	mu     sync.Mutex
	events []event
}

func (j *journal) Log(text string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.events = append(j.events, event{text}) // want "events gets longer each time Log runs"
}

func (j *journal) Close() error { return nil }

// doc:end

// doc:good
type boundedJournal struct {
	mu     sync.Mutex
	events []event
}

func (j *boundedJournal) Log(text string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.events) == 1000 {
		clear(j.events[:1])
		j.events = j.events[1:]
	}
	j.events = append(j.events, event{text})
}

func (j *boundedJournal) Close() error { return nil }

// doc:end

var failures []error

func Failed(err error) {
	failures = append(failures, err) // want "failures gets longer each time Failed runs"
}

var hooks []func()

// Runs once.
func init() {
	hooks = append(hooks, func() {})
}

var batch []event

// What was collected is handed on.
func flush(use func([]event)) {
	use(batch)
	batch = nil
}

func collect(e event) { batch = append(batch, e) }

type builder struct{ parts []string }

// A builder does not live long.
func (b *builder) add(part string) { b.parts = append(b.parts, part) }
