// Package basic holds loops that start goroutines for what comes in.
package basic

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// doc:bad
func fetchAll(urls <-chan string) {
	for url := range urls {
		go func() { // want "for each value from urls, however many still wait \\(line 18\\)"
			resp, err := http.Get(url)
			if err == nil {
				_ = resp.Body.Close()
			}
		}()
	}
}

// doc:end

// doc:good
func fetchAllBounded(urls <-chan string) {
	slots := make(chan struct{}, 20)
	for url := range urls {
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			fetch(url)
		}()
	}
}

// doc:end

func fetch(url string) {
	resp, err := http.Get(url)
	if err == nil {
		_ = resp.Body.Close()
	}
}

// In a case of a select, beside a stop signal.
func serve(ctx context.Context, jobs chan string) {
	for {
		select {
		case job := <-jobs:
			go fetch(job) // want "for each value from jobs"
		case <-ctx.Done():
			return
		}
	}
}

// Joined at the end only: the number is that of the values.
func fetchJoined(urls <-chan string) {
	var wg sync.WaitGroup
	for url := range urls {
		wg.Add(1)
		go func() { // want "for each value from urls"
			defer wg.Done()
			fetch(url)
		}()
	}
	wg.Wait()
}

func accept(l net.Listener, quit <-chan struct{}) error {
	for {
		select {
		case <-quit:
			return nil
		default:
		}
		conn, err := l.Accept()
		if errors.Is(err, net.ErrClosed) {
			return err
		}
		go handle(conn) // want "as many as the clients open"
	}
}

func handle(conn net.Conn) {
	defer conn.Close()
	var buf [64]byte
	_, _ = conn.Read(buf[:])
}

func datagrams(pc net.PacketConn) {
	buf := make([]byte, 1500)
	for {
		n, _, err := pc.ReadFrom(buf)
		if err != nil {
			return
		}
		go fetch(string(buf[:n])) // want "for each datagram"
	}
}

func fanOut(w http.ResponseWriter, r *http.Request) {
	for _, url := range r.Form["url"] {
		go fetch(url) // want "for each element of r.Form\\[\"url\"\\], as many as the client sends"
	}
}

// Guards.

type pool struct {
	tokens chan struct{}
	active atomic.Int64
	limit  int64
	admit  func() bool
}

// A token is received before.
func (p *pool) byToken(urls <-chan string) {
	for url := range urls {
		<-p.tokens
		go fetch(url)
	}
}

// The slot is taken in a select.
func (p *pool) bySelect(ctx context.Context, urls <-chan string) {
	for url := range urls {
		select {
		case p.tokens <- struct{}{}:
		case <-ctx.Done():
			return
		}
		go fetch(url)
	}
}

// The slot is taken in a method.
func (p *pool) take() { p.tokens <- struct{}{} }

func (p *pool) byMethod(urls <-chan string) {
	for url := range urls {
		p.take()
		go fetch(url)
	}
}

// They are counted.
func (p *pool) byCount(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		if p.active.Add(1) > p.limit {
			_ = conn.Close()
			continue
		}
		go handle(conn)
	}
}

// What is called is not known: it may wait for room.
func (p *pool) byCallback(urls <-chan string) {
	for url := range urls {
		if !p.admit() {
			continue
		}
		go fetch(url)
	}
}

// The round waits for all that it has started.
func rounds(batches <-chan string) {
	var wg sync.WaitGroup
	for url := range batches {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fetch(url)
		}()
		wg.Wait()
	}
}

// So many workers, each of which receives.
func workers(urls <-chan string) {
	for range 8 {
		go func() {
			for url := range urls {
				fetch(url)
			}
		}()
	}
}

// Gone before the next one comes.
func count(urls <-chan string) {
	var total atomic.Int64
	for url := range urls {
		go total.Add(int64(len(url)))
	}
}

// The clock limits how many there are.
func tick(ctx context.Context, ticker *time.Ticker) {
	for {
		select {
		case <-ticker.C:
			go fetch("status")
		case now := <-time.After(time.Minute):
			go fetch(now.String())
		case <-ctx.Done():
			return
		}
	}
}

// As many as there are hosts in a configuration.
func broadcast(hosts []string) {
	for _, host := range hosts {
		go fetch(host)
	}
}

// Received by a statement of its own.
func bare(urls chan string) {
	for {
		url := <-urls
		go fetch(url) // miss "for each value"
	}
}

// Answers to what the function has asked itself.
func race(urls []string) string {
	answers := make(chan string)
	go ask(urls[0], answers)
	for answer := range answers {
		if answer != "" {
			return answer
		}
		go ask(urls[1], answers)
	}
	return ""
}

func ask(url string, answers chan<- string) {
	fetch(url)
	answers <- url
}

// One by one through a list.
func next(more <-chan bool, urls []string) {
	i := 0
	for range more {
		if i == len(urls) {
			return
		}
		go fetch(urls[i])
		i++
	}
}

// A state machine: a new reader when the old one is gone.
func machine(conns <-chan net.Conn, errs <-chan error) {
	for {
		select {
		case conn := <-conns:
			go handle(conn)
		case err := <-errs:
			if err != nil {
				return
			}
		}
	}
}
