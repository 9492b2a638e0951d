// Package orders prices and books orders.
package orders

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Order is one line of a customer's basket.
type Order struct {
	SKU      string
	Quantity int
}

// Quote is the price of an order.
type Quote struct {
	Order Order
	Cents int
}

func (q Quote) String() string {
	return fmt.Sprintf("%s: %d.%02d", q.Order.SKU, q.Cents/100, q.Cents%100)
}

// Service prices orders.
type Service struct {
	mu     sync.Mutex
	booked map[string]int
}

// NewService returns a service without bookings.
func NewService() *Service {
	return &Service{booked: make(map[string]int)}
}

// Quote prices an order, or gives up with ctx.
func (s *Service) Quote(ctx context.Context, order Order) (Quote, error) {
	quotes := make(chan Quote)
	go func() {
		quotes <- s.price(order)
	}()
	select {
	case quote := <-quotes:
		return quote, nil
	case <-ctx.Done():
		return Quote{}, ctx.Err()
	}
}

func (s *Service) price(order Order) Quote {
	time.Sleep(time.Millisecond)
	return Quote{Order: order, Cents: 199 * order.Quantity}
}

// Lines streams a heading and the printed lines of a batch.
func (s *Service) Lines(ctx context.Context, batch []Order) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		select {
		case lines <- "sku quantity":
		case <-ctx.Done():
			return
		}
		for _, order := range batch {
			lines <- fmt.Sprintf("%s %d", order.SKU, order.Quantity)
		}
	}()
	return lines
}

// Drain books what comes in until nothing has come for a minute.
func (s *Service) Drain(in <-chan Order) int {
	drained := 0
	for {
		select {
		case order, ok := <-in:
			if !ok {
				return drained
			}
			s.book(order)
			drained++
		case <-time.After(time.Minute):
			return drained
		}
	}
}

// Notify books a batch in the background.
func (s *Service) Notify(batch []Order) {
	events := make(chan Order)
	go func() {
		for event := range events {
			s.book(event)
		}
	}()
	for _, order := range batch {
		events <- order
	}
}

func (s *Service) book(order Order) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.booked[order.SKU] += order.Quantity
}
