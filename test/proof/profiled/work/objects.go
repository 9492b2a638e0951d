package work

import (
	"bytes"
	"errors"
)

type position struct{ line, column int }

type node struct {
	name       string
	start, end *position
}

func newNode(name string) *node {
	return &node{name: name, start: &position{}, end: &position{}}
}

func (n *node) span() (start, end *position) {
	return n.start, n.end
}

//proof:want adjacent-allocations
func nodesHot() {
	for range often {
		n := newNode("")
		sink, _ = n.span()
		sink = n
	}
}

type rareNode struct {
	name       string
	start, end *position
}

func newRareNode(name string) *rareNode {
	return &rareNode{name: name, start: &position{}, end: &position{}}
}

func (n *rareNode) span() (start, end *position) {
	return n.start, n.end
}

//proof:wider adjacent-allocations
func nodesCold() {
	n := newRareNode("")
	sink, _ = n.span()
	sink = n
	somethingElse()
}

type encoder struct {
	depth int
	out   *bytes.Buffer
}

func newEncoder() *encoder {
	return &encoder{
		out: new(bytes.Buffer),
	}
}

func (e *encoder) isEmpty() bool {
	return e.depth == 0 && e.out.Len() == 0
}

//proof:want separately-allocated-field
func encoderHot() {
	for range often {
		e := newEncoder()
		sink = e
		sink = e.isEmpty()
	}
}

type rareEncoder struct {
	depth int
	out   *bytes.Buffer
}

func newRareEncoder() *rareEncoder {
	return &rareEncoder{
		out: new(bytes.Buffer),
	}
}

func (e *rareEncoder) isEmpty() bool {
	return e.depth == 0 && e.out.Len() == 0
}

//proof:wider separately-allocated-field
func encoderCold() {
	e := newRareEncoder()
	sink = e
	sink = e.isEmpty()
	somethingElse()
}

type row struct {
	cells int
	buf   []byte
}

func newRow() *row {
	return &row{buf: make([]byte, 0, 64)}
}

func (r *row) add(b byte) { r.buf = append(r.buf, b) }

//proof:want small-buffer-on-heap
func rowsHot() {
	for range often {
		r := newRow()
		r.add('x')
		sink = r
	}
}

type wideRow struct {
	cells, ends []uint16
}

func newWideRow() *wideRow {
	return &wideRow{
		cells: make([]uint16, 0, 32),
		ends:  make([]uint16, 0, 32),
	}
}

func (r *wideRow) add(n uint16) {
	r.cells = append(r.cells, n)
	r.ends = append(r.ends, n)
}

//proof:want small-buffer-on-heap
func severalRowsHot() {
	for range often {
		r := newWideRow()
		r.add(1)
		sink = r
	}
}

type rareRow struct {
	cells int
	buf   []byte
}

func newRareRow() *rareRow {
	return &rareRow{buf: make([]byte, 0, 64)}
}

func (r *rareRow) add(b byte) { r.buf = append(r.buf, b) }

//proof:wider small-buffer-on-heap
func rowsCold() {
	r := newRareRow()
	r.add('x')
	sink = r
	somethingElse()
}

type state int

const (
	idle state = iota
	busy
)

type conn struct {
	name   string
	peer   string
	id     uint64
	state  state
	wanted state
}

func newConn(name string) *conn {
	return &conn{name: name, state: busy, wanted: idle}
}

//proof:want oversized-field
func wideHot() {
	for range often {
		sink = newConn("")
	}
}

type phase int

const (
	early phase = iota
	late
)

type link struct {
	name   string
	peer   string
	id     uint64
	phase  phase
	wanted phase
}

func newLink(name string) *link {
	return &link{name: name, phase: early, wanted: late}
}

//proof:wider oversized-field
func wideCold() {
	sink = newLink("")
	somethingElse()
}

type watcher struct{ closers []func() error }

func (w *watcher) watch(name string) {
	var (
		last error
		seen string
	)
	w.closers = append(w.closers[:0], func() error {
		seen += name
		last = errors.Join(last)
		return last
	})
}

//proof:want escaping-loop-variable
func closuresHot() {
	var w watcher
	for range often {
		w.watch("")
	}
	sink = w.closers
}

type rareWatcher struct{ closers []func() error }

func (w *rareWatcher) watch(name string) {
	var (
		last error
		seen string
	)
	w.closers = append(w.closers[:0], func() error {
		seen += name
		last = errors.Join(last)
		return last
	})
}

//proof:wider escaping-loop-variable
func closuresCold() {
	var w rareWatcher
	w.watch("")
	sink = w.closers
	somethingElse()
}
