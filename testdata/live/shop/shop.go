// Package shop is the part of the server that leaks. Marks name the rule that reports the line, and what the profile has to say.
package shop

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

const headerSize = 64

// A Shop answers requests.
type Shop struct {
	mu      sync.Mutex
	lines   map[string]int
	headers map[string][]byte
	tokens  map[string]string
	booked  int
}

// New returns a shop without orders.
func New() *Shop {
	return &Shop{lines: map[string]int{}, headers: map[string][]byte{}, tokens: map[string]string{}}
}

// Register adds the pages of the shop.
func (s *Shop) Register(mux *http.ServeMux) {
	mux.HandleFunc("POST /price", s.price)
	mux.HandleFunc("POST /orders", s.orders)
	mux.HandleFunc("POST /import", s.importLines)
	mux.HandleFunc("POST /images", s.addImage)
	mux.HandleFunc("POST /report", s.report)
	mux.HandleFunc("POST /login", s.login)
}

// The supplier is always too slow.
func (s *Shop) price(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Millisecond)
	defer cancel()
	cents := make(chan int)
	go func() {
		time.Sleep(10 * time.Millisecond)
		cents <- 42 // live: abandoned-send measured
	}()
	select {
	case <-cents:
		w.WriteHeader(http.StatusOK)
	case <-ctx.Done():
		http.Error(w, "no price", http.StatusGatewayTimeout)
	}
}

// Nobody closes the channel, so the goroutine waits for one more order.
func (s *Shop) orders(_ http.ResponseWriter, r *http.Request) {
	orders := make(chan int)
	go func() {
		for order := range orders { // live: range-over-unclosed-channel measured
			s.book(order)
		}
	}()
	for number := range 3 {
		orders <- number
	}
}

func (s *Shop) book(order int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.booked += order
}

// The name on the first line keeps the whole body.
func (s *Shop) importLines(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	name, _, _ := strings.Cut(string(body), "\n")
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines[name]++ // live: substring-retention measured
}

// The header keeps the whole image.
func (s *Shop) addImage(w http.ResponseWriter, r *http.Request) {
	image, err := io.ReadAll(r.Body)
	if err != nil || len(image) < headerSize {
		http.Error(w, "no image", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.headers[r.URL.RawQuery] = image[:headerSize] // live: subslice-retention measured
}

// The text is copied once for each line.
func (s *Shop) report(w http.ResponseWriter, r *http.Request) {
	text := ""
	for range 500 {
		text += "one more line of the report\n" // live: concat-in-loop measured
	}
	_, _ = io.WriteString(w, text)
}

// The token keeps the whole body as well, but bodies are small here: it is the page that needs memory.
func (s *Shop) login(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	token, _, _ := strings.Cut(string(body), " ")
	page := make([]byte, 8<<20)
	_, _ = w.Write(page)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens[r.URL.RawQuery] = token // live: substring-retention refuted
}
