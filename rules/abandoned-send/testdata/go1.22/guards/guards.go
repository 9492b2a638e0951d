// Package guards holds what looks like an abandoned send and is none.
// Each function says why it is left alone.
package guards

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
	"time"
)

var errTimeout = errors.New("timed out")

// The send gives up at the same signal.
func selects(ctx context.Context, work func() int) (int, error) {
	result := make(chan int)
	go func() {
		select {
		case result <- work():
		case <-ctx.Done():
		}
	}()
	select {
	case n := <-result:
		return n, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// The other case takes the value before it leaves.
func takesItAnyway(ctx context.Context, cancel func(), work func() error) error {
	done := make(chan error)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		cancel()
		<-done
		return ctx.Err()
	}
}

// A deferred function drains what comes.
func drains(ctx context.Context, work func(int) error) error {
	errs := make(chan error)
	go func() {
		defer close(errs)
		for i := range 10 {
			errs <- work(i)
		}
	}()
	defer func() {
		for range errs {
		}
	}()
	select {
	case err := <-errs:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// The loop is left only after the receive (gVisor 2762: not a bug).
func untilReceived(work func() int, tick <-chan time.Time, report func()) int {
	result := make(chan int)
	go func() { result <- work() }()
	for {
		select {
		case n := <-result:
			return n
		case <-tick:
			report()
		}
	}
}

// The goroutine tells that it has finished after its last send.
func finished(items []int, work func(int) error) (failed int) {
	errs := make(chan error)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, item := range items {
			if err := work(item); err != nil {
				errs <- err
			}
		}
	}()
	for {
		select {
		case <-errs:
			failed++
		case <-done:
			return failed
		}
	}
}

// All senders have finished when the second channel is closed.
func afterWait(items []int, work func(int) error) (failed int) {
	errs := make(chan error)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for _, item := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := work(item); err != nil {
				errs <- err
			}
		}()
	}
	go func() {
		wg.Wait()
		close(done)
	}()
	for {
		select {
		case <-errs:
			failed++
		case <-done:
			return failed
		}
	}
}

// One of two values is sent, and each way out has received it.
func oneOfTwo(work func() (int, error)) (int, error) {
	result := make(chan int)
	failed := make(chan error)
	go func() {
		n, err := work()
		if err != nil {
			failed <- err
			return
		}
		result <- n
	}()
	select {
	case n := <-result:
		return n, nil
	case err := <-failed:
		return 0, err
	}
}

// A panic of the goroutine is reported on a channel of its own, in place of the result.
func recovered(work func() error) error {
	done := make(chan error)
	panicked := make(chan any, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				panicked <- p
			}
		}()
		done <- work()
	}()
	select {
	case p := <-panicked:
		panic(p)
	case err := <-done:
		return err
	}
}

// The same condition starts the goroutine and receives from it.
func sameCondition(async bool, work func() error) error {
	done := make(chan error)
	if async {
		go func() { done <- work() }()
	}
	if async {
		return <-done
	}
	return work()
}

// A flag tells whether the goroutine was started.
func flag(items []int, work func(int) error) error {
	done := make(chan error)
	started := false
	if len(items) > 0 {
		started = true
		go func() { done <- work(items[0]) }()
	}
	if started {
		return <-done
	}
	return nil
}

// The program ends.
func exits(work func() error, patience time.Duration) error {
	done := make(chan error)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		os.Exit(1)
	}
	return nil
}

// A panic ends the program or a test that has failed.
func panics(work func() error, patience time.Duration) error {
	done := make(chan error)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		panic("too slow")
	}
}

// Somebody else has the channel, too.
type server struct {
	results chan int
}

func (s *server) start(work func() int, patience time.Duration) (int, error) {
	results := make(chan int)
	s.results = results
	go func() { results <- work() }()
	select {
	case n := <-results:
		return n, nil
	case <-time.After(patience):
		return 0, errTimeout
	}
}

// The caller receives.
func returned(work func() int) <-chan int {
	result := make(chan int)
	go func() { result <- work() }()
	return result
}

// The capacity is known only when the program runs.
func configured(size int, work func() int, patience time.Duration) (int, error) {
	result := make(chan int, size)
	go func() { result <- work() }()
	select {
	case n := <-result:
		return n, nil
	case <-time.After(patience):
		return 0, errTimeout
	}
}

// Another goroutine receives: that it may leave early is not looked at.
func elsewhere(work func() int, patience time.Duration, use func(int)) {
	result := make(chan int)
	go func() { result <- work() }() // miss "result"
	go func() {
		select {
		case n := <-result:
			use(n)
		case <-time.After(patience):
		}
	}()
}

// The timer may be stopped before it sends.
func timer(done <-chan struct{}) {
	fired := make(chan bool)
	t := time.AfterFunc(time.Minute, func() { fired <- true })
	defer t.Stop()
	select {
	case <-fired:
	case <-done:
	}
}

// The goroutine answers what it is asked, and every question has taken its answer.
func asked(questions []string, answer func(string) string) []string {
	in := make(chan string, 1)
	out := make(chan string, 1)
	go func() {
		for question := range in {
			out <- answer(question)
		}
	}()
	defer close(in)
	var answers []string
	for _, question := range questions {
		in <- question
		got := <-out
		if got == "" {
			return nil
		}
		answers = append(answers, got)
	}
	return answers
}

// The sender cancels the context itself when it has finished.
func cancelledBySender(items []int, use func(int)) {
	ctx, cancel := context.WithCancel(context.Background())
	stream := make(chan int)
	go func() {
		defer cancel()
		for _, item := range items {
			stream <- item
		}
	}()
	for {
		select {
		case item := <-stream:
			use(item)
		case <-ctx.Done():
			return
		}
	}
}

// The loop counts what it has received and leaves when that is everything.
func counted(items []int, work func(int) error, tick <-chan time.Time, report func()) (failed int) {
	results := make(chan error)
	pending := 0
	for _, item := range items {
		pending++
		go func() { results <- work(item) }()
	}
	for {
		select {
		case err := <-results:
			if err != nil {
				failed++
			}
			if pending--; pending == 0 {
				return failed
			}
		case <-tick:
			report()
		}
	}
}

// The signal after the wait is deferred.
func deferredSignal(items []int, work func(int) error) (failed int) {
	errs := make(chan error)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for _, item := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := work(item); err != nil {
				errs <- err
			}
		}()
	}
	go func() {
		defer close(done)
		wg.Wait()
	}()
	for {
		select {
		case <-errs:
			failed++
		case <-done:
			return failed
		}
	}
}

// As many goroutines as the channel holds, each of which sends once.
func capacityRounds(work func() error) error {
	errs := make(chan error, 4)
	for range cap(errs) {
		go func() {
			var err error
			for range 2 {
				err = work()
			}
			errs <- err
		}()
	}
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	for i := 0; i < cap(errs); i++ {
		select {
		case err := <-errs:
			if err != nil {
				return err
			}
		case <-timer.C:
			return errTimeout
		}
	}
	return nil
}

type cache struct{ entries map[string]string }

// It has an error for its interface only.
func (c *cache) flush() error {
	if len(c.entries) == 0 {
		return nil
	}
	clear(c.entries)
	return nil
}

// The send needs an error that never comes.
func (c *cache) stop() error {
	failed := make(chan error)
	go func() {
		defer close(failed)
		err := c.flush()
		if err != nil {
			failed <- err
		}
	}()
	select {
	case err := <-failed:
		return err
	case <-time.After(time.Minute):
		return errTimeout
	}
}

// The second goroutine goes on to its send only if the first one has not needed its own.
func handOver(offer, accept func() error) error {
	errs := make(chan error)
	var offered, accepted sync.WaitGroup
	offered.Add(1)
	accepted.Add(1)
	go func() {
		if err := offer(); err != nil {
			errs <- err
			return
		}
		offered.Done()
		accepted.Wait()
	}()
	go func() {
		offered.Wait()
		if err := accept(); err != nil {
			errs <- err
			return
		}
		accepted.Done()
	}()
	return <-errs
}

// What the goroutine reads from is closed on return, and it tells that from other errors.
func decoded(dial func() (net.Conn, error), decode func(io.Reader) (string, error)) (string, error) {
	conn, err := dial()
	if err != nil {
		return "", err
	}
	defer conn.Close()
	failed := make(chan error)
	messages := make(chan string, 1)
	go func() {
		for {
			message, err := decode(conn)
			if err != nil {
				if err == io.EOF || errors.Is(err, net.ErrClosed) {
					return
				}
				failed <- err
				return
			}
			select {
			case messages <- message:
			default:
			}
		}
	}()
	select {
	case message := <-messages:
		return message, nil
	case err := <-failed:
		return "", err
	}
}

// The server ends with an error of its own when it is shut down.
func serve(ctx context.Context, server *http.Server) error {
	failed := make(chan error)
	go func() {
		if err := server.ListenAndServe(); err != nil && err != http.ErrServerClosed {
			failed <- err
		}
	}()
	select {
	case <-ctx.Done():
		return server.Shutdown(context.Background())
	case err := <-failed:
		return err
	}
}

// So does one that was begun in two ways, with a comparison of the whole chain.
func serveEither(ctx context.Context, server *http.Server, listener net.Listener, secure bool) error {
	failed := make(chan error)
	go func() {
		var err error
		if secure {
			err = server.ServeTLS(listener, "", "")
		} else {
			err = server.Serve(listener)
		}
		if !errors.Is(err, http.ErrServerClosed) {
			failed <- err
		}
	}()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	return server.Shutdown(context.Background())
}

// Here nothing ends the server.
func serveOn(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error)
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			failed <- err // want "serveOn returns without receiving from failed"
		}
	}()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// After a panic the deferred function sends in place of the last statement.
func recoveredInPlace(work func() error, patience time.Duration) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- errTimeout
			}
		}()
		done <- work()
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return errTimeout
	}
}

// The same, with a variable declared apart and an early return.
func recoveredEarly(work func() error, patience time.Duration) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			r := recover()
			if r == nil {
				return
			}
			done <- errTimeout
		}()
		if err := work(); err != nil {
			done <- err
			return
		}
		done <- nil
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return errTimeout
	}
}

// The flag tells whether the work has come to its end.
func flagged(work func() error, patience time.Duration) error {
	done := make(chan error, 1)
	go func() {
		var returned bool
		defer func() {
			if !returned {
				done <- errTimeout
			}
		}()
		done <- work()
		returned = true
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return errTimeout
	}
}

// The other way round: it stands for a panic until the work has returned.
func flaggedPanic(work func() error, patience time.Duration) error {
	done := make(chan error, 1)
	go func() {
		panicking := true
		defer func() {
			if panicking {
				done <- errTimeout
			}
		}()
		err := work()
		panicking = false
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return errTimeout
	}
}

// One way leaves with the flag unset after it has sent, and there the deferred function sends as well.
func flaggedLate(work func() error, patience time.Duration) error {
	done := make(chan error, 1)
	go func() {
		returned := false
		defer func() {
			if !returned {
				done <- errTimeout // want "flaggedLate returns without receiving from done"
			}
		}()
		if err := work(); err != nil {
			done <- err
			return
		}
		returned = true
		done <- nil
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return errTimeout
	}
}

// Without a panic the deferred function sends as well.
func sendsTwice(work func() error, patience time.Duration) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p == nil {
				done <- nil // want "sendsTwice returns without receiving from done"
			}
		}()
		done <- work()
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return errTimeout
	}
}

// The capacity is too small for the one value.
func recoveredUnbuffered(work func() error, patience time.Duration) error {
	done := make(chan error)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- errTimeout // want "make done with capacity 1"
			}
		}()
		done <- work()
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return errTimeout
	}
}

// The loop ends when the channel is found closed, as a range would.
func untilClosed(names []string) (count int) {
	found := make(chan string)
	go func() {
		defer close(found)
		for _, name := range names {
			found <- name
		}
	}()
	for {
		select {
		case _, ok := <-found:
			if !ok {
				return count
			}
			count++
		}
	}
}

func takenUntilClosed(names []string) (count int) {
	found := make(chan string)
	go func() {
		defer close(found)
		for _, name := range names {
			found <- name
		}
	}()
	for {
		if _, more := <-found; !more {
			break
		}
		count++
	}
	return count
}

type parsed struct {
	value int
	err   error
}

// The producer sends an error last, and that is where the consumer leaves.
func sumOf(names []string, parse func(string) (int, error)) (sum int, err error) {
	values := make(chan parsed)
	go func() {
		defer close(values)
		for _, name := range names {
			value, err := parse(name)
			if err != nil {
				values <- parsed{err: err}
				return
			}
			values <- parsed{value: value}
		}
	}()
	for v := range values {
		if err := v.err; err != nil {
			return 0, err
		}
		sum += v.value
	}
	return sum, nil
}

// What the goroutine says in a variable before it ends is checked: who leaves then leaves nobody behind.
func tellsBeforeItEnds(r io.Reader, read func(io.Reader) (string, error), use func(string) error) error {
	lines := make(chan string, 10)
	var readErr error
	go func() {
		defer close(lines)
		for {
			line, err := read(r)
			if err != nil {
				readErr = err
				return
			}
			lines <- line
		}
	}()
	var useErr error
	for line := range lines {
		if useErr = use(line); useErr != nil {
			break
		}
	}
	if readErr != nil {
		return readErr
	}
	for range lines {
	}
	return useErr
}

// The goroutine closes the other channel when it ends, so the loop over that one ends after all sends.
func closesTheOther(r io.Reader, read func(io.Reader) (string, error), use func(string)) error {
	lines := make(chan string)
	errs := make(chan error)
	go func() {
		defer close(lines)
		for {
			line, err := read(r)
			if err != nil {
				errs <- err
				continue
			}
			lines <- line
		}
	}()
	for line := range lines {
		use(line)
	}
	select {
	case err := <-errs:
		return err
	default:
		return nil
	}
}

// The collector still waits for results when the function returns early: it does not come to its send.
func collect(tasks []func() error, prepare func() error) error {
	results := make(chan error)
	errs := make(chan error)
	go collectFrom(results, errs)
	for _, task := range tasks {
		if err := prepare(); err != nil {
			return err
		}
		results <- task()
	}
	close(results)
	return <-errs
}

func collectFrom(results <-chan error, errs chan<- error) {
	var first error
	defer func() { errs <- first }()
	for err := range results {
		first = err
	}
}

// Here the loop over results is over before the function leaves.
func collected(tasks []func() error, finish func() error) error {
	for {
		results := make(chan error)
		errs := make(chan error)
		go collectFrom(results, errs) // want "collected returns without receiving from errs"
		for _, task := range tasks {
			results <- task()
		}
		close(results)
		if err := finish(); err != nil {
			return err
		}
		<-errs
	}
}

type peer interface {
	Send(request string) error
	Recv() (string, error)
}

// One answer comes for each request, which another goroutine sends: there is room for it.
func converse(ctx context.Context, p peer, next func() (string, error)) error {
	requests, answers := make(chan string), make(chan string, 1)
	errs := make(chan error, 2)
	go func() {
		for request := range requests {
			if err := p.Send(request); err != nil {
				errs <- err
				return
			}
		}
	}()
	go func() {
		for {
			answer, err := p.Recv()
			if err != nil {
				errs <- err
				return
			}
			answers <- answer
		}
	}()
	defer close(requests)
	for {
		request, err := next()
		if err != nil {
			return err
		}
		select {
		case requests <- request:
		case err := <-errs:
			return err
		}
		select {
		case <-answers:
		case err := <-errs:
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// What the readers report is always nil: no error is passed on, so nothing is sent.
func gather(sources []func() string, use func(string) error) error {
	lines := make(chan string, len(sources))
	ended := make(chan error, len(sources))
	for _, source := range sources {
		go func() { ended <- read(source, lines) }()
	}
	failed := make(chan error)
	go func() {
		for range sources {
			if err := <-ended; err != nil {
				failed <- err
			}
		}
		close(lines)
	}()
	for {
		select {
		case err := <-failed:
			return err
		case line, ok := <-lines:
			if !ok {
				return nil
			}
			if err := use(line); err != nil {
				return err
			}
		}
	}
}

func read(source func() string, lines chan<- string) error {
	select {
	case lines <- source():
	default:
	}
	return nil
}
