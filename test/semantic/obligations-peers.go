package obligations

import (
	"context"
	"database/sql"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"time"
)

// What other linters report in error: nearly always somebody else has become the owner.

// bodyclose 18, 30: a helper closes it, here or for all closers.
func closeQuietly(c io.Closer) { _ = c.Close() }

func drain(resp *http.Response) {
	if resp == nil || resp.Body == nil {
		return
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

func closedByHelper(url string) error {
	resp, err := http.Get(url) // obligation: met
	if err != nil {
		return err
	}
	defer closeQuietly(resp.Body)
	return nil
}

func drained(url string) error {
	resp, err := http.Get(url) // obligation: met
	defer drain(resp)
	return err
}

// bodyclose 29: a retry loop that releases what it gives up.
func retried(client *http.Client, req *http.Request) (*http.Response, error) {
	for attempt := 0; ; attempt++ {
		resp, err := client.Do(req) // obligation: met
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		if attempt == 3 {
			return nil, err
		}
		time.Sleep(time.Second)
	}
}

// bodyclose 39, sqlclosecheck 43: code that is not seen gets it.
type closers struct{ close func(io.Closer) }

func (c closers) elsewhere(url string) error {
	resp, err := http.Get(url) // obligation: moved
	if err != nil {
		return err
	}
	defer c.close(resp.Body)
	return nil
}

// bodyclose 42: an accessor hands it out.
type reply struct{ resp *http.Response }

func (r *reply) body() io.ReadCloser { return r.resp.Body }

func accessed(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url) // obligation: moved
	if err != nil {
		return nil, err
	}
	r := &reply{resp}
	return r.body(), nil
}

// bodyclose 59: nothing is open in what a recorder recorded.
func recorded(w *httptest.ResponseRecorder) int {
	resp := w.Result() // obligation: none
	return resp.StatusCode
}

// bodyclose 76: the body is put into another one.
func replaced(url string) (*http.Response, error) {
	resp, err := http.Get(url) // obligation: moved
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(resp.Body)
	return resp, nil
}

// bodyclose: in a goroutine, in an errgroup, on a channel.
func inWaitGroup(url string) {
	var wg sync.WaitGroup
	resp, err := http.Get(url) // obligation: met
	if err != nil {
		return
	}
	wg.Go(func() {
		defer resp.Body.Close()
		io.Copy(io.Discard, resp.Body)
	})
	wg.Wait()
}

// sqlclosecheck 49: a deferred closure that looks at the error of Close.
func inDeferredClosure(db *sql.DB) (err error) {
	rows, err := db.Query("SELECT 1") // obligation: met
	if err != nil {
		return err
	}
	defer func() {
		if cerr := rows.Close(); err == nil {
			err = cerr
		}
	}()
	for rows.Next() {
	}
	return rows.Err()
}

func txInDeferredClosure(db *sql.DB, do func(*sql.DB) error) (err error) {
	tx, err := db.Begin() // obligation: met
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	return do(db)
}

func txOnBothWays(db *sql.DB, do func(*sql.DB) error) error {
	tx, err := db.Begin() // obligation: met
	if err != nil {
		return err
	}
	if err := do(db); err != nil {
		return tx.Rollback()
	}
	return tx.Commit()
}

func txForgotten(db *sql.DB, do func(*sql.DB) error) error {
	tx, err := db.Begin() // obligation: unmet
	if err != nil {
		return err
	}
	if err := do(db); err != nil {
		return err
	}
	return tx.Commit()
}

// spancheck 33, lostcancel 25720: the other function releases it.
type server struct {
	mu     sync.Mutex
	cancel context.CancelFunc
}

func (s *server) start(parent context.Context) {
	ctx, cancel := context.WithCancel(parent) // obligation: moved
	s.mu.Lock()
	s.cancel = cancel
	s.mu.Unlock()
	go s.run(ctx)
}

func (s *server) run(ctx context.Context) { <-ctx.Done() }

// lostcancel 58850: the way without a release does not return.
func neverReturns(parent context.Context) {
	ctx, cancel := context.WithCancel(parent) // obligation: met
	for {
		select {
		case <-ctx.Done():
			cancel()
			return
		case <-time.After(time.Second):
		}
	}
}

// G118 1584, 1590: called in a closure, or in each of a list of functions.
func listed(parent context.Context) {
	var cancels []context.CancelFunc
	for range 3 {
		_, cancel := context.WithCancel(parent) // obligation: moved
		cancels = append(cancels, cancel)
	}
	for _, cancel := range cancels {
		cancel()
	}
}

func deferredInClosure(parent context.Context, work func(context.Context)) {
	ctx, cancel := context.WithCancel(parent) // obligation: met
	go func() {
		defer cancel()
		work(ctx)
	}()
}

// Two resources, the second of which fails: the first is released on that way.
func copyFile(from, to string) (err error) {
	in, err := os.Open(from) // obligation: met
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to) // obligation: met
	if err != nil {
		return err
	}
	defer func() {
		if cerr := out.Close(); cerr != nil && err == nil {
			err = cerr
		}
	}()
	_, err = io.Copy(out, in)
	return err
}

func secondFails(from, to string) error {
	in, err := os.Open(from) // obligation: unmet
	if err != nil {
		return err
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer in.Close()
	return out.Close()
}
