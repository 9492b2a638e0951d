// Package loops holds goroutines that no Stop ends.
package loops

import (
	"errors"
	"net/http"
	"time"
)

// doc:bad
type meter struct {
	ticker *time.Ticker
	count  func()
}

func newMeter(count func()) *meter {
	m := &meter{ticker: time.NewTicker(time.Second), count: count}
	go m.run()
	return m
}

func (m *meter) run() {
	for range m.ticker.C { // want "Stop does not close the channel of the ticker, so this loop waits for ever once m.ticker is stopped \\(line 29\\)"
		m.count()
	}
}

func (m *meter) Close() {
	m.ticker.Stop()
}

// doc:end

// doc:good
type stoppableMeter struct {
	done  chan struct{}
	count func()
}

func newStoppableMeter(count func()) *stoppableMeter {
	m := &stoppableMeter{done: make(chan struct{}), count: count}
	go m.run()
	return m
}

func (m *stoppableMeter) run() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			m.count()
		case <-m.done:
			return
		}
	}
}

func (m *stoppableMeter) Close() {
	close(m.done)
}

// doc:end

// The ticker is stopped by the function that started the loop.
func during(work func(), report func()) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	go func() {
		for range ticker.C { // want "once ticker is stopped"
			report()
		}
	}()
	work()
}

// Stop is never reached in the loop's own function; the type has an end, the loop has none.
type store struct{ open bool }

func (s *store) flush() {}

func (s *store) Close() { s.open = false }

func openStore() *store {
	s := &store{open: true}
	go s.flushPeriodically()
	return s
}

func (s *store) flushPeriodically() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range ticker.C { // wider "not even Close of store"
		s.flush()
	}
}

// A select with the ticker alone waits no better.
type checker struct{ check func() }

func (c *checker) Stop() {}

func (c *checker) Start() {
	go func() {
		ticker := time.NewTicker(time.Second)
		for { // wider "not even Stop of checker"
			select {
			case <-ticker.C:
				c.check()
			}
		}
	}()
}

// A case for the end that does not end the loop: break leaves the select.
type maintainer struct {
	done  chan struct{}
	clean func()
}

func (m *maintainer) Shutdown() { close(m.done) }

func (m *maintainer) Start() {
	go func() {
		ticker := time.NewTicker(time.Second)
		for { // wider "not even Shutdown of maintainer"
			select {
			case <-ticker.C:
				m.clean()
			case <-m.done:
				break
			}
		}
	}()
}

// time.Tick cannot even be stopped. Each request starts one more.
func handle(w http.ResponseWriter, r *http.Request) {
	go func() {
		for range time.Tick(time.Second) { // want "handle starts one more such goroutine each time it runs"
			_, _ = w.Write([]byte("."))
		}
	}()
}

// Started once for each peer.
func watch(peers []string, ping func(string)) {
	for _, peer := range peers {
		go pingForEver(peer, ping)
	}
}

func pingForEver(peer string, ping func(string)) {
	ticks := time.NewTicker(time.Second).C
	for range ticks { // want "watch starts one more"
		ping(peer)
	}
}

// The loop is in a function that the goroutine calls.
type poller struct{ poll func() }

func (p *poller) Close() {}

func (p *poller) start() {
	go func() {
		p.poll()
		p.loop()
	}()
}

func (p *poller) loop() {
	ticker := time.NewTicker(time.Second)
	for range ticker.C { // wider "not even Close of poller"
		p.poll()
	}
}

// Sleeping between the rounds is the same, but no ticker: endless-goroutine says so.
func (p *poller) sleeps() {
	go func() {
		for { // want "stay after Close has been called"
			time.Sleep(time.Second)
			p.poll()
		}
	}()
}

// The constructor starts it, and the ticker has no name.
type cache struct{ expire func() }

func (c *cache) Close() {}

func newCache(expire func()) *cache {
	c := &cache{expire}
	go func() {
		for range time.NewTicker(time.Second).C { // wider "not even Close of cache"
			c.expire()
		}
	}()
	return c
}

// The goroutine works for the process, not for the object that the constructor returns.
func newCacheAndMetrics(expire, publish func()) *cache {
	go func() {
		for range time.NewTicker(time.Second).C {
			publish()
		}
	}()
	return &cache{expire}
}

// A table that is closed while its process goes on: a second Close finds it closed.
type table struct {
	closed bool
	rows   int
}

func newTable() *table {
	t := &table{}
	go t.compact()
	return t
}

func (t *table) Close() error {
	if t.closed {
		return errors.New("closed already")
	}
	t.closed = true
	return nil
}

func (t *table) compact() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range ticker.C { // want "not even Close of table"
		t.rows /= 2
	}
}

// The select around the loop is over when the loop begins.
func afterStart(start, never <-chan struct{}, work func()) {
	ticker := time.NewTicker(time.Second)
	go func() {
		select {
		case <-start:
			for range ticker.C { // want "once ticker is stopped"
				work()
			}
		case <-never:
		}
	}()
	ticker.Stop()
}
