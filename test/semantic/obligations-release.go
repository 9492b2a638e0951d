package obligations

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"os"
	"sync"
	"testing"
	"time"
)

func look(f *os.File) string { return f.Name() }

// Releases: by the method, deferred or not, through aliases, method values and copies into interfaces.

func alias(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	g := f
	look(f)
	return g.Close()
}

func asInterface(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	var c io.Closer = f
	defer c.Close()
	look(f)
	return nil
}

func converted(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	r := io.Reader(f)
	defer r.(io.Closer).Close()
	return nil
}

func methodValue(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	release := f.Close
	defer release()
	look(f)
	return nil
}

func methodValueForgotten(path string, early bool) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	release := f.Close
	if early {
		return nil
	}
	return release()
}

func body(url string) error {
	resp, err := http.Get(url) // obligation: met
	if err != nil {
		return err
	}
	b := resp.Body
	defer b.Close()
	return json.NewDecoder(b).Decode(new(int))
}

func bodyIsOnlyRead(url string) error {
	resp, err := http.Get(url) // obligation: unmet
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(new(int))
}

func onlyTheHeader(url string) int {
	resp, err := http.Get(url) // obligation: unmet
	if err != nil {
		return 0
	}
	return resp.StatusCode
}

// Functions of the package: what they do with a parameter on all ways, on some, or never.

func shut(c io.Closer) {
	if c != nil {
		_ = c.Close()
	}
}

func shutIf(c io.Closer, really bool) {
	if really {
		c.Close()
	}
}

func inHelper(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	defer shut(f)
	return nil
}

func inHelperSometimes(path string, really bool) error {
	f, err := os.Open(path) // obligation: unknown
	if err != nil {
		return err
	}
	shutIf(f, really)
	return nil
}

func inHelperNever(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	look(f)
	return nil
}

func scanAll(rows *sql.Rows) (n int) {
	for rows.Next() {
		n++
	}
	return n
}

func exhaustedInHelper(db *sql.DB) (int, error) {
	rows, err := db.Query("SELECT 1") // obligation: met
	if err != nil {
		return 0, err
	}
	return scanAll(rows), rows.Err()
}

// Closures: deferred, called in place, held by a variable, or run by a library that says when.

func deferredClosure(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); cerr != nil && err == nil {
			err = cerr
		}
	}()
	return nil
}

func deferredWithArgument(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	defer func(c io.Closer) { c.Close() }(f)
	return nil
}

func deferredBefore(path string) error {
	var f *os.File
	defer func() {
		if f != nil {
			f.Close()
		}
	}()
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	return nil
}

func deferredUnlessDone(path string) error {
	f, err := os.Open(path) // obligation: unknown
	if err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			f.Close()
		}
	}()
	done = true
	return nil
}

// Each round has a file of its own, and a deferred closure that looks after it.
func deferredInEachRound(paths []string) error {
	for _, path := range paths {
		f, err := os.Open(path) // obligation: met
		if err != nil {
			return err
		}
		defer func() { f.Close() }()
		look(f)
	}
	return nil
}

func heldByVariable(path string, early bool) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	finish := func() { f.Close() }
	if early {
		return nil
	}
	finish()
	return nil
}

func heldByVariableAndDeferred(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	finish := func() { f.Close() }
	defer finish()
	return nil
}

func once(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	var finish sync.Once
	finish.Do(func() { f.Close() })
	return nil
}

func deferredOnce(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	var finish sync.Once
	defer finish.Do(func() { f.Close() })
	look(f)
	return nil
}

// Which of two functions the variable holds is not known.
func heldByVariableOrNot(path string, keep bool) error {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return err
	}
	finish := func() { f.Close() }
	if keep {
		finish = func() {}
	}
	defer finish()
	return nil
}

func cleanup(t *testing.T, path string) {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return
	}
	t.Cleanup(func() { f.Close() })
}

func inGoroutine(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	go func() {
		defer f.Close()
		look(f)
	}()
	return nil
}

func onlyUsedInGoroutine(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	done := make(chan bool)
	go func() {
		look(f)
		close(done)
	}()
	<-done
	return nil
}

// Operands of a deferred call are bound at the defer statement; a closure reads its variables at the exit.

func boundAtDefer(url string) error {
	resp, err := http.Get(url) // obligation: met
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	resp, err = http.Get(url) // obligation: unmet
	return err
}

func readAtExit(url string) error {
	resp, err := http.Get(url) // obligation: unmet, overwritten
	if err != nil {
		return err
	}
	defer func() { resp.Body.Close() }()
	resp, err = http.Get(url) // obligation: met
	return err
}

// Exhaustion: where it releases.

func exhausted(db *sql.DB) error {
	rows, err := db.Query("SELECT 1") // obligation: met
	if err != nil {
		return err
	}
	for rows.Next() {
		look(nil)
	}
	return rows.Err()
}

// Rows that tell of an error have closed themselves; without one they are open still.
func exhaustedByError(db *sql.DB) (*sql.Rows, error) {
	rows, err := db.Query("SELECT 1") // obligation: met
	if err != nil {
		return nil, err
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return rows, nil
}

func exhaustedByErrorOfColumns(db *sql.DB) (*sql.Rows, []string, error) {
	rows, err := db.Query("SELECT 1") // obligation: met
	if err != nil {
		return nil, nil, err
	}
	if _, err := rows.ColumnTypes(); err != nil {
		return nil, nil, err
	}
	names, err := rows.Columns()
	if err != nil {
		return nil, nil, err
	}
	return rows, names, nil
}

func openWithColumns(db *sql.DB) (*sql.Rows, error) {
	rows, err := db.Query("SELECT 1") // obligation: unmet
	if err != nil {
		return nil, err
	}
	names, err := rows.Columns()
	if names != nil {
		return nil, err
	}
	return rows, nil
}

func openWithoutError(db *sql.DB) error {
	rows, err := db.Query("SELECT 1") // obligation: unmet
	if err != nil {
		return err
	}
	if err := rows.Err(); err == nil {
		look(nil)
		return nil
	}
	return nil
}

func notExhausted(db *sql.DB) error {
	rows, err := db.Query("SELECT 1") // obligation: unmet
	if err != nil {
		return err
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
	}
	return rows.Err()
}

func leftByBreak(db *sql.DB) error {
	rows, err := db.Query("SELECT 1") // obligation: unmet
	if err != nil {
		return err
	}
	for rows.Next() {
		if rows.Scan() != nil {
			break
		}
	}
	return rows.Err()
}

func onlyTheFirst(db *sql.DB) bool {
	rows, err := db.Query("SELECT 1") // obligation: unmet
	if err != nil {
		return false
	}
	return rows.Next()
}

// Whatever else the variable gets says nothing of the rows.
func saysSomethingElse(db *sql.DB, limit int) bool {
	rows, err := db.Query("SELECT 1") // obligation: unmet
	if err != nil {
		return false
	}
	more := rows.Next()
	more = limit > 1
	if !more {
		return false
	}
	return rows.Close() == nil
}

func pulled(seq iter.Seq[int]) (sum int) {
	next, _ := iter.Pull(seq) // obligation: met
	for v, ok := next(); ok; v, ok = next() {
		sum += v
	}
	return sum
}

func pulledOnce(seq iter.Seq[int]) int {
	next, _ := iter.Pull(seq) // obligation: unmet, discarded
	v, _ := next()
	return v
}

func pulledToTheEnd(seq iter.Seq[int]) (sum int) {
	next, stop := iter.Pull(seq) // obligation: met
	for {
		v, ok := next()
		if !ok {
			return sum
		}
		sum += v
		if sum < 0 {
			stop()
			return 0
		}
	}
}

func pulledAndLeft(seq iter.Seq[int]) int {
	next, stop := iter.Pull(seq) // obligation: unmet
	for {
		v, ok := next()
		if !ok {
			stop()
			return 0
		}
		if v > 10 {
			return v
		}
	}
}

// The release of a function value is its call.

func cancelled(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx) // obligation: met
	defer cancel()
	<-ctx.Done()
}

func cancelledOnOneWay(ctx context.Context, wait bool) {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // obligation: unmet
	if !wait {
		return
	}
	<-ctx.Done()
	cancel()
}

func cancelledInClosure(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx) // obligation: met
	defer func() { cancel() }()
	<-ctx.Done()
}

func cancelHandedOn(ctx context.Context, keep func(context.CancelFunc)) {
	_, cancel := context.WithCancel(ctx) // obligation: moved
	keep(cancel)
}

func cancelIgnored(ctx context.Context) {
	ctx, _ = context.WithCancel(ctx) // obligation: unmet, discarded
	<-ctx.Done()
}

// A receive from the channel of a timer exhausts it; a range over that of a ticker never ends.

func fired() {
	t := time.NewTimer(time.Second) // obligation: met
	<-t.C
}

func firedOrNot(done chan bool) {
	t := time.NewTimer(time.Second) // obligation: unmet
	select {
	case <-t.C:
	case <-done:
	}
}

func endless() {
	t := time.NewTicker(time.Second) // obligation: met
	for range t.C {
		look(nil)
	}
}

// A reader around the file is no owner of it.
func buffered(path string) (string, error) {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return "", err
	}
	return bufio.NewReader(f).ReadString('\n')
}

// What is read to its end frees its connection, also through a reader around it. Limits are taken to be far off.
func readToTheEnd(url string, client *http.Client) ([]byte, error) {
	resp, err := client.Get(url) // obligation: met
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.TeeReader(resp.Body, io.Discard))
}

func readToALimit(url string, client *http.Client) ([]byte, error) {
	resp, err := client.Get(url) // obligation: met
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(resp.Body, 8))
}

// How far calls of Read get is unknown.
func readSome(url string, client *http.Client, p []byte) error {
	resp, err := client.Get(url) // obligation: unknown
	if err != nil {
		return err
	}
	_, err = resp.Body.Read(p)
	return err
}

// Nothing is discarded where every way on has seen the call fail.
func mustFail(url string, client *http.Client) error {
	_, err := client.Get(url) // obligation: unknown
	if err == nil {
		panic("it did not fail")
	}
	return err
}

// All results of a call go to a function at once, the error with the thing.
func spread(url string, client *http.Client) error {
	return closeUnless(client.Get(url)) // obligation: met
}

func closeUnless(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
