package app

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"time"
)

type pool struct {
	conns   map[string]net.Conn
	idle    []net.Conn
	queue   chan net.Conn
	last    net.Conn
	Last    net.Conn
	onClose func()
	head    []byte
	name    string
}

var current net.Conn

func dial() net.Conn { c, _ := net.Dial("tcp", "a:1"); return c } // escapes: result 0

func (p *pool) stored(keys map[net.Conn]bool, out *net.Conn) {
	a := dial() // escapes: field example.com/app.pool.last
	p.last = a
	b := dial() // escapes: map
	p.conns["b"] = b
	c := dial() // escapes: slice
	p.idle = append(p.idle, c)
	d := dial() // escapes: channel
	p.queue <- d
	e := dial() // escapes: global
	current = e
	f := dial() // escapes: map
	keys[f] = true
	g := dial() // escapes: pointer
	*out = g
	h := dial() // escapes: slice
	p.idle[0] = h
	i := dial() // escapes: field example.com/app.pool.Last
	_ = pool{Last: i}
	j := dial() // escapes: slice
	_ = []net.Conn{j}
}

// Under another name it is the same value.
func aliased() (io.Closer, error) {
	conn := dial() // escapes: result 0
	var c io.Closer = conn
	again := c.(net.Conn)
	switch known := again.(type) {
	case *net.TCPConn:
		return known, nil
	}
	return nil, errors.New("other")
}

func captured(p *pool) {
	a := dial() // escapes: go closure
	go func() { a.Close() }()
	b := dial() // escapes: defer closure
	defer func() { b.Close() }()
	c := dial() // escapes: closure
	p.onClose = func() { c.Close() }
	d := dial() // escapes: nowhere
	func() { d.Close() }()
	e := dial() // escapes: nowhere
	closeIt := func() { e.Close() }
	closeIt()
	f := dial() // escapes: go closure
	later := func() { f.Close() }
	go later()
	g := dial() // escapes: go closure
	time.AfterFunc(time.Second, func() { g.Close() })
}

func passed() {
	a := dial() // escapes: argument 0 of read(a)
	read(a)
	b := dial() // escapes: argument 0 of read(b)
	go read(b)
	c := dial() // escapes: nowhere
	defer c.Close()
	d := dial() // escapes: nowhere
	stop := d.Close
	defer stop()
	e := dial() // escapes: argument 1 of hold(1, e.Close)
	hold(1, e.Close)
	f := dial() // escapes: unknown
	point(&f)
}

// A part of a slice is the slice; a conversion that copies is not. What runs before a call returns stays here.
func (p *pool) parts(names []string) {
	a := make([]byte, 8) // escapes: field example.com/app.pool.head
	p.head = a[:4]
	b := make([]byte, 8) // escapes: nowhere
	p.name = string(b)
	c := dial() // escapes: nowhere
	slices.SortFunc(names, func(x, y string) int { return len(c.LocalAddr().String()) })
	d := http.DefaultTransport // escapes: field
	http.DefaultClient.Transport = d
	e := &http.Client{} // escapes: global
	http.DefaultClient = e
}

func read(r io.Reader) { _, _ = io.ReadAll(r) }

func hold(_ int, f func() error) { _ = f() }

func point(c *net.Conn) { *c = nil }

// What a variable held before it was given another value does not go where that one goes.
func replaced() io.Closer {
	f, _ := os.Open("a") // escapes: nowhere
	f.Close()
	f, _ = os.Open("b") // escapes: result 0
	return f
}

// A return without values returns the named results.
func named() (n int, c io.Closer) {
	c = dial() // escapes: result 1
	return
}

func immediate() net.Conn {
	dial()        // escapes: nowhere
	return dial() // escapes: result 0
}
