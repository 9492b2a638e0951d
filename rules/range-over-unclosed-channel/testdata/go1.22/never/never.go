// Package never holds loops over channels that nobody closes.
package never

import (
	"log"
	"net/http"
	"sync"
)

type order struct{ sku string }

type booker struct {
	mu     sync.Mutex
	booked int
}

func (b *booker) book(order) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.booked++
}

// doc:bad
func (b *booker) notify(batch []order) {
	events := make(chan order)
	go func() {
		for event := range events { // want "nothing ever closes events, so this loop waits for ever"
			b.book(event)
		}
	}()
	for _, event := range batch {
		events <- event
	}
}

// doc:end

// doc:good
func (b *booker) notifyClosed(batch []order) {
	events := make(chan order)
	defer close(events)
	go func() {
		for event := range events {
			b.book(event)
		}
	}()
	for _, event := range batch {
		events <- event
	}
}

// doc:end

// Several workers wait, each in a loop of its own.
func workers(jobs []func()) {
	queue := make(chan func(), len(jobs))
	for range 4 {
		go func() {
			for job := range queue { // want "nothing ever closes queue"
				job()
			}
		}()
	}
	for _, job := range jobs {
		queue <- job
	}
}

// The loop is in another function of the package.
func handed(lines []string, write func(string)) {
	out := make(chan string)
	go writeAll(out, write)
	for _, line := range lines {
		out <- line
	}
}

func writeAll(in <-chan string, write func(string)) {
	for line := range in { // want "nothing ever closes out"
		write(line)
	}
}

// Through a field of an object that the function makes for itself.
type progress struct{ report chan<- int64 }

func (p *progress) add(n int64) { p.report <- n }

func transfer(parts []int64) (total func() int64) {
	sizes := make(chan int64)
	var mu sync.Mutex
	var sum int64
	go func() {
		for size := range sizes { // want "nothing ever closes sizes"
			mu.Lock()
			sum += size
			mu.Unlock()
		}
	}()
	p := &progress{report: sizes}
	for _, part := range parts {
		p.add(part)
	}
	return func() int64 {
		mu.Lock()
		defer mu.Unlock()
		return sum
	}
}

// The function itself waits for ever: the goroutines send, and none of them closes.
func gather(items []int, work func(int) int) (results []int) {
	out := make(chan int)
	for _, item := range items {
		go func() { out <- work(item) }()
	}
	for result := range out { // want "nothing ever closes out"
		results = append(results, result)
	}
	return results
}

// Receiving until the channel is closed is the same loop, but not looked at.
func commaOK(batch []order, book func(order)) {
	events := make(chan order)
	go func() {
		for {
			event, ok := <-events // miss "events"
			if !ok {
				return
			}
			book(event)
		}
	}()
	for _, event := range batch {
		events <- event
	}
}

// Methods send, as long as somebody has the object: that may be as long as the process.
type cache struct {
	full   chan<- int
	stored int
}

func newCache() *cache {
	full := make(chan int, 1)
	c := &cache{full: full}
	go c.collect(full)
	return c
}

func (c *cache) collect(full <-chan int) {
	for size := range full { // wider "nothing ever closes full"
		c.stored -= size
	}
}

func (c *cache) Add(size int) {
	select {
	case c.full <- size:
	default:
	}
}

// Each request makes one.
type session struct{ events chan<- string }

func serve(w http.ResponseWriter, r *http.Request) {
	log.Println(newSession())
}

func newSession() *session {
	events := make(chan string)
	go func() {
		for event := range events { // want "nothing ever closes events"
			log.Println(event)
		}
	}()
	return &session{events: events}
}

func (s *session) Log(event string) { s.events <- event }
