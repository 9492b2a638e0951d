package obligations

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"time"
)

type owner struct {
	file  *os.File
	stop  context.CancelFunc
	files map[string]*os.File
}

var shared *os.File

func peek(f *os.File) string { return f.Name() }

// Whoever gets a resource answers for it.

func returned(path string) (io.Reader, error) {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return nil, err
	}
	return f, nil
}

func returnedInStruct(path string) (*owner, error) {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return nil, err
	}
	return &owner{file: f}, nil
}

func returnedInClosure(path string) (func() error, error) {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return nil, err
	}
	return func() error { return f.Close() }, nil
}

func returnedAsMethodValue(path string) (func() error, error) {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return nil, err
	}
	return f.Close, nil
}

func (o *owner) inField(path string) (err error) {
	o.file, err = os.Open(path) // obligation: moved
	return err
}

func (o *owner) inFieldLater(path string) error {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return err
	}
	o.file = f
	return nil
}

func (o *owner) inMap(path string) error {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return err
	}
	o.files[path] = f
	return nil
}

func inGlobal(path string) (err error) {
	shared, err = os.Open(path) // obligation: moved
	return err
}

func inSlice(paths []string) (files []*os.File, err error) {
	for _, path := range paths {
		f, err := os.Open(path) // obligation: moved
		if err != nil {
			return files, err
		}
		files = append(files, f)
	}
	return files, nil
}

func sent(path string, to chan<- *os.File) error {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return err
	}
	to <- f
	return nil
}

func toUnknown(path string, take func(*os.File)) error {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return err
	}
	take(f)
	return nil
}

type taker interface{ take(io.Closer) }

func toInterface(path string, t taker) error {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return err
	}
	t.take(f)
	return nil
}

func addressTaken(path string, fill func(**os.File)) error {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return err
	}
	fill(&f)
	return nil
}

func addressTakenBefore(path string, watch func(**os.File)) (err error) {
	var f *os.File
	watch(&f)
	f, err = os.Open(path) // obligation: moved
	return err
}

func wrapped2(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr) // obligation: moved
	if err != nil {
		return nil, err
	}
	return tls.Client(c, nil), nil
}

func wrappedInPlace(addr string) (net.Conn, error) {
	c, err := net.Dial("tcp", addr) // obligation: moved
	if err != nil {
		return nil, err
	}
	c = tls.Client(c, nil)
	return c, nil
}

func bodyAlone(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url) // obligation: moved
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func assignedFromInside(path string) (*os.File, error) {
	var f *os.File
	open := func() (err error) {
		f, err = os.Open(path) // obligation: moved
		return err
	}
	return f, open()
}

func handedOutside(path string) (*os.File, error) {
	var f *os.File
	open := func() error {
		g, err := os.Open(path) // obligation: moved
		if err != nil {
			return err
		}
		f = g
		return nil
	}
	return f, open()
}

// Whoever puts what is made from it in its place may still have it; who forgets it on purpose has a reason.

func limited(path string) (string, error) {
	var r io.Reader
	r, err := os.Open(path) // obligation: moved
	if err != nil {
		return "", err
	}
	r = io.LimitReader(r, 10)
	text, err := io.ReadAll(r)
	return string(text), err
}

func setToNil(path string) error {
	f, err := os.Open(path) // obligation: unknown
	if err != nil {
		return err
	}
	peek(f)
	f = nil
	return nil
}

// A callback that uses it is kept by somebody who may call it at any time.
func storedCallback(path string, handle func(func() string)) error {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return err
	}
	handle(func() string { return peek(f) })
	return nil
}

func callbackThatRunsLater(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx) // obligation: met
	time.AfterFunc(time.Second, func() { cancel() })
	return ctx
}

func goroutineThatNeverEnds(addr string, handle func(net.Conn)) error {
	l, err := net.Listen("tcp", addr) // obligation: moved
	if err != nil {
		return err
	}
	go func() {
		for {
			if c, err := l.Accept(); err == nil {
				handle(c)
			}
		}
	}()
	return nil
}

func goroutineOfServer(addr string, handle func(net.Conn)) error {
	l, err := net.Listen("tcp", addr) // obligation: moved
	if err != nil {
		return err
	}
	go serve(l, handle)
	return nil
}

func serve(l net.Listener, handle func(net.Conn)) {
	for {
		if c, err := l.Accept(); err == nil {
			handle(c)
		}
	}
}

func goroutineOfTheParameter(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	go copyAndClose(f)
	return nil
}

func copyAndClose(f *os.File) {
	defer f.Close()
	peek(f)
}

func cancelInStruct(ctx context.Context) *owner {
	_, cancel := context.WithCancel(ctx) // obligation: moved
	return &owner{stop: cancel}
}

// Moved on one way, missed on another.
func movedOrMissed(path string, o *owner, keep bool) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	if keep {
		o.file = f
		return nil
	}
	peek(f)
	return nil
}

// What only looks is no owner: it is lent to functions whose body says so.
func lent(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	peek(f)
	return nil
}

func blank(_ *os.File) {}

func toBlank(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	blank(f)
	return nil
}

func throughTypeSwitch(path string) error {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return err
	}
	switch r := io.Reader(f).(type) {
	case io.Closer:
		return r.Close()
	}
	return nil
}

// Who closes the inner connection closes the outer one.
func innerClosed(addr string) error {
	c, err := net.Dial("tcp", addr) // obligation: met
	if err != nil {
		return err
	}
	defer c.Close()
	outer := tls.Client(c, nil) // obligation: unknown
	return outer.Handshake()
}

func innerOfTheCaller(c net.Conn) error {
	outer := tls.Client(c, nil) // obligation: unknown
	return outer.Handshake()
}

func innerForgotten(addr string) error {
	c, err := net.Dial("tcp", addr) // obligation: moved
	if err != nil {
		return err
	}
	outer := tls.Client(c, nil) // obligation: unmet
	return outer.Handshake()
}

// A function that gets it at once answers for it, also one that a goroutine begins with.
func handedToGoroutine(stop <-chan struct{}) {
	go waitFor(time.NewTicker(time.Second), stop)    // obligation: unmet
	go stopAfter(time.NewTicker(time.Second), stop)  // obligation: met
	go waitForEver(time.NewTicker(time.Second))      // obligation: met
	defer waitFor(time.NewTicker(time.Second), stop) // obligation: unmet
}

func waitFor(ticker *time.Ticker, stop <-chan struct{}) {
	for {
		select {
		case <-ticker.C:
		case <-stop:
			return
		}
	}
}

func stopAfter(ticker *time.Ticker, stop <-chan struct{}) {
	defer ticker.Stop()
	waitFor(ticker, stop)
}

func waitForEver(ticker *time.Ticker) {
	for {
		<-ticker.C
	}
}

// A variadic parameter gathers it with others.
func handedWithOthers() {
	stopAll(time.NewTicker(time.Second), time.NewTicker(time.Minute)) // obligation: moved
	lookAtAll(time.NewTicker(time.Second))                            // obligation: moved
	kept := time.NewTicker(time.Second)                               // obligation: moved
	stopAll(kept)
}

func stopAll(tickers ...*time.Ticker) {
	for _, ticker := range tickers {
		ticker.Stop()
	}
}

func lookAtAll(tickers ...*time.Ticker) {
	for _, ticker := range tickers {
		<-ticker.C
	}
}

// Who has a part that can be closed may close it for the whole.
func part() net.Listener {
	s := httptest.NewServer(nil) // obligation: moved
	return s.Listener
}
