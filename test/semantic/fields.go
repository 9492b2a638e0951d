package app

import (
	"io"
	"os"
	"time"

	"example.com/missing/dep"
)

// A field is one cell for all instances of its type: what happens to it anywhere may happen to any of them.

type worker struct {
	base
	ticker *time.Ticker
	idle   *time.Ticker
	out    io.Writer
	Log    io.Writer
	quit   chan struct{}
}

// Another type has another cell, whatever its fields are called.
type other struct{ ticker *time.Ticker }

type base struct{ file *os.File }

func newWorker(f *os.File) *worker {
	return &worker{base{f}, time.NewTicker(time.Second), nil, os.Stdout, os.Stderr, nil}
}

func newSilent() *worker {
	w := &worker{out: io.Discard}
	w.ticker = time.NewTicker(time.Minute)
	w.idle = time.NewTicker(time.Hour)
	return w
}

func (w *worker) stop() { w.ticker.Stop() }

func (w *worker) wait() { <-w.idle.C }

func (o *other) start() { o.ticker = time.NewTicker(time.Second) }

// Stopped somewhere, stopped nowhere.
func fields(w *worker, o *other) {
	println(w.ticker) // field: it calls Stop some
	println(w.idle)   // field: it untouched
	println(o.ticker) // field: it untouched
	println(w.Log)    // field: unknown
}

// Literals with and without keys, assignments and embedding all store into the cell.
func stores(w *worker, o *other) {
	_ = w.ticker // origins: field w.ticker = time.NewTicker(time.Second), time.NewTicker(time.Minute)
	_ = o.ticker // origins: field o.ticker = time.NewTicker(time.Second)
	_ = w.out    // origins: field w.out = io.Discard, os.Stdout
	_ = w.file   // origins: field w.file = f
	_ = w.Log    // origins: field w.Log = ?
}

type seen struct{ count, total *int }

// What a generic function without source gives back may be anything: any field that goes by the name may be meant.
func unresolved(s *seen, n *int) {
	s.count = n
	s.total = n
	dep.First([]*seen{s}).count = nil
	_ = s.count // origins: field s.count = ?
	_ = s.total // origins: field s.total = n
}
