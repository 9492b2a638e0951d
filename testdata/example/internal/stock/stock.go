// Package stock watches the warehouse.
package stock

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// ErrUnknown means that the warehouse never had the article.
var ErrUnknown = errors.New("stock: unknown article")

// Warehouse counts what is in stock.
type Warehouse struct {
	mu    sync.Mutex
	count map[string]int
}

// NewWarehouse returns an empty warehouse.
func NewWarehouse() *Warehouse {
	return &Warehouse{count: make(map[string]int)}
}

// Await returns once the article is in stock, or with ctx.
func (w *Warehouse) Await(ctx context.Context, sku string, interval time.Duration) error {
	poll := time.NewTicker(interval)
	for {
		select {
		case <-poll.C:
			if w.has(sku) {
				return nil
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (w *Warehouse) has(sku string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.count[sku] > 0
}

// Meter counts events and folds them into a total at an interval.
type Meter struct {
	ticker  *time.Ticker
	pending atomic.Int64
	total   atomic.Int64
}

// NewMeter starts a meter.
func NewMeter(interval time.Duration) *Meter {
	m := &Meter{ticker: time.NewTicker(interval)}
	go m.run()
	return m
}

func (m *Meter) run() {
	for range m.ticker.C {
		m.total.Add(m.pending.Swap(0))
	}
}

// Add counts n events.
func (m *Meter) Add(n int) {
	m.pending.Add(int64(n))
}

// Close stops the meter.
func (m *Meter) Close() {
	m.ticker.Stop()
}
