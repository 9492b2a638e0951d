//go:build go1.22

package measure

import (
	"io"
	"os"
	"runtime"
	"runtime/pprof"
	"sync/atomic"
	"time"
)

// A Unit is something that a program can leave behind.
type Unit struct {
	Name  string
	Calls int          // of the program between two readings
	Read  func() int64 // how much there is now
	Leak  float64      // at least so much for each call is a leak
	Clean float64      // at most so much for each call is none
	Cold  bool         // the first call counts: later ones leave nothing more
}

// Big is the size of what a program reads, of which it should keep little.
const Big = 1 << 20

// Held counts bytes: a program reads Big bytes in each call and keeps at least half of them, or next to none.
var Held = Unit{Name: "bytes", Calls: 4, Read: heapBytes, Leak: Big / 2, Clean: Big / 8}

// HeldOnce is Held for what keeps one big thing, however often it runs.
var HeldOnce = Unit{Name: "bytes", Calls: 1, Read: heapBytes, Leak: Big / 2, Clean: Big / 8, Cold: true}

// Grows counts bytes too, of a program that adds a little in each call and ought to take it away again.
var Grows = Unit{Name: "bytes", Calls: 3000, Read: heapBytes, Leak: 12, Clean: 4}

// Goroutines counts those that are there still when all had time to end.
var Goroutines = Unit{Name: "goroutines", Calls: 4, Read: goroutines, Leak: 1}

// Descriptors counts open files and connections after two collections.
var Descriptors = Unit{Name: "descriptors", Calls: 8, Read: collected(descriptors), Leak: 1, Clean: 0.2}

// DescriptorsUntilGC counts those that nothing but a collection closes.
var DescriptorsUntilGC = Unit{Name: "descriptors until GC", Calls: 8, Read: descriptors, Leak: 1, Clean: 0.2}

// Alive counts what was made and not released, as the program says by Made and Released. Of objects with a finalizer
// the last may be held by a register still.
var Alive = Unit{Name: "objects", Calls: 10, Read: collected(alive.Load), Leak: 0.9, Clean: 0.2}

// Gauge counts what read says; each call of a leaking program adds at least leak.
func Gauge(name string, leak float64, read func() int64) Unit {
	return Unit{Name: name, Calls: 20, Read: collected(read), Leak: leak, Clean: leak / 8}
}

func collected(read func() int64) func() int64 {
	return func() int64 {
		collect()
		return read()
	}
}

var alive atomic.Int64

// Made says that the program obtained something that it must release.
func Made() { alive.Add(1) }

// Released says that it did.
func Released() { alive.Add(-1) }

// collect runs two collections, which also empty every sync.Pool, and gives finalizers and cleanups time to run.
func collect() {
	for range 2 {
		runtime.GC()
		touch()
		time.Sleep(2 * time.Millisecond)
	}
}

// touch is what a program does between two collections.
var touch = func() {}

// Busy keeps a pool in use, so that collections do not empty it; on one processor, since each has objects of its own.
func Busy(use func()) {
	runtime.GOMAXPROCS(1)
	touch = use
}

func heapBytes() int64 {
	collect()
	collect()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}

// goroutines waits until their number has not changed for a while.
func goroutines() int64 {
	const patience, interval = 30, 5 * time.Millisecond
	last := runtime.NumGoroutine()
	for waited := 0; waited < patience; waited++ {
		runtime.GC()
		time.Sleep(interval)
		if now := runtime.NumGoroutine(); now != last {
			last, waited = now, 0
		}
	}
	return int64(last)
}

// leakedGoroutines is the size of the goroutineleak profile: goroutines that nothing alive can wake.
func leakedGoroutines() int {
	profile := pprof.Lookup("goroutineleak")
	if profile == nil {
		return 0
	}
	if err := profile.WriteTo(io.Discard, 1); err != nil {
		return 0
	}
	return profile.Count()
}

func descriptors() int64 {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		panic(err)
	}
	return int64(len(entries))
}
