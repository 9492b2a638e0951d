package goroutine

import (
	"context"
	"measure"
	"sync/atomic"
	"time"
)

var tickers = []measure.Case{
	leaves(refresher, refresherStopped),
	leaves(stoppedTicker, stoppedTickerDone),
	leaves(tickForever, tickUntilDone),
	leaves(receivesTicks, receivesTicksOrStop),
	leaves(startedMethod, startedMethodStopped),
	leaves(tickerInField, tickerInFieldStopped),
	leaves(onlyCase, withDoneCase),
	leaves(perConnection, perConnectionEnded),
	leaves(helperLoop, helperLoopStopped),
	leaves(breaksSelect, breaksLoop),
	leaves(closedOnce, closedOnceStopped),
}

const interval = time.Millisecond

type cache struct{ hits atomic.Int64 }

func (c *cache) expire() { c.hits.Store(0) }

func (c *cache) Close() {}

func newCache() *cache {
	c := &cache{}
	go func() {
		for range time.NewTicker(interval).C {
			c.expire()
		}
	}()
	return c
}

// refresher ranges over a ticker that is never stopped, in an object with Close.
//
//proof:wider unstoppable-ticker-loop
func refresher(context.Context) {
	c := newCache()
	c.Close()
}

type stoppingCache struct {
	cache
	stop chan struct{}
}

func (c *stoppingCache) Close() { close(c.stop) }

//proof:none
func refresherStopped(context.Context) {
	c := &stoppingCache{stop: make(chan struct{})}
	go func() {
		ticker := time.NewTicker(interval)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				c.expire()
			case <-c.stop:
				return
			}
		}
	}()
	c.Close()
}

// stoppedTicker stops the ticker, which does not close its channel.
//
//proof:want unstoppable-ticker-loop
func stoppedTicker(context.Context) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	go func() {
		for range ticker.C {
			slow(1)
		}
	}()
	slow(1)
}

//proof:none
func stoppedTickerDone(context.Context) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	done := make(chan struct{})
	defer close(done)
	go func() {
		for {
			select {
			case <-ticker.C:
				slow(1)
			case <-done:
				return
			}
		}
	}()
	slow(1)
}

type poller struct{ polls atomic.Int64 }

func (p *poller) Stop() {}

func (p *poller) run() {
	for range time.Tick(interval) {
		p.polls.Add(1)
	}
}

// tickForever ranges over time.Tick.
//
//proof:wider unstoppable-ticker-loop
func tickForever(context.Context) {
	p := &poller{}
	go p.run()
	p.Stop()
}

type stoppablePoller struct{ poller }

func (p *stoppablePoller) run(ctx context.Context) {
	for range time.Tick(interval) {
		if ctx.Err() != nil {
			return
		}
		p.polls.Add(1)
	}
}

//proof:none
func tickUntilDone(ctx context.Context) {
	p := &stoppablePoller{}
	go p.run(ctx)
}

// receivesTicks waits for the ticks one by one.
//
//proof:want unstoppable-ticker-loop
func receivesTicks(context.Context) {
	ticker := time.NewTicker(interval)
	var n atomic.Int64
	go func() {
		for {
			<-ticker.C
			n.Add(1)
		}
	}()
	slow(1)
	ticker.Stop()
}

//proof:none
func receivesTicksOrStop(context.Context) {
	ticker := time.NewTicker(interval)
	var stopped atomic.Bool
	go func() {
		defer ticker.Stop()
		for {
			<-ticker.C
			if stopped.Load() {
				return
			}
		}
	}()
	slow(1)
	stopped.Store(true)
}

type monitor struct {
	beats atomic.Int64
	quit  chan struct{}
}

func (m *monitor) Start() { go m.loop() }

func (m *monitor) Stop() { close(m.quit) }

func (m *monitor) loop() {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for range ticker.C {
		m.beats.Add(1)
	}
}

// startedMethod has a quit channel that the loop does not look at.
//
//proof:wider unstoppable-ticker-loop
func startedMethod(context.Context) {
	m := &monitor{quit: make(chan struct{})}
	m.Start()
	m.Stop()
}

type quittingMonitor struct {
	beats atomic.Int64
	quit  chan struct{}
}

func (m *quittingMonitor) Start() { go m.loop() }

func (m *quittingMonitor) Stop() { close(m.quit) }

func (m *quittingMonitor) loop() {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-m.quit:
			return
		case <-ticker.C:
			m.beats.Add(1)
		}
	}
}

//proof:none
func startedMethodStopped(context.Context) {
	m := &quittingMonitor{quit: make(chan struct{})}
	m.Start()
	m.Stop()
}

type session struct {
	ticker *time.Ticker
	pings  atomic.Int64
}

func (s *session) ping() {
	for range s.ticker.C {
		s.pings.Add(1)
	}
}

func (s *session) Close() error {
	s.ticker.Stop()
	return nil
}

// tickerInField has the ticker in a field, which Close stops.
//
//proof:want unstoppable-ticker-loop
func tickerInField(context.Context) {
	s := &session{ticker: time.NewTicker(interval)}
	go s.ping()
	s.Close()
}

type endingSession struct {
	ticker *time.Ticker
	pings  atomic.Int64
	closed chan struct{}
}

func (s *endingSession) ping() {
	for {
		select {
		case <-s.ticker.C:
			s.pings.Add(1)
		case <-s.closed:
			return
		}
	}
}

func (s *endingSession) Close() error {
	s.ticker.Stop()
	close(s.closed)
	return nil
}

//proof:none
func tickerInFieldStopped(context.Context) {
	s := &endingSession{ticker: time.NewTicker(interval), closed: make(chan struct{})}
	go s.ping()
	s.Close()
}

// onlyCase has a select with the ticks alone.
//
//proof:want unstoppable-ticker-loop
func onlyCase(context.Context) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	var n atomic.Int64
	go func() {
		for {
			select {
			case <-ticker.C:
				n.Add(1)
			}
		}
	}()
	slow(1)
}

//proof:none
func withDoneCase(ctx context.Context) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	var n atomic.Int64
	go func() {
		for {
			select {
			case <-ticker.C:
				n.Add(1)
			case <-ctx.Done():
				return
			}
		}
	}()
	slow(1)
}

// perConnection starts a loop for each element of a list.
//
//proof:want unstoppable-ticker-loop
func perConnection(context.Context) {
	for range 2 {
		var beats atomic.Int64
		go func() {
			t := time.NewTicker(interval)
			for range t.C {
				beats.Add(1)
			}
		}()
	}
}

//proof:none
func perConnectionEnded(context.Context) {
	for range 2 {
		var beats atomic.Int64
		go func() {
			t := time.NewTicker(interval)
			defer t.Stop()
			for range t.C {
				if beats.Add(1) > 2 {
					return
				}
			}
		}()
	}
}

// every calls do at each tick, for ever.
func every(t *time.Ticker, do func()) {
	for range t.C {
		do()
	}
}

func everyUntil(ctx context.Context, t *time.Ticker, do func()) {
	for {
		select {
		case <-t.C:
			do()
		case <-ctx.Done():
			return
		}
	}
}

// helperLoop has the loop in a function that is given the ticker.
//
//proof:miss unstoppable-ticker-loop: a ticker that is a parameter
func helperLoop(context.Context) {
	ticker := time.NewTicker(interval)
	go every(ticker, func() { slow(1) })
	slow(1)
	ticker.Stop()
}

//proof:none
func helperLoopStopped(ctx context.Context) {
	ticker := time.NewTicker(interval)
	go everyUntil(ctx, ticker, func() { slow(1) })
	slow(1)
	ticker.Stop()
}

// breaksSelect leaves its select and not the loop.
//
//proof:wider endless-goroutine
func breaksSelect(ctx context.Context) {
	ticker := time.NewTicker(interval)
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				slow(1)
			case <-ctx.Done():
				time.Sleep(interval)
				break
			}
		}
	}()
}

//proof:none
func breaksLoop(ctx context.Context) {
	ticker := time.NewTicker(interval)
	go func() {
		defer ticker.Stop()
	loop:
		for {
			select {
			case <-ticker.C:
				slow(1)
			case <-ctx.Done():
				break loop
			}
		}
	}()
}

type table struct {
	rows   atomic.Int64
	closed atomic.Bool
}

func (t *table) compact() {
	for range time.NewTicker(interval).C {
		t.rows.Store(0)
	}
}

func (t *table) Close() {
	if t.closed.Swap(true) {
		return
	}
	t.rows.Store(-1)
}

// closedOnce closes an object that counts on being closed twice.
//
//proof:want unstoppable-ticker-loop
func closedOnce(context.Context) {
	t := &table{}
	go t.compact()
	t.Close()
	t.Close()
}

type stoppedTable struct{ table }

func (t *stoppedTable) compactUntilClosed() {
	for range time.NewTicker(interval).C {
		if t.closed.Load() {
			return
		}
		t.rows.Store(0)
	}
}

//proof:none
func closedOnceStopped(context.Context) {
	t := &stoppedTable{}
	go t.compactUntilClosed()
	t.Close()
}
