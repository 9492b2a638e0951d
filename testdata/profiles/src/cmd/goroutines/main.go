// Command goroutines starts goroutines in all the ways there are, leaves them blocked, and writes their profiles.
package main

import (
	"context"
	"flag"
	"io"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"sync"
	"time"
)

// What the garbage collector can reach is blocked, but not proven to be leaked.
var (
	reachable = make(chan int)
	lock      sync.Mutex
)

func main() {
	dir := flag.String("dir", ".", "directory for the profiles")
	wait := flag.Duration("wait", 65*time.Second, "how long the goroutines are blocked")
	flag.Parse()
	lock.Lock()
	start()
	runtime.GC() // from here on the runtime counts how long they wait
	time.Sleep(*wait)
	for _, form := range []struct {
		profile, file string
		debug         int
	}{
		{"goroutine", "goroutine.pb.gz", 0},
		{"goroutine", "goroutine.txt", 1},
		{"goroutineleak", "goroutineleak.pb.gz", 0},
		{"goroutineleak", "goroutineleak.txt", 1},
		{"goroutine", "goroutine.dump.txt", 2},
	} {
		if err := write(form.profile, filepath.Join(*dir, form.file), form.debug); err != nil {
			log.Fatal(err)
		}
	}
}

func start() {
	abandonedSends(3)
	go wait(make(chan int))
	go wait(reachable)
	(&server{requests: make(chan int)}).start()
	go new(server).run()
	drained := make(chan string)
	go drain(drained)
	var group sync.WaitGroup
	group.Go(func() { <-reachable })
	time.AfterFunc(time.Millisecond, func() { <-reachable })
	r, _ := io.Pipe()
	go io.Copy(io.Discard, r)
	go lock.Lock()
	labelled()
	time.Sleep(100 * time.Millisecond)
}

func abandonedSends(n int) {
	for i := range n {
		results := make(chan int)
		go func() {
			results <- i
		}()
	}
}

func wait(done <-chan int) {
	<-done
}

type server struct {
	requests chan int
	stop     chan struct{}
}

func (s *server) start() {
	go s.run()
}

func (s *server) run() {
	for {
		select {
		case <-s.requests:
		case <-s.stop:
			return
		}
	}
}

func drain[T any](values <-chan T) {
	for range values {
	}
}

func labelled() {
	pprof.Do(context.Background(), pprof.Labels("job", "night \"run\""), func(context.Context) {
		go func() {
			func() { <-reachable }()
		}()
	})
}

func write(profile, path string, debug int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := pprof.Lookup(profile).WriteTo(f, debug); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
