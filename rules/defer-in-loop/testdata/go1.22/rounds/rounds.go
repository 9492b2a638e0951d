// Package rounds holds what tells how much piles up: bounds by constants, timeouts, retries, and releases in the round.
package rounds

import (
	"archive/zip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"sync"
	"time"
)

var stores = []string{"chain", "state", "verkle", "trie", "logs"}

// The package never assigns the variable again: five rounds, which is little.
func inspect() error {
	for _, store := range stores {
		f, err := os.Open(store)
		if err != nil {
			continue
		}
		defer f.Close() // wider "which here is little \\(at most 5 rounds\\)"
		if _, err := io.Copy(io.Discard, f); err != nil {
			return err
		}
	}
	return nil
}

var searchPath = []string{"/etc", "/usr/etc", "/opt/etc", "/usr/local/etc", "/home"}

func AddSearchPath(dir string) { searchPath = append(searchPath, dir) }

// The variable is assigned elsewhere: no bound.
func search(name string) {
	for _, dir := range searchPath {
		f, err := os.Open(dir + "/" + name)
		if err != nil {
			continue
		}
		defer f.Close() // want "f of every round stays unreleased until then; release it"
		_, _ = io.Copy(io.Discard, f)
	}
}

// All callers pass the same constant.
func drift(measurements int) (total time.Duration, err error) {
	for i := 0; i < measurements+2; i++ {
		conn, err := net.Dial("udp", "ntp:123")
		if err != nil {
			return 0, err
		}
		defer conn.Close() // wider "at most 7 rounds"
		sent := time.Now()
		if _, err := conn.Write([]byte{0x1b}); err != nil {
			return 0, err
		}
		total += time.Since(sent)
	}
	return total, nil
}

func checkClock() { _, _ = drift(5) }

// Other packages may pass anything.
func Drift(measurements int) {
	for i := 0; i < measurements; i++ {
		conn, err := net.Dial("udp", "ntp:123")
		if err != nil {
			return
		}
		defer conn.Close() // want "conn of every round stays unreleased until then; release it"
		_, _ = conn.Write([]byte{0x1b})
	}
}

// The slice is filled up to a constant.
func tryServers(all []string) error {
	const most = 6
	var servers []string
	for len(all) > 0 && len(servers) < most {
		servers = append(servers, all[0])
		all = all[1:]
	}
	for _, server := range servers {
		conn, err := net.Dial("tcp", server)
		if err != nil {
			return err
		}
		defer conn.Close() // wider "at most 6 rounds"
		fmt.Fprintln(conn, "hello")
	}
	return nil
}

// A variable with a constant: three rounds hold too little to speak of.
func members(addrs []string) {
	n := 3
	for i := 0; i < n; i++ {
		conn, err := net.Dial("tcp", addrs[i])
		if err != nil {
			continue
		}
		defer conn.Close()
		fmt.Fprintln(conn, "hello")
	}
}

// A bounded loop within one that is not bounded.
func grid(rows []string) {
	for _, row := range rows {
		for column := range 8 {
			f, err := os.Open(fmt.Sprint(row, column))
			if err != nil {
				continue
			}
			defer f.Close() // want "f of every round stays unreleased until then; release it"
			_, _ = io.Copy(io.Discard, f)
		}
	}
}

// Timeouts end by themselves.
func resolveAny(ctx context.Context, hosts []string) ([]net.IPAddr, error) {
	for _, host := range hosts {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() // wider "each ends by itself when its time is up"
		addrs, err := net.DefaultResolver.LookupIPAddr(ctx, host)
		if err != nil || len(addrs) == 0 {
			continue
		}
		return addrs, nil
	}
	return nil, errors.New("none")
}

type source struct {
	next    chan string
	timeout time.Duration
}

// The loop looks for something that it returns.
func (s *source) first(pick func() *source) (string, bool) {
	for {
		source := pick()
		if source == nil {
			return "", false
		}
		timer := time.NewTimer(source.timeout)
		defer timer.Stop() // wider "each ends by itself when its time is up"
		select {
		case item, ok := <-source.next:
			if ok {
				return item, true
			}
		case <-timer.C:
			return "", false
		}
	}
}

// A service: the deferred calls themselves pile up for as long as it runs, though the contexts end.
func refresh(ctx context.Context, fetch func(context.Context)) {
	for ctx.Err() == nil {
		sub, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() // want "cancel of every round stays unreleased until then; release it"
		fetch(sub)
	}
}

// Contexts of a collection that is walked through: a little memory for each.
func visit(ctx context.Context, urls []string, look func(context.Context, string) error) error {
	for _, url := range urls {
		sub, cancel := context.WithCancel(ctx)
		defer cancel() // wider "each is a little memory"
		if err := look(sub, url); err != nil {
			return err
		}
	}
	return nil
}

// The first success returns.
func deliver(addrs []string, line string) error {
	for _, addr := range addrs {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			continue
		}
		defer conn.Close() // wider "only a round that failed is followed by another"
		if _, err = io.WriteString(conn, line); err != nil {
			continue
		}
		return nil
	}
	return errors.New("nobody took it")
}

// A reconnect loop fails again and again for as long as the process lives.
func follow(addr string, out io.Writer) error {
	for {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return err
		}
		defer conn.Close() // want "conn of every round stays unreleased until then; release it"
		if _, err := io.Copy(out, conn); err != nil {
			time.Sleep(time.Second)
			continue
		}
		return nil
	}
}

// The round releases it itself; the deferred call is for returns and panics.
func sendAll(ctx context.Context, names []string, push func(string) error, show func(context.Context)) error {
	for _, name := range names {
		progress, cancel := context.WithCancel(ctx)
		defer cancel()
		done := make(chan bool)
		go func() { show(progress); close(done) }()
		err := push(name)
		cancel()
		<-done
		if err != nil {
			return err
		}
	}
	return nil
}

// The deferred rollback does nothing after the commit.
func insert(ctx context.Context, db *sql.DB, rows []string) error {
	for _, row := range rows {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if _, err := tx.ExecContext(ctx, "insert into t values (?)", row); err != nil {
			return err
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

type iterator interface {
	Next() (string, error)
	Close() error
}

type undeleted struct{ iterator }

// What the variable holds was wrapped before it is closed.
func values(keys []string, open func(string) (iterator, error)) (all []string, err error) {
	for _, key := range keys {
		it, err := open(key)
		if err != nil {
			return nil, err
		} else if it == nil {
			continue
		}
		defer it.Close()
		it = undeleted{it}
		for {
			value, err := it.Next()
			if err != nil {
				return nil, err
			} else if value == "" {
				break
			}
			all = append(all, value)
		}
		if err := it.Close(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func drainAndClose(body io.ReadCloser) {
	_, _ = io.Copy(io.Discard, body)
	_ = body.Close()
}

// By a function of the package; no response, nothing to release.
func ping(urls []string) {
	for _, u := range urls {
		resp, err := http.Get(u)
		if err == nil {
			defer resp.Body.Close()
			fmt.Println(resp.Status)
		}
		if resp != nil {
			drainAndClose(resp.Body)
		}
	}
}

// Not on every way to the next round.
func pingSome(urls []string) {
	for _, u := range urls {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		defer resp.Body.Close() // want "resp of every round stays unreleased until then; release it"
		if resp.StatusCode != http.StatusOK {
			continue
		}
		drainAndClose(resp.Body)
	}
}

// The round cancels another context, before it makes the one that piles up.
func waitThenAsk(ctx context.Context, wait, ask func(context.Context) error) error {
	for range 10 {
		sub, cancel := context.WithTimeout(ctx, time.Second)
		if err := wait(sub); err != nil {
			cancel()
			return err
		}
		cancel()
		sub, cancel = context.WithTimeout(ctx, time.Minute)
		defer cancel() // wider "at most 10 rounds"
		if err := ask(sub); err != nil {
			return err
		}
	}
	return nil
}

type blob struct{ file *os.File }

func (b *blob) Write(p []byte) (int, error) { return b.file.Write(p) }
func (b *blob) Commit() error               { return b.file.Sync() }
func (b *blob) Close() error                { return b.file.Close() }

// To commit what was written is not to close it.
func ingest(parts [][]byte, create func() (*blob, error)) error {
	for _, part := range parts {
		b, err := create()
		if err != nil {
			return err
		}
		defer b.Close() // wider "one for each element of parts"
		if _, err := b.Write(part); err != nil {
			return err
		}
		if err := b.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// Three times three rounds.
func matrix() {
	for row := range 3 {
		for column := range 3 {
			f, err := os.Open(fmt.Sprint(row, column))
			if err != nil {
				continue
			}
			defer f.Close() // wider "at most 9 rounds"
			_, _ = io.Copy(io.Discard, f)
		}
	}
}

type stripes struct {
	locks []sync.RWMutex
	parts []map[string]int
}

// All stripes are locked, one after the other: as many as there are.
func (s *stripes) each(do func(string, int)) {
	for i, part := range s.parts {
		s.locks[i].RLock()
		defer s.locks[i].RUnlock()
		for k, v := range part {
			do(k, v)
		}
	}
}

// The addresses have to stay taken until all are known.
func freeAddresses(n int) (urls []url.URL) {
	urls = make([]url.URL, n)
	for i := range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			continue
		}
		defer l.Close()
		u, err := url.Parse(fmt.Sprintf("tcp://%s", l.Addr()))
		if err != nil {
			continue
		}
		urls[i] = *u
	}
	return urls
}

type hub struct{}
type subscription struct{}

func (*hub) Subscribe(string, func(string)) *subscription { return &subscription{} }
func (*subscription) Limit(int)                           {}
func (*subscription) Unsubscribe()                        {}

// What is subscribed is called back after the loop.
func collect(h *hub, topics []string, run func()) (n int) {
	for _, topic := range topics {
		sub := h.Subscribe(topic, func(string) { n++ })
		sub.Limit(8)
		defer sub.Unsubscribe()
	}
	run()
	return n
}

// The goroutine says that it has begun, and goes on with the connection after the round.
func publishers(n int, dial func() net.Conn, start <-chan bool) {
	for range n {
		conn := dial()
		defer conn.Close()
		fmt.Fprintln(conn, "CONNECT")
		ready := make(chan bool)
		go publish(conn, ready, start)
		<-ready
	}
	time.Sleep(time.Second)
}

func publish(conn net.Conn, ready chan<- bool, start <-chan bool) {
	ready <- true
	<-start
	fmt.Fprintln(conn, "PUB")
}

type volume struct{ path string }

// One file for each volume that is configured.
func restoreVolumes(volumes []volume) error {
	for _, v := range volumes {
		f, err := os.Open(v.path)
		if err != nil {
			return err
		}
		defer f.Close() // wider "which here is little \\(one for each element of volumes\\)"
		if err := restoreFrom(f); err != nil {
			return err
		}
	}
	return nil
}

func restoreFrom(*os.File) error { return nil }

type node struct{ volumes []volume }

// All volumes of all nodes, which may be many.
func restoreNodes(nodes []node) error {
	for _, n := range nodes {
		for _, v := range n.volumes {
			f, err := os.Open(v.path)
			if err != nil {
				return err
			}
			defer f.Close() // want "f of every round stays unreleased until then; release it"
			if err := restoreFrom(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// Two files for each volume.
func restoreTwice(volumes []volume) error {
	for range 2 {
		for _, v := range volumes {
			f, err := os.Open(v.path)
			if err != nil {
				return err
			}
			defer f.Close() // wider "which here is little \\(2 for each element of volumes\\)"
			if err := restoreFrom(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// As many files as the directory has.
func everyFile(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		f, err := os.Open(entry.Name())
		if err != nil {
			return err
		}
		defer f.Close() // want "f of every round stays unreleased until then; release it"
		if err := restoreFrom(f); err != nil {
			return err
		}
	}
	return nil
}

type cursor struct{ rows *sql.Rows }

func (c *cursor) Close() error { return nil }

func (c *cursor) Next() (string, bool) { return "", false }

func openCursor(key string) (*cursor, error) { return &cursor{rows: opened[key]}, nil }

var opened map[string]*sql.Rows

// What is closed here is known to be open to nobody.
func valuesOf(keys []string) ([]string, error) {
	values := make([]string, 0, len(keys))
	for _, key := range keys {
		c, err := openCursor(key)
		if err != nil {
			return nil, err
		}
		defer c.Close() // wider "one for each element of keys"
		if value, ok := c.Next(); ok {
			values = append(values, value)
		}
	}
	return values, nil
}

// An entry of an archive is read from the file of the archive: to close it gives back a buffer.
func entriesOf(archive *zip.Reader) error {
	for _, entry := range archive.File {
		r, err := entry.Open()
		if err != nil {
			return err
		}
		defer r.Close() // wider "each is a little memory"
		if _, err := io.Copy(io.Discard, r); err != nil {
			return err
		}
	}
	return nil
}

// The reader closes a part before it goes on to the next.
func partsOf(reader *multipart.Reader) error {
	for {
		part, err := reader.NextPart()
		if err != nil {
			return err
		}
		defer part.Close()
		if _, err := io.Copy(io.Discard, part); err != nil {
			return err
		}
	}
}

// The round closes the writer itself; the deferred code is for its early ends.
func importAll(start, end int, create func(int) (*blob, error)) (err error) {
	for at := start; at < end; at += 10 {
		b, err := create(at)
		if err != nil {
			return err
		}
		var closed bool
		defer func() {
			if !closed {
				err = errors.Join(err, b.Close())
			}
		}()
		if err := b.Commit(); err != nil {
			return err
		}
		closed = true
		if err := b.Close(); err != nil {
			return err
		}
	}
	return nil
}

type scope struct {
	mu     sync.Mutex
	parent *scope
	done   bool
}

// The chain up to the first that goes on: each round locks another.
func firstOpen(s *scope) *scope {
	for up := s.parent; up != nil; up = up.parent {
		up.mu.Lock()
		defer up.mu.Unlock()
		if !up.done {
			return up
		}
	}
	return nil
}

type fetcher interface {
	Fetch(name string) (io.ReadCloser, error)
}

// What is read to its end by the round may have nothing left to close; a file has.
func fetchAll(f fetcher, names []string) error {
	for _, name := range names {
		rc, err := f.Fetch(name)
		if err != nil {
			return err
		}
		defer rc.Close()
		if _, err := io.ReadAll(rc); err != nil {
			return err
		}
	}
	return nil
}

func fetchSome(f fetcher, names []string) error {
	for _, name := range names {
		rc, err := f.Fetch(name)
		if err != nil {
			return err
		}
		defer rc.Close() // want "rc of every round stays unreleased"
		if _, err := rc.Read(make([]byte, 16)); err != nil {
			return err
		}
	}
	return nil
}
