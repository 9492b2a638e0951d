package main

import (
	"errors"
	"net/http"
	"os"
	"sync"
	"time"
)

func main() { // runs: single
	step()
	for range os.Args {
		round()
	}
	http.HandleFunc("/", handle)
	time.AfterFunc(time.Second, late)
	once.Do(func() { // runs: single
		prepared()
	})
	go background()
	commands["greet"].run(nil)
	new(server).Close()
	retry(func() error { // runs: again
		return retried()
	})
	local := func() { // runs: single
		named()
	}
	local()
	_, _ = build(), queue
}

var once sync.Once

func step() {} // runs: single

func background() {} // runs: single

func prepared() {} // runs: single

func named() {} // runs: single

func late() {} // runs: single

// What is called in a loop runs again, and all that it calls.

func round() { inner() } // runs: again

func inner() {} // runs: again

// Handlers of requests.

func handle(w http.ResponseWriter, r *http.Request) { answer() } // runs: again

func answer() {} // runs: again

// What is handed to a function of the program may be called as often as that likes.

func retry(f func() error) { _ = f() } // runs: single

func retried() error { return nil } // runs: again

// Commands that the program keeps in its own data.

type command struct{ run func(args []string) error }

var commands = map[string]command{"greet": {run: greet}}

func greet(args []string) error { return greeted() } // runs: single

func greeted() error { return errors.New("hello") } // runs: single

// Other functions in its data may be what it answers requests with.

var answers = map[string]func(name string) (string, error){"name": byName}

func byName(name string) (string, error) { return name, nil } // runs: again

var queue = []func(){queued}

func queued() {} // runs: again

// Data of other packages is in their hands.

func build() *http.Server { // runs: single
	return &http.Server{ErrorLog: nil, Handler: http.HandlerFunc(handle), BaseContext: nil}
}

// An exported method that nobody calls may be called from elsewhere, unless it takes the words of a command line.

type server struct{}

func (*server) Fetch(name string) (string, error) { return name, nil } // runs: Fetch

func (*server) Exec(name string, args []string) int { return 0 } // runs: single

func (*server) Close() {} // runs: single

// What an interface may call in a loop runs again.

type sink interface{ Flush() }

func drain(sinks []sink) { // runs: single
	for _, each := range sinks {
		each.Flush()
	}
}

func (*server) Flush() {} // runs: again

// A call of something else by the same name has other arguments.

type runner interface{ Exec(query string) int }

func execute(all []runner) { // runs: single
	for _, each := range all {
		each.Exec("a")
	}
}
