// Package waits holds functions that open something in each round, and wait for others before they return.
package waits

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
	"time"
)

type tunnel struct{ port int }

func (t *tunnel) Start(service string) error { return nil }
func (t *tunnel) Stop()                      {}

func newTunnel(port int) *tunnel { return &tunnel{port} }

type service struct {
	name string
	port int
}

// The tunnels are there until somebody stops the command.
func forward(services []service, stop <-chan os.Signal) error {
	for _, s := range services {
		t := newTunnel(s.port)
		if err := t.Start(s.name); err != nil {
			return err
		}
		defer t.Stop()
	}
	<-stop
	return nil
}

// Nothing is waited for: the tunnels of all rounds stay for no use.
func check(services []service) error {
	for _, s := range services {
		t := newTunnel(s.port)
		if err := t.Start(s.name); err != nil {
			return err
		}
		defer t.Stop() // wider "one for each element of services"
	}
	time.Sleep(time.Second)
	return nil
}

// The wait is for the round, not for all of them.
func checkEach(services []service, done <-chan bool) error {
	for _, s := range services {
		t := newTunnel(s.port)
		if err := t.Start(s.name); err != nil {
			return err
		}
		defer t.Stop() // wider "one for each element of services"
		<-done
	}
	return nil
}

// The wait is before the loop.
func checkAfter(services []service, started <-chan bool) error {
	<-started
	for _, s := range services {
		t := newTunnel(s.port)
		if err := t.Start(s.name); err != nil {
			return err
		}
		defer t.Stop() // wider "one for each element of services"
	}
	return nil
}

// It looks whether there is a message, and goes on.
func checkOnce(services []service, messages <-chan string) (last string) {
	for _, s := range services {
		t := newTunnel(s.port)
		if t.Start(s.name) != nil {
			continue
		}
		defer t.Stop() // wider "one for each element of services"
	}
	select {
	case last = <-messages:
	default:
	}
	return last
}

// One of two things is waited for.
func forwardUntil(ctx context.Context, services []service, failed <-chan error) error {
	for _, s := range services {
		t := newTunnel(s.port)
		if err := t.Start(s.name); err != nil {
			return err
		}
		defer t.Stop()
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-failed:
		return err
	}
}

// What comes over the channel may come from behind the tunnels.
func forwardAll(services []service, lines <-chan string, show func(string)) {
	for _, s := range services {
		t := newTunnel(s.port)
		if t.Start(s.name) != nil {
			continue
		}
		defer t.Stop()
	}
	for line := range lines {
		show(line)
	}
}

// The server goes on until the process ends.
func forwardAndServe(services []service) error {
	for _, s := range services {
		t := newTunnel(s.port)
		if err := t.Start(s.name); err != nil {
			return err
		}
		defer t.Stop()
	}
	return http.ListenAndServe(":8080", nil)
}

// A loop that serves for ever adds tunnels for as long.
func forwardRequests(requests <-chan service, workers *sync.WaitGroup) {
	for s := range requests {
		t := newTunnel(s.port)
		if t.Start(s.name) != nil {
			continue
		}
		defer t.Stop() // want "t of every round stays unreleased until then; release it"
	}
	workers.Wait()
}

// The files have been read when the workers are waited for, who get lines only.
func feed(volumes []service, lines chan<- string, workers *sync.WaitGroup) error {
	for _, v := range volumes {
		f, err := os.Open(v.name)
		if err != nil {
			return err
		}
		defer f.Close() // wider "one for each element of volumes"
		for s := bufio.NewScanner(f); s.Scan(); {
			lines <- s.Text()
		}
	}
	close(lines)
	workers.Wait()
	return nil
}

// The answers are read by nobody, but goroutines go on with the connections that they belong to.
func stream(client *http.Client, services []service) error {
	var peers sync.WaitGroup
	for range services {
		near, far := net.Pipe()
		req, err := http.NewRequest(http.MethodConnect, "http://proxy.local", far)
		if err != nil {
			return err
		}
		resp, err := client.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return io.ErrUnexpectedEOF
		}
		peers.Add(1)
		go func() {
			defer peers.Done()
			_, _ = io.WriteString(near, "hello")
		}()
	}
	peers.Wait()
	return nil
}

// A timeout ends by itself: nobody waits for it.
func ask(ctx context.Context, services []service, propose func(context.Context, string) error) error {
	var answers sync.WaitGroup
	for _, s := range services {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() // wider "each ends by itself when its time is up"
		if err := propose(ctx, s.name); err != nil {
			return err
		}
	}
	answers.Wait()
	return nil
}
