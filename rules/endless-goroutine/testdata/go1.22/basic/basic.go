// Package basic holds goroutines that never end, and what shows that they should.
package basic

import (
	"context"
	"errors"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

type cache struct {
	updates chan string
	quit    chan struct{}
	values  map[string]int
}

// The break leaves the select, not the loop.
func (c *cache) watch() {
	go func() {
		for { // want "goes on after c.quit has told it to stop \\(line 27\\)"
			select {
			case name := <-c.updates:
				c.values[name]++
			case <-c.quit:
				break
			}
		}
	}()
}

// doc:bad
type poller struct{ values []int }

func newPoller(read func() int) *poller {
	p := &poller{}
	go p.loop(read)
	return p
}

func (p *poller) loop(read func() int) {
	for { // want "the poller that it serves stay after Close has been called"
		p.values = append(p.values[:0], read())
		time.Sleep(time.Second)
	}
}

// doc:end

func (p *poller) Close() { p.values = nil }

// doc:good
type stoppable struct {
	quit   chan struct{}
	values []int
}

func newStoppable(read func() int) *stoppable {
	p := &stoppable{quit: make(chan struct{})}
	go p.loop(read)
	return p
}

func (p *stoppable) loop(read func() int) {
	for {
		p.values = append(p.values[:0], read())
		select {
		case <-time.After(time.Second):
		case <-p.quit:
			return
		}
	}
}

// doc:end

func (p *stoppable) Close() { close(p.quit) }

// One for each request.
func handle(w http.ResponseWriter, r *http.Request) {
	go func() {
		for { // want "handle starts another such goroutine each time"
			log.Print(r.URL)
			time.Sleep(time.Minute)
		}
	}()
}

// One for each connection.
func serve(listener net.Listener, ping func(net.Conn)) error {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			for { // want "serve starts another such goroutine each time"
				ping(conn)
			}
		}()
	}
}

// It is handed a context, and does not look at it.
func refresh(load func()) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	go refreshing(ctx, load)
	load()
}

func refreshing(ctx context.Context, load func()) {
	for { // want "though its goroutine is handed ctx"
		load()
	}
}

// A daemon: nothing shows that it should end.
func daemon(load func()) {
	go func() {
		for {
			load()
			time.Sleep(time.Second)
		}
	}()
}

// The loops below are left: by a return, a break with a label, a call that never returns, a condition.
type server struct{ listener net.Listener }

func (s *server) Close() error { return s.listener.Close() }

func (s *server) start(handle func(net.Conn)) {
	go func() {
		for {
			conn, err := s.listener.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			handle(conn)
		}
	}()
}

func (s *server) labelled(quit <-chan struct{}, work <-chan func()) {
	go func() {
	loop:
		for {
			select {
			case w := <-work:
				w()
			case <-quit:
				break loop
			}
		}
	}()
}

func (s *server) fatal() {
	go func() {
		for {
			if _, err := s.listener.Accept(); err != nil {
				log.Fatal(err)
			}
		}
	}()
}

func (s *server) ranged(work <-chan func()) {
	go func() {
		for w := range work {
			w()
		}
	}()
}

// A pause before the next round, at a signal that is none to stop.
func (c *cache) pausing(resume <-chan struct{}, work func()) {
	go func() {
		for {
			work()
			select {
			case <-resume:
			case <-time.After(time.Second):
			}
		}
	}()
}

// Not in a goroutine of its own.
func (p *poller) run(read func() int) {
	for {
		p.values = append(p.values[:0], read())
	}
}

// A callee that panics to end its caller is taken to return.
func (p *poller) start(step func()) {
	go func() {
		for { // want "stay after Close"
			step()
		}
	}()
}

type pages struct {
	mu    sync.Mutex
	clean func()
}

func (p *pages) expire() {
	for {
		p.mu.Lock()
		p.clean()
		p.mu.Unlock()
		time.Sleep(time.Minute)
	}
}

// Serves what is returned: one for each directory of the configuration, for as long as the program runs.
func newPages(clean func()) *pages {
	p := &pages{clean: clean}
	go p.expire()
	return p
}

func open(dirs []string, clean func(string)) []*pages {
	var all []*pages
	for _, dir := range dirs {
		all = append(all, newPages(func() { clean(dir) }))
	}
	return all
}
