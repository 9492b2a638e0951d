// Package basic holds channels that get signals.
package basic

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// doc:bad
func wait(w http.ResponseWriter, r *http.Request) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP) // want "nothing calls signal.Stop\\(c\\): each call of wait leaves a channel .* write defer signal.Stop\\(c\\)"
	select {
	case <-c:
		fmt.Fprintln(w, "reloaded")
	case <-r.Context().Done():
	}
}

// doc:end

// doc:good
func waitAndStop(w http.ResponseWriter, r *http.Request) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	defer signal.Stop(c)
	select {
	case <-c:
		fmt.Fprintln(w, "reloaded")
	case <-r.Context().Done():
	}
}

// doc:end

func missed(w http.ResponseWriter, r *http.Request) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM) // want "c still gets signals after the return on line 46"
	select {
	case <-r.Context().Done():
		return
	case <-c:
	}
	signal.Stop(c)
}

func eachRound(tasks []func()) {
	for _, task := range tasks {
		c := make(chan os.Signal, 1)
		signal.Notify(c, os.Interrupt) // want "nothing calls signal.Stop"
		go task()
		<-c
	}
}

func interruptible(do func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt) // want "each call of interruptible"
	go func() {
		<-c
		fmt.Println("interrupted")
	}()
	do()
}

func Import() { interruptible(func() { time.Sleep(time.Second) }) }
func Export() { interruptible(func() { time.Sleep(time.Second) }) }

// One that is not seen to be called more than once is in the opt-in tier.
func Run(do func() error) error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt) // wider "each call of Run"
	go func() { <-c }()
	return do()
}

// From here on: left alone.

func stopInLiteral(w http.ResponseWriter, r *http.Request) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	defer func() {
		signal.Stop(c)
		close(c)
	}()
	<-c
}

// The caller stops it.
func notify() <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	return c
}

func notifyWithStop() func() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	return func() { signal.Stop(c) }
}

type reloader struct{ signals chan os.Signal }

// The reloader has it.
func (r *reloader) start() {
	c := make(chan os.Signal, 1)
	r.signals = c
	signal.Notify(c, syscall.SIGHUP)
}

// It never returns.
func loop(reload func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range 2 {
		reload()
	}
	for {
		<-c
		reload()
	}
}

// The goroutine stops it.
func stopInGoroutine(ctx context.Context, cancel func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	go func() {
		defer signal.Stop(c)
		select {
		case <-c:
			cancel()
		case <-ctx.Done():
		}
	}()
}
