// Package endless holds deferred releases before loops that never end.
package endless

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"sync"
	"syscall"
	"time"
)

type config struct{ Interval time.Duration }

// doc:bad
func watch(path string, step func()) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() // want "f.Close.. never runs once the loop after it is reached, which has no way out: f stays open for ever"
	var c config
	if err := json.NewDecoder(f).Decode(&c); err != nil {
		return err
	}
	for {
		step()
		time.Sleep(c.Interval)
	}
}

// doc:end

// doc:good
func watchAndClose(path string, step func()) error {
	c, err := load(path)
	if err != nil {
		return err
	}
	for {
		step()
		time.Sleep(c.Interval)
	}
}

func load(path string) (c config, err error) {
	f, err := os.Open(path)
	if err != nil {
		return c, err
	}
	defer f.Close()
	err = json.NewDecoder(f).Decode(&c)
	return c, err
}

// doc:end

// The break leaves the select only.
func poll(url string, tick, stop <-chan struct{}) {
	resp, err := http.Get(url)
	if err != nil {
		return
	}
	defer resp.Body.Close() // want "resp.Body.Close.. never runs"
	io.Copy(os.Stdout, resp.Body)
	for {
		select {
		case <-tick:
			fmt.Println("tick")
		case <-stop:
			break
		}
	}
}

type registry struct {
	mu    sync.Mutex
	count int
}

func (r *registry) run() {
	r.mu.Lock()
	defer r.mu.Unlock() // want "r.mu.Unlock.. never runs once the loop after it is reached, which has no way out: r.mu stays locked"
	for {
		r.count++
		time.Sleep(time.Second)
	}
}

// The label is that of the loop.
func labelled(path string, stop <-chan struct{}) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	io.Copy(io.Discard, f)
loop:
	for {
		select {
		case <-stop:
			break loop
		case <-time.After(time.Second):
		}
	}
}

// A panic is a way out.
func panics(path string, step func() error) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	for {
		if err := step(); err != nil {
			panic(err)
		}
	}
}

// The loop needs the file.
func follows(path string) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	lines := bufio.NewReader(f)
	for {
		line, _ := lines.ReadString('\n')
		fmt.Print(line)
	}
}

// The log does.
func logs(path string, step func()) {
	f, err := os.Create(path)
	if err != nil {
		return
	}
	log.SetOutput(f)
	defer f.Close()
	for {
		step()
	}
}

// The file is a lock.
func locks(path string, step func()) {
	f, err := os.Create(path)
	if err != nil || syscall.Flock(int(f.Fd()), syscall.LOCK_EX) != nil {
		return
	}
	defer f.Close()
	for {
		step()
	}
}

// A ticker is needed in the loop, and a deferred function that recovers is meant for panics.
func recovers(path string, step func()) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	f, err := os.Create(path)
	if err != nil {
		return
	}
	defer func() {
		if r := recover(); r != nil {
			f.Close()
		}
	}()
	for {
		select {
		case <-t.C:
			step()
		}
	}
}

// The wait gives the lock back each time.
func (r *registry) waits(more *sync.Cond) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		for r.count == 0 {
			more.Wait()
		}
		r.count--
	}
}

// A method that the loop calls does.
func (r *registry) pauses() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		r.pause()
	}
}

func (r *registry) pause() {
	r.mu.Unlock()
	time.Sleep(time.Second)
	r.mu.Lock()
}

// A goroutine reads on.
func background(path string, step func()) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	go func() { io.Copy(os.Stdout, f) }()
	defer f.Close()
	for {
		step()
	}
}

// Meant for the ways out before the loop.
func onFailure(path string, check func() error, step func()) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	if err = check(); err != nil {
		return err
	}
	for {
		step()
	}
}

// A range ends when the channel is closed.
func ranges(path string, steps <-chan func()) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	for step := range steps {
		step()
	}
}
