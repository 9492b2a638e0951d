package main

import (
	"errors"
	"io"
	"net/http"
	"time"

	"example.com/shop/internal/catalog"
	"example.com/shop/internal/orders"
	"example.com/shop/internal/session"
	"example.com/shop/internal/stock"
)

// server routes the shop's requests.
type server struct {
	mux      *http.ServeMux
	catalog  *catalog.Catalog
	orders   *orders.Service
	sessions *session.Pool
	stock    *stock.Warehouse
}

func newServer(c *catalog.Catalog, o *orders.Service, p *session.Pool, w *stock.Warehouse) *server {
	s := &server{mux: http.NewServeMux(), catalog: c, orders: o, sessions: p, stock: w}
	s.mux.HandleFunc("/feed", s.importFeed)
	s.mux.HandleFunc("/image", s.addImage)
	s.mux.HandleFunc("/quote", s.quote)
	s.mux.HandleFunc("/wait", s.wait)
	return s
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mux.ServeHTTP(w, r)
}

func (s *server) importFeed(w http.ResponseWriter, r *http.Request) {
	if err := s.catalog.Import(r.Body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}

func (s *server) addImage(w http.ResponseWriter, r *http.Request) {
	if err := s.catalog.AddImage(r.URL.Query().Get("sku"), r.Body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}

func (s *server) quote(w http.ResponseWriter, r *http.Request) {
	order := orders.Order{SKU: r.URL.Query().Get("sku"), Quantity: 1}
	quote, err := s.orders.Quote(r.Context(), order)
	if err != nil {
		http.Error(w, err.Error(), http.StatusGatewayTimeout)
		return
	}
	io.WriteString(w, quote.String())
}

func (s *server) wait(w http.ResponseWriter, r *http.Request) {
	err := s.stock.Await(r.Context(), r.URL.Query().Get("sku"), 10*time.Millisecond)
	if errors.Is(err, stock.ErrUnknown) {
		http.NotFound(w, r)
	}
}
