// Package channels holds receives from channels to which nothing can come.
package channels

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/signal"
	"sync"
	"time"
)

// doc:bad
func watch(cmd interface{ Wait() error }, stop func()) {
	done := make(chan struct{})
	go func() {
		<-done // want "nothing ever sends to done or closes it"
		stop()
	}()
	if err := cmd.Wait(); err != nil {
		return
	}
}

// doc:end

// doc:good
func watchAndEnd(cmd interface{ Wait() error }, stop func()) {
	done := make(chan struct{})
	defer close(done)
	go func() {
		<-done
		stop()
	}()
	if err := cmd.Wait(); err != nil {
		return
	}
}

// doc:end

// The inner done hides the outer one, which nobody closes.
func hidden(work func(), asynchronous bool) {
	done := make(chan struct{})
	if asynchronous {
		done := make(chan struct{})
		go func() {
			work()
			close(done)
		}()
	}
	<-done // want "nothing ever sends to done"
	fmt.Println("ready")
}

func buffered() int {
	results := make(chan int, 1)
	return <-results // want "nothing ever sends to results"
}

func ranged(print func(int)) {
	values := make(chan int)
	go func() {
		for v := range values { // want "nothing ever sends to values"
			print(v)
		}
	}()
}

func singleCase(print func(int)) {
	values := make(chan int)
	go func() {
		select {
		case v := <-values: // want "nothing ever sends to values"
			print(v)
		}
	}()
}

// Handed to the one function that receives.
func handed() {
	answers := make(chan int)
	go consume(answers)
}

func consume(answers <-chan int) {
	fmt.Println(<-answers) // want "nothing ever sends to answers"
}

// A caller may leave a stop signal out.
func neverStopped() {
	run(make(chan struct{}))
}

func run(stop <-chan struct{}) {
	fmt.Println("running")
	<-stop
	fmt.Println("stopped")
}

// This one gets other channels as well.
func handedToMany() {
	first := make(chan int)
	go print(first)
	second := make(chan int, 1)
	second <- 1
	go print(second)
}

func print(c <-chan int) {
	fmt.Println(<-c)
}

// Blocks on purpose.
func serve() {
	go fmt.Println("serving")
	forever := make(chan struct{})
	<-forever
}

// Blocks on purpose, with a result that is never given.
func serveOrFail() error {
	forever := make(chan struct{})
	<-forever
	return nil
}

// Another case can win.
func selects(ctx context.Context) {
	values := make(chan int)
	select {
	case <-values:
	case <-ctx.Done():
	}
	select {
	case <-values:
	default:
	}
}

// The runtime sends.
func signals() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	<-c
	fmt.Println("interrupted")
}

// Others have it.
type server struct{ done chan struct{} }

func (s *server) start() {
	done := make(chan struct{})
	s.done = done
	<-done
	fmt.Println("done")
}

func returned() <-chan int {
	c := make(chan int)
	go func() { fmt.Println(<-c) }()
	return c
}

// Closed by a method value, a deferred call and through another name.
func closed(once *sync.Once) {
	a, b := make(chan int), make(chan int)
	other := b
	once.Do(func() { close(a) })
	defer close(other)
	go func() {
		<-a
		<-b
	}()
}

// Kept in a map, so that others may close it.
func kept(all map[string]chan int) {
	c := make(chan int)
	all["c"] = c
	<-c
	fmt.Println("c")
}

// The variable gets another channel.
func replaced(d time.Duration) {
	tick := make(<-chan time.Time)
	if d > 0 {
		tick = time.After(d)
	}
	<-tick
	fmt.Println("tick")
}

// A signal that nobody gives: the goroutine ends with the context of the callers alone, if that ends.
func hiddenStop(ctx context.Context, cmd interface {
	Wait() error
	Kill()
}) error {
	var done chan struct{}
	if ctx != nil {
		done := make(chan struct{})
		go func() {
			select {
			case <-ctx.Done():
				cmd.Kill()
			case <-done: // want "so this case is never taken and its goroutine stays when the work is done"
			}
		}()
	}
	err := cmd.Wait()
	if done != nil {
		close(done)
	}
	return err
}

// Nothing else leaves the loop.
func pollForEver(work func()) {
	quit := make(chan bool)
	ticker := time.NewTicker(time.Second)
	go func() {
		for {
			select {
			case <-ticker.C:
				work()
			case <-quit: // want "nothing ever sends to quit or closes it"
				ticker.Stop()
				return
			}
		}
	}()
}

// The work ends the loop.
func pollUntilDone(work func() bool) {
	quit := make(chan bool)
	ticker := time.NewTicker(time.Second)
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				if work() {
					return
				}
			case <-quit:
				return
			}
		}
	}()
}

// Another channel of the function lets it go.
func eitherOfTwo(work func() error) error {
	never, done := make(chan struct{}), make(chan struct{})
	go func() {
		select {
		case <-never:
		case <-done:
		}
	}()
	defer close(done)
	return work()
}

// The context ends with the function.
func ownContext(ctx context.Context, work func(context.Context)) {
	ctx2, cancel := context.WithCancel(ctx)
	defer cancel()
	never := make(chan struct{})
	go func() {
		select {
		case <-never:
		case <-ctx2.Done():
		}
	}()
	work(ctx2)
}

// A caller may know when to close what it gets.
func stopper(work func()) chan<- struct{} {
	quit := make(chan struct{})
	go func() {
		for {
			select {
			case <-quit:
				return
			case <-time.After(time.Second):
				work()
			}
		}
	}()
	return quit
}

// The function itself may choose to wait.
func blocksItself(ctx context.Context) {
	never := make(chan struct{})
	select {
	case <-never:
	case <-ctx.Done():
	}
}

type dialer struct{ onOpen func(conn net.Conn) }

// Whoever gets the callback may call it or not, in a goroutine that has nothing else to do.
func dial(open func(dialer) error) error {
	done := make(chan struct{})
	return open(dialer{onOpen: func(conn net.Conn) {
		<-done // wider "nothing ever sends to done"
		conn.Close()
	}})
}

// A literal that is called in place is no callback.
func locked(mu *sync.Mutex) {
	done := make(chan struct{})
	func() {
		mu.Lock()
		defer mu.Unlock()
		<-done // want "nothing ever sends to done"
	}()
	fmt.Println("done")
}
