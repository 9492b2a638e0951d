// Package basic empties maps.
package basic

import "sync"

// doc:bad
type window struct {
	mu   sync.Mutex
	hits map[string]int
	done chan struct{}
}

func (w *window) add(key string) {
	w.mu.Lock()
	w.hits[key]++
	w.mu.Unlock()
}

func (w *window) flush() {
	w.mu.Lock()
	clear(w.hits) // want "hits keeps the memory of its largest content when it is emptied in place"
	w.mu.Unlock()
}

// doc:end

func (w *window) Close() { close(w.done) }

// doc:good
type fresh struct {
	mu   sync.Mutex
	hits map[string]int
	done chan struct{}
}

func (f *fresh) add(key string) {
	f.mu.Lock()
	f.hits[key]++
	f.mu.Unlock()
}

func (f *fresh) flush() {
	f.mu.Lock()
	f.hits = make(map[string]int)
	f.mu.Unlock()
}

func (f *fresh) Close() { close(f.done) }

// doc:end

var counts = map[string]int{}

func count(key string) { counts[key]++ }

func reset() {
	for key := range counts {
		delete(counts, key) // want "counts keeps the memory"
	}
}

// Large elements go with their entries, small sets of keys need no room, and single entries come and go.
type page [4096]byte

var (
	pages    = map[string]page{}
	byKind   = map[kind]int{}
	sessions = map[string]int{}
	bounded  = map[string]int{}
	replaced = map[string]int{}
)

type kind uint8

func addPage(name string, p page) { pages[name] = p }
func dropPages()                  { clear(pages) }

func addKind(k kind) { byKind[k]++ }
func dropKinds()     { clear(byKind) }

func open(id string)   { sessions[id] = 1 }
func closed(id string) { delete(sessions, id) }

func expire(now int) {
	for id, at := range sessions {
		if at < now {
			delete(sessions, id)
		}
	}
}

func addBounded(key string) {
	if len(bounded) > 100 {
		clear(bounded)
	}
	bounded[key]++
}

func addReplaced(key string) { replaced[key]++ }
func dropReplaced()          { clear(replaced) }
func renew()                 { replaced = map[string]int{} }

// The end of all that is in it.
type worker struct{ quit chan struct{} }

var workers = map[string]int{}

func addWorker(name string) { workers[name]++ }

func stopAll(stop func(string)) {
	for name := range workers {
		stop(name)
		delete(workers, name)
	}
}
