package channels

import (
	"context"
	"errors"
	"time"
)

var errLate = errors.New("late")

func work() error { return nil }

// Where a channel is made, what it holds, and who does what with it.

const size = 2

func capacities(n int) {
	a := make(chan int)         // channel: capacity 0, 1 send, 1 receive, local
	b := make(chan int, size+1) // channel: capacity 3, local
	c := make(chan int, n)      // channel: capacity n, local
	_, _ = b, c
	go func() { a <- 1 }()
	<-a
}

// A conversion to a channel of one direction, an alias and a parameter are the same channel.
func directions() {
	c := make(chan int, 1) // channel: capacity 1, 1 send, 1 receive, 1 range, 1 close, local
	out := (<-chan int)(c)
	var in chan<- int = c
	go feed(in)
	<-out
	for range out {
	}
}

func feed(to chan<- int) {
	to <- 1
	close(to)
}

// An unexported field of the package is followed through all instances, methods and aliases.
type queue struct{ items chan int }

func newQueue() *queue {
	return &queue{items: make(chan int)} // channel: capacity 0, 1 send, 2 receives (1 selected), 1 close, shared
}

func (q *queue) put()      { q.items <- 1 }
func (q *queue) take() int { return <-q.items }
func (q *queue) stop() {
	done := q.items
	close(done)
}
func (q *queue) poll() {
	select {
	case <-q.items:
	default:
	}
}

// Whoever gets a channel that is not seen may do anything with it.
type Exported struct{ C chan int }

func escaping() *Exported {
	e := &Exported{}
	e.C = make(chan int) // channel: capacity 0, escapes
	return e
}

// A package-level variable may be given another channel, or be sent to, by anybody in the package.
var events chan int

func listen() {
	events = make(chan int) // channel: capacity 0, 1 send, shared
	events <- 1             // unguarded: no
}

// A send is left behind if the function can leave before it receives.

func gaveUp(d time.Duration) error {
	done := make(chan error) // abandoned: return
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-time.After(d):
		return errLate
	}
}

// Who has seen the channel closed has received all.
func untilClosed(tasks []func() error) error {
	results := make(chan error) // abandoned: never
	go func() {
		defer close(results)
		for _, task := range tasks {
			results <- task()
		}
	}()
	for {
		if _, ok := <-results; !ok {
			return errLate
		}
	}
}

// A consumer that leaves at what may be the last value, where another one lets it go on.
func untilFailure(tasks []func() error) error {
	results := make(chan error) // abandoned: never
	go func() {
		defer close(results)
		for _, task := range tasks {
			if err := task(); err != nil {
				results <- err
				return
			}
			results <- nil
		}
	}()
	for err := range results {
		if err != nil {
			return err
		}
	}
	return nil
}

// What is received is always nil, so that nothing is passed on.
func untilEnd(tasks []func(), d time.Duration) error {
	ended := make(chan error, len(tasks))
	for _, task := range tasks {
		go func() { ended <- succeed(task) }()
	}
	failed := make(chan error) // abandoned: never
	go func() {
		for range tasks {
			if err := <-ended; err != nil {
				failed <- err
			}
		}
	}()
	select {
	case err := <-failed:
		return err
	case <-time.After(d):
		return nil
	}
}

func succeed(task func()) error {
	task()
	return nil
}

// Some of what is received may be an error.
func untilFirst(tasks []func() error, d time.Duration) error {
	ended := make(chan error, len(tasks))
	for _, task := range tasks {
		go func() { ended <- task() }()
	}
	failed := make(chan error) // abandoned: return
	go func() {
		for range tasks {
			if err := <-ended; err != nil {
				failed <- err
			}
		}
	}()
	select {
	case err := <-failed:
		return err
	case <-time.After(d):
		return nil
	}
}

// There is room for what is sent.
func hasRoom(d time.Duration) error {
	done := make(chan error, 1) // abandoned: never
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-time.After(d):
		return errLate
	}
}

// A capacity that is the number of senders covers them; what else it may be is not known, so nothing is said.
func asManyAsSenders(tasks []func() error) error {
	results := make(chan error, len(tasks)) // abandoned: never
	for _, task := range tasks {
		go func() { results <- task() }()
	}
	return <-results
}

func asManyAsCounted(n int) error {
	results := make(chan error, n) // abandoned: never
	for range n {
		go func() { results <- work() }()
	}
	return <-results
}

func moreThanBefore(tasks []func() error, last func() error) error {
	results := make(chan error, len(tasks)) // abandoned: never
	for _, task := range append(tasks, last) {
		go func() { results <- task() }()
	}
	return <-results
}

// One constant is compared with the other.
func twoForOne() error {
	results := make(chan error, 1) // abandoned: return
	for range 3 {
		go func() { results <- work() }()
	}
	return <-results
}

// A variable that holds one channel or another does not say how much room there is.
func oneOrTheOther(buffered bool, d time.Duration) error {
	done := make(chan error) // abandoned: never
	if buffered {
		done = make(chan error, 1)
	}
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-time.After(d):
		return errLate
	}
}

// The sender can give up as well.
func senderGivesUp(ctx context.Context) error {
	done := make(chan error) // abandoned: never
	go func() {
		select {
		case done <- work():
		case <-ctx.Done():
		}
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Leaving the select is not leaving the loop: the next round waits for the sender again.
func breaksTheSelectOnly(tick <-chan time.Time) error {
	done := make(chan error) // abandoned: never
	go func() { done <- work() }()
	for {
		select {
		case err := <-done:
			return err
		case <-tick:
			break
		}
	}
}

func leavesTheLoop(tick <-chan time.Time) error {
	done := make(chan error) // abandoned: return
	go func() { done <- work() }()
wait:
	for {
		select {
		case err := <-done:
			return err
		case <-tick:
			break wait
		}
	}
	return errLate
}

// Nothing ever comes through a nil channel. In a select with another case it is how a case is switched off.

func nilSend() {
	var c chan int // stuck: nil
	c <- 1
}

func switchedOff(in <-chan int) {
	var off chan int // stuck: no
	for {
		select {
		case off <- 1:
		case <-in:
			return
		}
	}
}

func perhapsMade(buffered bool) {
	var c chan int // stuck: no
	if buffered {
		c = make(chan int, 1)
	}
	c <- 1
}

func nobodyReceives() {
	c := make(chan int) // stuck: no-receiver
	c <- 1
}

func receivesTooLate() {
	c := make(chan int) // stuck: no-receiver-yet
	c <- 1
	go func() { <-c }()
}

// A loop over a channel ends when it is closed, and only then.

func neverCloses() {
	jobs := make(chan int) // endless: never closed
	go func() {
		for range jobs {
		}
	}()
	jobs <- 1
}

// Who sends for ever does not mean the loop to end.
func sendsForEver() {
	jobs := make(chan int) // endless: no
	go func() {
		for range jobs {
		}
	}()
	for {
		jobs <- 1
	}
}

// A loop that ends in another way as well needs no close, and whoever gets the channel may close it.
func leavesAtZero() {
	jobs := make(chan int) // endless: no
	go func() {
		for job := range jobs {
			if job == 0 {
				return
			}
		}
	}()
	jobs <- 0
}

func handsOut() chan<- int {
	jobs := make(chan int) // endless: no
	go func() {
		for range jobs {
		}
	}()
	jobs <- 1
	return jobs
}

func closesOnSuccess(n int) error {
	jobs := make(chan int) // endless: not closed on every path
	go func() {
		for range jobs {
		}
	}()
	if n == 0 {
		return errLate
	}
	jobs <- n
	close(jobs)
	return nil
}

func closesAlways(n int) error {
	jobs := make(chan int) // endless: no
	defer close(jobs)
	go func() {
		for range jobs {
		}
	}()
	if n == 0 {
		return errLate
	}
	jobs <- n
	return nil
}

// One send of a producer looks for the end of its reader, the other does not.
func producer(ctx context.Context) <-chan int {
	out := make(chan int) // channel: capacity 0, 2 sends (1 selected), escapes
	go func() {
		for i := 0; ; i++ {
			select {
			case out <- i:
			case <-ctx.Done():
				out <- -1 // unguarded: sibling
				return
			}
		}
	}()
	return out
}

// A case of a loop's select leaves the loop only if it does, not by leaving the select.
func forwards(in <-chan int, stop <-chan struct{}) {
	out := make(chan int)
	go func() {
		for {
			select {
			case n := <-in:
				out <- n // unguarded: loop
			case <-stop:
				return
			}
		}
	}()
	go func() { <-out }()
}

func forwardsForEver(in <-chan int, stop <-chan struct{}) {
	out := make(chan int)
	go func() {
		for {
			select {
			case n := <-in:
				out <- n // unguarded: no
			case <-stop:
				break
			}
		}
	}()
	go func() { <-out }()
}

// Whoever goes on receiving takes what is sent.
func forwardsToStayer(in <-chan int, stop <-chan struct{}) {
	out := make(chan int)
	go func() {
		for {
			select {
			case n := <-in:
				out <- n // unguarded: no
			case <-stop:
				return
			}
		}
	}()
	go func() {
		for {
			<-out
		}
	}()
}

type peer interface {
	Send(int) error
	Recv() (int, error)
}

// A peer answers what it is asked, and another goroutine asks it only for what the maker wants.
func answers(p peer, numbers []int) {
	requests := make(chan int)
	replies := make(chan int, 1) // abandoned: never
	go func() {
		for n := range requests {
			_ = p.Send(n)
		}
	}()
	go func() {
		for {
			n, err := p.Recv()
			if err != nil {
				return
			}
			replies <- n
		}
	}()
	defer close(requests)
	for _, n := range numbers {
		requests <- n
		select {
		case <-replies:
		case <-time.After(time.Second):
			return
		}
	}
}

func unasked(p peer, numbers []int) {
	replies := make(chan int, 1) // abandoned: return
	go func() {
		for {
			n, err := p.Recv()
			if err != nil {
				return
			}
			replies <- n
		}
	}()
	for range numbers {
		select {
		case <-replies:
		case <-time.After(time.Second):
			return
		}
	}
}
