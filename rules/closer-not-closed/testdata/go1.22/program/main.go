package main

import (
	"errors"
	"net"
	"net/http"
	"os"
)

// What a program leaves open when a function returns is soon closed with the process: opt-in, unless something shows that
// the function runs again.
func main() {
	if err := check("localhost:80"); err != nil {
		os.Exit(1)
	}
	for _, address := range os.Args[1:] {
		if err := probe(address); err != nil {
			os.Exit(1)
		}
	}
	http.HandleFunc("/", handle)
	commands["greet"](nil)
	register(refresh)
	new(service).Call("localhost:80")
}

// In the life of a process it runs once: no leak at all.
func check(address string) error {
	_, err := net.Listen("tcp", address)
	return err
}

func probe(address string) error {
	l, err := net.Listen("tcp", address) // want "not closed on the way"
	if err != nil {
		return err
	}
	if address == "" {
		return errors.New("no address")
	}
	return l.Close()
}

func handle(w http.ResponseWriter, r *http.Request) {
	_ = answer(r.Host)
}

func answer(address string) error {
	l, err := net.Listen("tcp", address) // want "not closed on the way"
	if err != nil {
		return err
	}
	if address == "" {
		return errors.New("no address")
	}
	return l.Close()
}

var commands = map[string]func(args []string) error{"greet": greet}

func greet(args []string) error {
	return dial("localhost:80")
}

func dial(address string) error {
	l, err := net.Listen("tcp", address) // wider "not closed on the way"
	if err != nil {
		return err
	}
	if address == "" {
		return errors.New("no address")
	}
	return l.Close()
}

// Loops of such a function leave one thing a round.
func sweep(args []string) error {
	for _, address := range args {
		l, err := net.Listen("tcp", address) // want "every round"
		if err != nil {
			return err
		}
		if address == "" {
			continue
		}
		if err := l.Close(); err != nil {
			return err
		}
	}
	return nil
}

var tasks = []func(args []string) error{sweep}

// Whoever gets it may call it as often as he likes.
func refresh(address string) {
	l, err := net.Listen("tcp", address) // want "not closed on the way"
	if err != nil || address == "" {
		return
	}
	l.Close()
}

func register(f func(string)) { f("localhost:80") }

type service struct{}

// Called here once, by a request it may be called again: the loop of serve.
func (s *service) Call(address string) {
	l, err := net.Listen("tcp", address) // want "not closed on the way"
	if err != nil || address == "" {
		return
	}
	l.Close()
}

type caller interface{ Call(address string) }

func serve(c caller) {
	for {
		c.Call("localhost:80")
	}
}

// Answer is a method that somebody calls unseen.
func (s *service) Answer(address string) {
	l, err := net.Listen("tcp", address) // want "not closed on the way"
	if err != nil || address == "" {
		return
	}
	l.Close()
}
