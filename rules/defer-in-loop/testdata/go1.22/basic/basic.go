// Package upload reads reports from disk and from connections, many in one call.
package upload

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"sync"
	"time"
)

// doc:bad
func countLines(paths []string) (int, error) {
	lines := 0
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return lines, err
		}
		defer f.Close() // want "f.Close\\(\\) runs only when countLines returns, not at the end of the round: f of every round stays unreleased"
		for s := bufio.NewScanner(f); s.Scan(); {
			lines++
		}
	}
	return lines, nil
}

// doc:end

// doc:good
func countLinesWell(paths []string) (int, error) {
	lines := 0
	for _, path := range paths {
		n, err := linesOf(path)
		if err != nil {
			return lines, err
		}
		lines += n
	}
	return lines, nil
}

func linesOf(path string) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	lines := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		lines++
	}
	return lines, nil
}

// doc:end

// A loop that never ends: every round adds a timer.
func poll(ctx context.Context, interval time.Duration, work func()) {
	for {
		timer := time.NewTimer(interval)
		defer timer.Stop() // want "timer.Stop\\(\\) runs only when poll returns"
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		work()
	}
}

func fetchAll(ctx context.Context, urls []string) error {
	for _, url := range urls {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() // wider "cancel\\(\\) runs only when fetchAll returns.*each ends by itself"
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		defer func() { // want "resp.Body.Close\\(\\) runs only when fetchAll returns"
			_ = resp.Body.Close()
		}()
		if resp.StatusCode != http.StatusOK {
			return errors.New(resp.Status)
		}
	}
	return nil
}

// A body that is read to its end has given its connection back.
func drainAll(urls []string) error {
	for _, url := range urls {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			return err
		}
	}
	return nil
}

// Before the defer, and by a function of the package.
func readEach(urls []string, use func([]byte)) error {
	for _, url := range urls {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		body := mustRead(resp.Body)
		defer resp.Body.Close()
		use(body)
	}
	return nil
}

func mustRead(r io.Reader) []byte {
	body, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	return body
}

// What it reads is not all.
func readHeads(urls []string, use func([]byte)) error {
	for _, url := range urls {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close() // want "resp.Body.Close\\(\\) runs only when readHeads returns"
		use(readHead(resp.Body))
	}
	return nil
}

func readHead(r io.Reader) []byte {
	head := make([]byte, 8)
	n, _ := io.ReadFull(r, head)
	return head[:n]
}

func argument(paths []string) {
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			continue
		}
		defer func(f *os.File) { f.Close() }(f) // want "f.Close\\(\\) runs only when argument returns"
		_, _ = io.Copy(io.Discard, f)
	}
}

// Connections come in over a channel, for as long as the server runs.
func serve(conns <-chan net.Conn) {
	for conn := range conns {
		defer conn.Close() // want "conn.Close\\(\\) runs only when serve returns"
		fmt.Fprintln(conn, "busy")
	}
}

type table struct {
	mu   sync.Mutex
	rows []string
}

// The locks pile up although nothing needs two of them at once.
func sizes(tables []*table) []int {
	var found []int
	for _, t := range tables {
		t.mu.Lock()
		defer t.mu.Unlock() // want "t.mu.Unlock\\(\\) runs only when sizes returns"
		if len(t.rows) == 0 {
			continue
		}
		found = append(found, len(t.rows))
	}
	return found
}

// The second round blocks for ever.
func (t *table) addAll(rows []string) {
	for _, row := range rows {
		t.mu.Lock()
		defer t.mu.Unlock() // want "t.mu stays locked, and the next round that takes it blocks for ever"
		t.rows = append(t.rows, row)
	}
}

func worker(wg *sync.WaitGroup, jobs <-chan func()) {
	for job := range jobs {
		defer wg.Done() // want "whoever waits for wg waits for the whole loop"
		job()
	}
}

func discard([]byte) {}

// Nothing is to be released, but every buffer stays alive.
func captures(sizes []int) {
	for _, size := range sizes {
		buf := make([]byte, size)
		defer discard(buf) // wider "the deferred discard\\(buf\\) runs only when captures returns, and keeps buf of every round alive"
		clear(buf)
	}
}

// The old context is cancelled when it is replaced; the deferred calls only pile up.
func replaced(ctx context.Context, names <-chan string) {
	var cancel context.CancelFunc
	for name := range names {
		if cancel != nil {
			cancel()
		}
		var sub context.Context
		sub, cancel = context.WithCancel(ctx)
		defer cancel() // want "the deferred cancel\\(\\) runs only when replaced returns, and keeps cancel of every round alive"
		go func() { <-sub.Done(); println(name) }()
	}
}

// Not in a loop of its own function: the literal returns at the end of each round.
func literal(paths []string) {
	for _, path := range paths {
		func() {
			f, err := os.Open(path)
			if err != nil {
				return
			}
			defer f.Close()
			_, _ = io.Copy(io.Discard, f)
		}()
	}
}

// go-critic#1451: the loop never comes round after the defer.
func firstThatOpens(paths []string) error {
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			continue
		}
		defer f.Close()
		_, err = io.Copy(io.Discard, f)
		return err
	}
	return errors.New("none")
}

// Compare and swap: lock, then return in the same round.
func (t *table) waitFor(n int) string {
	for {
		t.mu.Lock()
		if len(t.rows) > n {
			defer t.mu.Unlock()
			return t.rows[n]
		}
		t.mu.Unlock()
		time.Sleep(time.Millisecond)
	}
}

// At most four rounds hold too little to matter.
func few() {
	for _, path := range []string{"a", "b", "c"} {
		f, err := os.Open(path)
		if err != nil {
			continue
		}
		defer f.Close()
		_, _ = io.Copy(io.Discard, f)
	}
	for i := 0; i < 4; i++ {
		f, err := os.Open(fmt.Sprint(i))
		if err != nil {
			continue
		}
		defer f.Close()
		_, _ = io.Copy(io.Discard, f)
	}
}

// All files are read after the loop.
func merge(paths []string, w io.Writer) error {
	var readers []io.Reader
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		readers = append(readers, bufio.NewReader(f))
	}
	_, err := io.Copy(w, io.MultiReader(readers...))
	return err
}

// Goroutines go on using the connection after the round.
func broadcast(addrs []string, line string) {
	var wg sync.WaitGroup
	for _, addr := range addrs {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			continue
		}
		defer conn.Close()
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Fprintln(conn, line)
		}()
	}
	wg.Wait()
}

// The address stands for the server, which has to go on.
func backends(n int) []string {
	var urls []string
	for range n {
		s := httptest.NewServer(http.NotFoundHandler())
		defer s.Close()
		urls = append(urls, s.URL)
	}
	probe(urls)
	return urls
}

func probe([]string) {}

// The elements were there before the loop, and are closed at the end of the function on purpose.
func shutdown(conns []net.Conn) {
	for _, conn := range conns {
		defer conn.Close()
	}
	fmt.Println("closing", len(conns))
}

// All locks of a collection are held at once on purpose.
func total(tables []*table) int {
	for _, t := range tables {
		t.mu.Lock()
		defer t.mu.Unlock()
	}
	n := 0
	for _, t := range tables {
		n += len(t.rows)
	}
	return n
}

// A rollback: whether it does anything depends on how the function ends.
func openAll(paths []string) (files []*os.File, err error) {
	for _, path := range paths {
		f, openErr := os.Open(path)
		if openErr != nil {
			return nil, openErr
		}
		defer func() {
			if err != nil {
				f.Close()
			}
		}()
		if _, err := f.Stat(); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// The same with a flag.
func prepareAll(db *sql.DB, queries []string) error {
	done := false
	for _, query := range queries {
		stmt, err := db.Prepare(query)
		if err != nil {
			return err
		}
		defer func() {
			if !done {
				stmt.Close()
			}
		}()
		if _, err := stmt.Exec(); err != nil {
			return err
		}
	}
	done = true
	return nil
}

// A function that undoes something: what it undoes may be needed to the end.
func withEnvironment(pairs map[string]string, setenv func(k, v string) func()) {
	for k, v := range pairs {
		restore := setenv(k, v)
		defer restore()
	}
	probe(nil)
}

// Done once: the condition lets no second round in.
func lazily(updates <-chan string, path string) {
	var log *os.File
	for update := range updates {
		if log == nil {
			f, err := os.Create(path)
			if err != nil {
				return
			}
			defer f.Close()
			_, _ = f.WriteString("log\n")
			log = f
		}
		_, _ = log.WriteString(update)
	}
}

// The timers run on after the rounds that start them.
func staggered(delays []time.Duration, results chan<- int) {
	for i, delay := range delays {
		timer := time.AfterFunc(delay, func() { results <- i })
		defer timer.Stop()
	}
	time.Sleep(time.Second)
}

// What is read under the locks is used after the loop.
func snapshot(tables []*table) [][]string {
	var all [][]string
	for _, t := range tables {
		t.mu.Lock()
		defer t.mu.Unlock()
		if len(t.rows) > 0 {
			all = append(all, t.rows)
		}
	}
	return all
}

// The processes have to live on: their numbers are used after the loop.
func measure(commands []*exec.Cmd) []int {
	var pids []int
	for _, command := range commands {
		p, err := startProcess(command)
		if err != nil {
			continue
		}
		defer p.Release()
		pids = append(pids, p.Pid())
	}
	return pids
}

type process struct{ cmd *exec.Cmd }

func startProcess(c *exec.Cmd) (*process, error) { return &process{c}, c.Start() }

func (p *process) Release() { _ = p.cmd.Wait() }
func (p *process) Pid() int { return p.cmd.Process.Pid }

// The paths are used after the loop.
func scratch(n int) error {
	var dirs []string
	for range n {
		dir, err := os.MkdirTemp("", "scratch")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		dirs = append(dirs, dir+"/data")
	}
	probe(dirs)
	return nil
}

// A loop made with goto.
func jumps(paths []string) {
	i := 0
again:
	if f, err := os.Open(paths[i]); err == nil {
		defer f.Close() // miss "f.Close"
		_, _ = io.Copy(io.Discard, f)
	}
	if i++; i < len(paths) {
		goto again
	}
}
