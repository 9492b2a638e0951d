package app

import (
	"bufio"
	"compress/flate"
	"context"
	"io"
	"net/http"
	"os"
	"sync"
	"testing"
	"time"
)

// Calls on what is given, by path: on every path to a return, or on some.

func closes(c io.Closer) { // summary: parameter 0 calls Close all
	_ = c.Close()
}

func closesBody(resp *http.Response) error { // summary: parameter 0 calls Body.Close all
	defer resp.Body.Close()
	_, err := io.ReadAll(resp.Body)
	return err
}

func closesUnless(c io.Closer, keep bool) { // summary: parameter 0 calls Close some
	if keep {
		return
	}
	_ = c.Close()
}

// A path that ends in a panic returns to nobody.
func closesOrPanics(c io.Closer, ok bool) { // summary: parameter 0 calls Close all
	if !ok {
		panic("not ok")
	}
	_ = c.Close()
}

// A path on which there is nothing to close does not count.
func closesIfAny(resp *http.Response) { // summary: parameter 0 calls Body.Close all
	if resp != nil && resp.Body != nil {
		_ = resp.Body.Close()
	}
}

func stops(cancel context.CancelFunc) { // summary: parameter 0 calls itself all
	defer cancel()
}

func reads(f *os.File) int { // summary: parameter 0 calls Read all
	var first [1]byte
	n, _ := f.Read(first[:])
	return n
}

func ignores(c io.Closer) bool { // summary: parameter 0 untouched
	return c == nil
}

// Through callees, aliases, assertions and literals that run in place.

func closesThrough(resp *http.Response) { // summary: parameter 0 calls Body.Close all
	body := resp.Body
	closes(body)
}

func closesInLiteral(c io.Closer) { // summary: parameter 0 calls Close all
	finish := func() { _ = c.Close() }
	defer finish()
}

func closesInCallback(c io.Closer, once *sync.Once) { // summary: parameter 0 calls Close some, parameter 1 calls Do all
	once.Do(func() { _ = c.Close() })
}

func calls(f func()) { // summary: parameter 0 calls itself all
	f()
}

func closesInCallbackOfOwn(c io.Closer) { // summary: parameter 0 calls Close some
	calls(func() { _ = c.Close() })
}

func closesIfCloser(r io.Reader) { // summary: parameter 0 calls Close some
	if c, ok := r.(io.Closer); ok {
		_ = c.Close()
	}
}

func closesInSwitch(r io.Reader) { // summary: parameter 0 calls Close some
	switch c := r.(type) {
	case io.Closer:
		_ = c.Close()
	}
}

func closesInMethodExpression(h *holder) { // summary: parameter 0 calls conn.Close all
	(*holder).finish(h)
}

// A variable that may hold another function, or be given one by somebody else, does not say what runs.

func closesInOneOfTwo(c io.Closer, keep bool) { // summary: parameter 0 stores all
	finish := func() { _ = c.Close() }
	if keep {
		finish = func() {}
	}
	finish()
}

func closesUnlessReplaced(c io.Closer, replace func(*func(io.Closer))) { // summary: parameter 0 stores some, parameter 1 calls itself all
	finish := closes
	replace(&finish)
	finish(c)
}

// Arguments that a variadic parameter gathers are not followed.

func closesFirst(all ...io.Closer) { // summary: nothing
	_ = all[0].Close()
}

func closesGathered(c io.Closer) { // summary: parameter 0 stores some
	closesFirst(c)
}

// Assignments in between: it is another that is closed.

func closesAnother(c io.Closer) { // summary: parameter 0 untouched
	c = os.Stdin
	_ = c.Close()
}

func closesOneOrTheOther(c io.Closer, other io.Closer) { // summary: parameter 0 calls Close some, parameter 1 calls Close some
	if c == nil {
		c = other
	}
	_ = c.Close()
}

func closesAnotherBody(resp *http.Response) { // summary: parameter 0 calls Body.Close some
	resp.Body = http.NoBody
	_ = resp.Body.Close()
}

// Recursion: must-facts begin with everything, may-facts with nothing.

func closesAtTheEnd(c io.Closer, rounds int) { // summary: parameter 0 calls Close all
	if rounds == 0 {
		_ = c.Close()
		return
	}
	closesAtTheEnd(c, rounds-1)
}

func closesInTurns(c io.Closer, rounds int) { // summary: parameter 0 calls Close all
	if rounds > 0 {
		closesInOtherTurns(c, rounds)
		return
	}
	_ = c.Close()
}

func closesInOtherTurns(c io.Closer, rounds int) { // summary: parameter 0 calls Close all
	closesInTurns(c, rounds-1)
}

func neverCloses(c io.Closer, rounds int) { // summary: parameter 0 untouched
	if rounds > 0 {
		neverCloses(c, rounds-1)
	}
}

// Channels.

func feeds(out chan<- int) { // summary: parameter 0 closes all, parameter 0 sends some
	defer close(out)
	for i := range 3 {
		out <- i
	}
}

func drains(in <-chan int) { // summary: parameter 0 receives all
	for range in {
	}
}

func feedsInGoroutine(out chan int) { // summary: parameter 0 closes some, parameter 0 sends some, parameter 0 stores all, spawns all
	go feeds(out)
}

// What is seen not to happen is known as well, as long as nobody else can get at the channel.

func sendsOnly(out chan<- int) { // never: closes, receives, stores
	out <- 1
}

func sendsAndHandsOn(out chan int, take func(chan int)) { // never: nothing
	out <- 1
	take(out)
}

// What is kept, or handed to what is not seen, may come to anything; what is seen to happen still does.

type holder struct {
	conn io.Closer
	done chan struct{}
}

func (h *holder) keep(c io.Closer) { // summary: receiver untouched, parameter 0 stores all
	h.conn = c
}

func (h *holder) finish() { // summary: receiver calls conn.Close all
	close(h.done)
	_ = h.conn.Close()
}

func finishesHolder(h *holder) { // summary: parameter 0 calls finish all, parameter 0 calls conn.Close all
	h.finish()
}

func keepsInGoroutine(c io.Closer) { // summary: parameter 0 stores all, spawns all
	go func() { _ = c.Close() }()
}

func handsOn(c io.Closer, take func(io.Closer)) { // summary: parameter 0 calls Close all, parameter 0 stores some, parameter 1 calls itself all
	defer c.Close()
	take(c)
}

func sends(c io.Closer, to chan<- io.Closer) { // summary: parameter 0 stores all, parameter 1 sends all
	to <- c
}

func captures(c io.Closer) func() error { // summary: parameter 0 stores all
	return func() error { return c.Close() }
}

func collects(c io.Closer, all []io.Closer) []io.Closer { // summary: parameter 0 stores all, parameter 1 returned as 0, result 0 is parameter 1
	return append(all, c)
}

// Held by something that the function makes, it is still in sight.

func closesHeld(c io.Closer) { // summary: parameter 0 calls Close all
	h := &holder{conn: c, done: make(chan struct{})}
	h.finish()
}

func closesStored(c io.Closer) { // summary: parameter 0 calls Close some
	h := &holder{done: make(chan struct{})}
	h.conn = c
	h.finish()
}

func closesOther(c io.Closer, other io.Closer) { // summary: parameter 0 untouched, parameter 1 calls Close all
	pair := struct{ left, right io.Closer }{left: c, right: other}
	_ = pair.right.Close()
}

// Handed back, alone or inside.

func same(c io.Closer) io.Closer { // summary: parameter 0 returned as 0, result 0 is parameter 0
	return c
}

func closesSame(c io.Closer) { // summary: parameter 0 calls Close some
	_ = same(c).Close()
}

func wraps(c io.Closer) (int, *holder) { // summary: parameter 0 returned as 1, result 1 is parameter 0
	return 0, &holder{conn: c}
}

func buffers(f *os.File) *bufio.Reader { // summary: parameter 0 returned as 0
	return bufio.NewReader(f)
}

// What only borrows does no harm.
func readsLine(f *os.File) string { // summary: parameter 0 untouched
	line, _ := bufio.NewReader(f).ReadString('\n')
	return line
}

func inflates(f *os.File) error { // summary: parameter 0 untouched
	r := flate.NewReader(f)
	return r.(flate.Resetter).Reset(os.Stdin, nil)
}

func (h *holder) chained() *holder { // summary: receiver returned as 0, result 0 is receiver
	return h
}

func sameIfAny(c io.Closer, err error) (io.Closer, error) { // summary: parameter 0 returned as 0, result 0 is parameter 0
	if err != nil {
		return nil, err
	}
	return c, nil
}

func sameOrOther(c io.Closer, other bool) io.Closer { // summary: parameter 0 returned as 0
	if other {
		return os.Stdin
	}
	return c
}

// Channels that a goroutine of the function feeds.

func generates() <-chan int { // summary: result 0 fed by goroutine closed, spawns all
	out := make(chan int)
	go func() {
		defer close(out)
		out <- 1
	}()
	return out
}

func generatesForEver() <-chan int { // summary: result 0 fed by goroutine open, spawns all
	out := make(chan int)
	go forEver(out)
	return out
}

func forEver(out chan<- int) { // summary: parameter 0 sends all, blocks all
	for {
		out <- 1
	}
}

func generatesPerhaps(n int) <-chan int { // summary: spawns all
	out := make(chan int)
	go func() {
		out <- n
		if n > 0 {
			close(out)
		}
	}()
	return out
}

// What is handed to code that is not seen may be closed there.
func generatesUnseen(finish func(chan int)) <-chan int { // summary: parameter 0 stores all, spawns all
	out := make(chan int)
	go func() {
		defer finish(out)
		out <- 1
	}()
	return out
}

func generatesThrough() <-chan int { // summary: result 0 fed by goroutine closed, spawns all
	return generates()
}

func makesOnly() chan int { // summary: nothing
	return make(chan int)
}

// Calls that may block for ever whatever callers do.

func serves() { // blocks: all
	select {}
}

func servesIf(ok bool) error { // blocks: some
	if !ok {
		return io.EOF
	}
	forEver(make(chan int, 1))
	return nil
}

func servesHTTP() error { // blocks: all
	return http.ListenAndServe(":0", nil)
}

func servesInTurns(n int) { // blocks: some
	if n > 0 {
		servesInOtherTurns(n)
	}
}

func servesInOtherTurns(n int) { // blocks: all
	servesInTurns(n - 1)
	serves()
}

func servesAtTheEnd(n int) error { // blocks: all
	if n == 0 {
		return servesHTTP()
	}
	return servesAtTheEnd(n - 1)
}

func countsDown(n int) { // blocks: never
	if n > 0 {
		countsDown(n - 1)
	}
}

func waits(done <-chan struct{}) { // blocks: unknown
	<-done
}

func callsUnseen(f func()) { // blocks: unknown
	f()
}

func adds(a, b int) int { // blocks: never
	for range a {
		b++
	}
	return sum(a, b)
}

func sum(a, b int) int { // blocks: never
	return a + b
}

// Goroutines that may outlive the call.

func starts() { // spawns: all
	go serves()
}

func startsIf(ok bool) { // spawns: some
	if ok {
		starts()
	}
}

func startsAndWaits() { // spawns: unknown
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		adds(1, 2)
	}()
	wg.Wait()
}

func startsAndWaitsAtTheEnd() { // spawns: unknown
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Add(1)
	go func() {
		defer wg.Done()
		adds(1, 2)
	}()
}

func startsAndServes() { // spawns: all
	go adds(1, 2)
	serves()
}

// The library waits for them.
func startsJoined(t *testing.T) { // spawns: unknown
	t.Run("adds", func(t *testing.T) { adds(1, 2) })
}

func startsGroup(g *sync.WaitGroup) { // spawns: all
	g.Go(serves)
}

func startsNone(n int) int { // spawns: never
	return adds(n, n)
}

// Callers, where all of them are in sight.

func calledTwice() int { // callers: 2
	return 1
}

func callsIt() int { // callers: 0
	return calledTwice() + func() int { return calledTwice() }()
}

func takenAsValue() {} // callers: unknown

var taken = takenAsValue

func Exported() {} // callers: unknown

func (h *holder) only() {} // callers: 1

func callsOnly(h *holder) { // callers: 0
	defer h.only()
}

// An interface of another package may have an exported method.
func (h *holder) Flush() {} // callers: unknown

func (h *holder) later() {} // callers: unknown

func callsLater(h *holder) { // callers: 0
	h.Flush()
	run := h.later
	run()
}

func main() {} // callers: unknown

func init() {} // callers: unknown

type opener interface{ open() }

func (h *holder) open() {} // callers: unknown

func opens(o opener) { o.open() }

// Fresh resources, for which the caller must answer.

func opensFile(name string) (*os.File, error) { // summary: result 0 fresh file
	return os.Open(name)
}

func opensChecked(name string) (*os.File, error) { // summary: result 0 fresh file
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if _, err := f.Stat(); err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

func opensNamed(name string) (f *os.File, err error) { // summary: result 0 fresh file
	f, err = opensChecked(name)
	return
}

func fetches(url string, retries int) (*http.Response, error) { // summary: result 0 fresh response
	resp, err := http.Get(url)
	if err != nil && retries > 0 {
		return fetches(url, retries-1)
	}
	return resp, err
}

// What another round closes is another response.
func retries(url string) (*http.Response, error) { // summary: result 0 fresh response
	for {
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode == http.StatusOK {
			return resp, err
		}
		resp.Body.Close()
	}
}

func cancellable() (context.Context, context.CancelFunc) { // summary: result 1 fresh cancel
	ctx, cancel := context.WithCancel(context.Background())
	return ctx, cancel
}

// Somebody else answers for it, or it is something else.

func opensClosed(name string) *os.File { // summary: nothing
	f, _ := os.Open(name)
	defer f.Close()
	return f
}

func opensKept(name string, h *holder) *os.File { // summary: parameter 1 untouched
	f, _ := os.Open(name)
	h.conn = f
	return f
}

func opensOrStandard(name string) *os.File { // summary: nothing
	if name == "" {
		return os.Stdin
	}
	f, _ := os.Open(name)
	return f
}

// Through interfaces of which all implementations are in sight.

type sink interface {
	take(c io.Closer)
	seal()
}

type closing struct{}

func (closing) take(c io.Closer) { _ = c.Close() } // summary: parameter 0 calls Close all
func (closing) seal()            {}

type tracing struct{ opened int }

func (t *tracing) take(c io.Closer) { // summary: parameter 0 calls Close all
	t.opened++
	closes(c)
}
func (t *tracing) seal() { select {} }

func drops(s sink, c io.Closer) { // summary: parameter 0 calls take all, parameter 1 calls Close all
	s.take(c)
}

func seals(s sink) { // blocks: some
	s.seal()
}

// What all of them do on every path is certain, what one of them does is not.

type ending interface{ end(c io.Closer) }

func (closing) end(c io.Closer) { _ = c.Close() }

func (t *tracing) end(c io.Closer) { t.opened-- }

func ends(e ending, c io.Closer) { // summary: parameter 0 calls end all, parameter 1 calls Close some
	e.end(c)
}

// Anybody can implement an exported interface, and *os.File this one.

type Sink interface{ Take(c io.Closer) }

func dropsUnseen(s Sink, c io.Closer) { // summary: parameter 0 calls Take all, parameter 1 stores some
	s.Take(c)
}

type readFroms interface {
	ReadFrom(r io.Reader) (int64, error)
}

func (closing) ReadFrom(r io.Reader) (int64, error) { return 0, nil } // summary: parameter 0 untouched, never fails

func readsUnseen(to readFroms, r io.Reader) { // summary: parameter 0 calls ReadFrom all, parameter 1 stores some
	_, _ = to.ReadFrom(r)
}

// Fields, whatever the instance: "stopped somewhere" counts for all of them.

type poller struct {
	ticker *time.Ticker
	other  *time.Ticker
	quit   chan struct{}
	Shared io.Closer
}

func (p *poller) run(handle func(*time.Ticker)) {
	p.ticker = time.NewTicker(time.Second) // field: it calls Stop some
	p.other = time.NewTicker(time.Minute)  // field: it stores some
	p.quit = make(chan struct{})           // field: it closes some, it receives some
	p.Shared = os.Stdin                    // field: unknown
	<-p.quit
	handle(p.other)
}

func (p *poller) close() {
	t := p.ticker
	stopTicker(t)
	quit := p.quit
	close(quit)
}

func stopTicker(t *time.Ticker) { t.Stop() }

// A context around the one that is given, on every return that gives one.

type key struct{}

func tagged(ctx context.Context, tag string) context.Context { // summary: nests parameter 0
	return context.WithValue(ctx, key{}, tag)
}

func taggedTwice(ctx context.Context, err error) (context.Context, error) { // summary: nests parameter 0
	if err != nil {
		return nil, err
	}
	inner := tagged(ctx, "inner")
	outer := tagged(inner, "outer")
	return outer, nil
}

// Whoever finds the tag there leaves it at that.
func taggedOnce(ctx context.Context) context.Context { // summary: nothing
	if ctx.Value(key{}) != nil {
		return ctx
	}
	return tagged(ctx, "once")
}
