package app

import (
	"io"
	"net/http"
	"os"
	"testing"
	"time"
)

type feed struct {
	events chan string
	ticker *time.Ticker
	cancel func()
}

// What is called through a method value, an interface or a field is called on the value.
func methodValues(t *testing.T) {
	a := time.NewTicker(time.Second) // used: method Stop
	stop := a.Stop
	defer stop()
	b := time.NewTicker(time.Second) // used: method Stop
	later(b.Stop)
	c := time.NewTicker(time.Second) // used: method Stop
	t.Cleanup(c.Stop)
	d := time.NewTicker(time.Second) // used: builtin append!
	handlers = append(handlers, d.Stop)
}

var handlers []func()

func later(f func()) { defer f() }

func interfaces() error {
	f, err := os.Open("a") // used: method Close
	if err != nil {
		return err
	}
	var c io.Closer = f
	switch known := c.(type) {
	case *os.File:
		return known.Close()
	}
	return nil
}

func newFeed() *feed {
	f := &feed{events: make(chan string)}
	t := time.NewTicker(time.Minute) // used: method Reset, method Stop
	f.ticker = t
	return f
}

func positional() *feed {
	events := make(chan string) // used: builtin close, send
	return &feed{events, nil, nil}
}

func (f *feed) close() {
	d := f.events
	close(d)
	t := f.ticker
	t.Reset(time.Second)
	f.ticker.Stop()
}

func (f *feed) publish(text string) { f.events <- text }

func directions() {
	done := make(chan int) // used: builtin close, receive
	var send chan<- int = done
	go func() { close(send) }()
	<-(<-chan int)(done)
}

// The first response of the loop is not the one that is closed after it.
func rounds(urls []string) {
	resp, err := http.Get(urls[0]) // used: field StatusCode
	println(resp.StatusCode, err)
	resp, err = http.Get(urls[1]) // used: operand, returned!
	finish(resp)
}

func finish(resp *http.Response) *http.Response {
	if resp == nil {
		return nil
	}
	return resp
}

// A return without values hands the named results out.
func bare() (events chan string) {
	events = make(chan string) // used: returned!
	return
}

// Whoever imports the package has what an exported variable of it holds; an unexported one is seen.
var Updates, updates chan int

func publish() {
	a := make(chan int) // used: alias!, send
	Updates = a
	a <- 1
	b := make(chan int) // used: assigned, send, builtin close
	updates = b
	b <- 1
	close(updates)
}

// A function that only borrows does not keep what it gets; of others nothing is known.
func lend(keep func([]byte)) error {
	a := []byte("a") // used: argument
	if err := os.WriteFile("a", a, 0o600); err != nil {
		return err
	}
	b := []byte("b") // used: argument!
	keep(b)
	return nil
}
