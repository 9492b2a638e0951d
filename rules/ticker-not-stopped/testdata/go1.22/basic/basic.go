// Package watch polls things.
package watch

import (
	"context"
	"sync"
	"time"
)

// doc:bad
func poll(ctx context.Context, interval time.Duration, work func()) {
	ticker := time.NewTicker(interval) // want "ticker is not stopped on the way to line \\d+"
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			work()
		}
	}
}

// doc:end

// doc:good
func pollWell(ctx context.Context, interval time.Duration, work func()) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			work()
		}
	}
}

// doc:end

func missedPath(ready func() bool, stop <-chan struct{}) bool {
	ticker := time.NewTicker(time.Second) // want "ticker is not stopped on the way to line \\d+"
	if !ready() {
		return false
	}
	select {
	case <-stop:
	case <-ticker.C:
	}
	ticker.Stop()
	return true
}

func discarded(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.NewTicker(time.Second).C: // want "nothing keeps this ticker"
		}
	}
}

func tick(stop <-chan struct{}, work func()) {
	c := time.Tick(time.Second) // want "the ticker of time.Tick cannot be stopped and outlives tick"
	for {
		select {
		case <-stop:
			return
		case <-c:
			work()
		}
	}
}

func repeated(dial func() <-chan struct{}, work func()) {
	for {
		closed := dial()
		ticker := time.NewTicker(time.Second) // want "each round of the loop makes a ticker that nobody stops"
		for open := true; open; {
			select {
			case <-closed:
				open = false
			case <-ticker.C:
				work()
			}
		}
	}
}

func start(stop <-chan struct{}) {
	go reap(time.NewTicker(time.Minute), stop) // want "ticker is not stopped on the way to line \\d+"
}

func reap(ticker *time.Ticker, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case <-ticker.C:
		}
	}
}

type meter struct {
	ticker *time.Ticker
	stop   chan struct{}
}

func newMeter() *meter {
	return &meter{ticker: time.NewTicker(time.Second), stop: make(chan struct{})} // want "nothing in this package stops ticker"
}

func (m *meter) run() {
	for {
		select {
		case <-m.ticker.C:
		case <-m.stop:
			return
		}
	}
}

type averages struct{ ticker *time.Ticker }

// Nothing ends it: perhaps there is one for as long as the process lives.
func newAverages() *averages {
	a := &averages{ticker: time.NewTicker(time.Second)} // want "nothing ends its owner: where owners come and go"
	go a.run()
	return a
}

func (a *averages) run() {
	for {
		<-a.ticker.C
	}
}

func (a *averages) endpoints() int { return 0 }

type poller struct{ ticker *time.Ticker }

func newPoller() *poller { return &poller{ticker: time.NewTicker(time.Second)} } // want "stop it where its owner is closed"

func (p *poller) next()        { <-p.ticker.C }
func (p *poller) Close() error { return nil }

func heartbeats(in <-chan string, send func(string)) {
	for {
		timeout := time.NewTimer(time.Hour) // want "this timer is left behind and lives until it fires, time.Hour later"
		select {
		case m := <-in:
			send(m)
		case <-timeout.C:
			return
		}
	}
}

// Stopped in a closure.
func closure(stop <-chan struct{}) {
	ticker := time.NewTicker(time.Second)
	defer func() {
		ticker.Stop()
	}()
	<-stop
}

// Stopped by a function of the package.
func helper(stop <-chan struct{}) {
	ticker := time.NewTicker(time.Second)
	defer halt(ticker)
	<-stop
}

func halt(t *time.Ticker) {
	if t != nil {
		t.Stop()
	}
}

// Whoever gets it stops it.
func made() *time.Ticker {
	ticker := time.NewTicker(time.Second)
	return ticker
}

func withStop() (<-chan time.Time, func()) {
	ticker := time.NewTicker(time.Second)
	return ticker.C, ticker.Stop
}

// The goroutine stops it.
func handedOver(wg *sync.WaitGroup, stop <-chan struct{}) {
	ticker := time.NewTicker(time.Second)
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer ticker.Stop()
		select {
		case <-ticker.C:
		case <-stop:
		}
	}()
}

// SA1015 #651, #1388: a function that never returns needs no Stop; a range over the channel does not end.
func endless(work func()) {
	for range time.Tick(time.Second) {
		work()
	}
}

func endlessTicker(work func()) {
	ticker := time.NewTicker(time.Second)
	for range ticker.C {
		work()
	}
}

func endlessVariable(work func()) {
	c := time.Tick(time.Second)
	for range c {
		work()
	}
}

type server struct{ ticker *time.Ticker }

func (s *server) start()       { s.ticker = time.NewTicker(time.Second) }
func (s *server) Close() error { s.ticker.Stop(); return nil }

// The channel of time.Tick is kept by others.
type source struct{ c <-chan time.Time }

func newSource() *source { return &source{c: time.Tick(time.Second)} }

// Made under a condition that the release repeats: which belongs together is not known.
func optional(enabled bool, stop <-chan struct{}) {
	var ticker *time.Ticker
	if enabled {
		ticker = time.NewTicker(time.Second)
	}
	<-stop
	if enabled {
		ticker.Stop()
	}
}

// Released where there is one.
func maybe(enabled bool, stop <-chan struct{}) {
	var ticker *time.Ticker
	if enabled {
		ticker = time.NewTicker(time.Second)
	}
	<-stop
	if ticker != nil {
		ticker.Stop()
	}
}

// The timer is stopped, or short, or fires before the next round.
func timers(in <-chan string, send func(string)) {
	for {
		timeout := time.NewTimer(time.Hour)
		select {
		case m := <-in:
			timeout.Stop()
			send(m)
		case <-timeout.C:
			return
		}
		short := time.NewTimer(time.Second)
		select {
		case m := <-in:
			send(m)
		case <-short.C:
		}
		pause := time.NewTimer(time.Minute)
		<-pause.C
	}
}

type registry struct{ tickers []*time.Ticker }

// Kept in a collection, of which the package does not say who empties it.
func (r *registry) add() {
	r.tickers = append(r.tickers, time.NewTicker(time.Second)) // miss "stop"
}
