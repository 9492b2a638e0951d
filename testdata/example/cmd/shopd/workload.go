package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"example.com/shop/internal/export"
	"example.com/shop/internal/orders"
	"example.com/shop/internal/session"
	"example.com/shop/internal/stock"
)

const rounds = 20

// runWorkload plays a fixed number of requests and background jobs.
func runWorkload(srv *server) error {
	dir, err := os.MkdirTemp("", "shop")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for i := 0; i < rounds; i++ {
		playRequests(srv, i)
		playOrders(srv.orders, i)
		playSessions(srv.sessions, i)
		if err := playExports(dir, i); err != nil {
			return err
		}
	}
	return nil
}

func playRequests(srv *server, i int) {
	feed := fmt.Sprintf("feed-%d\n%s", i, strings.Repeat("sku;name;price\n", 1000))
	send(srv, context.Background(), "/feed", []byte(feed))
	send(srv, context.Background(), fmt.Sprintf("/image?sku=%d", i), make([]byte, 32<<10))

	gone, cancel := context.WithCancel(context.Background())
	cancel()
	for j := 0; j < 5; j++ {
		send(srv, gone, fmt.Sprintf("/quote?sku=%d", i), nil)
		send(srv, gone, fmt.Sprintf("/wait?sku=%d", i), nil)
	}
}

func send(srv *server, ctx context.Context, target string, body []byte) {
	r := httptest.NewRequest(http.MethodPost, target, bytes.NewReader(body))
	srv.ServeHTTP(httptest.NewRecorder(), r.WithContext(ctx))
}

func playOrders(svc *orders.Service, i int) {
	batch := make([]orders.Order, 20)
	for j := range batch {
		batch[j] = orders.Order{SKU: fmt.Sprint(i, j), Quantity: j}
	}
	ctx, cancel := context.WithCancel(context.Background())
	lines := svc.Lines(ctx, batch)
	<-lines
	cancel()

	in := make(chan orders.Order, len(batch))
	for _, o := range batch {
		in <- o
	}
	close(in)
	svc.Drain(in)
	svc.Notify(batch)

	meter := stock.NewMeter(time.Hour)
	meter.Add(len(batch))
	meter.Close()
}

func playSessions(pool *session.Pool, i int) {
	users := make([]session.User, 20)
	for j := range users {
		users[j] = session.User{Name: fmt.Sprint("user", i, j), Visits: j}
	}
	pool.Open(users)
	pool.Watch(users)
	for _, u := range users {
		pool.Remember(u.Name)
	}
	pool.Spill(8 << 10)
}

func playExports(dir string, i int) error {
	reports := make(chan export.Report, 10)
	for j := 0; j < cap(reports); j++ {
		body := export.Obscure([]byte(strings.Repeat("total;", 200)))
		reports <- export.Report{Name: fmt.Sprintf("%d-%d.csv", i, j), Body: body}
	}
	close(reports)
	var sheet export.Sheet
	for j := 0; j < 200; j++ {
		sheet.NewRow().Append(i, j)
	}
	if err := sheet.Flush(dir); err != nil {
		return err
	}
	return export.WriteAll(dir, reports)
}
