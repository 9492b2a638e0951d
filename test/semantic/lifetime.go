package main

import (
	"net/http"
	"sync"
	"time"
)

var once sync.Once

func init() { setUp() } // lifetime: process

func setUp() {} // lifetime: process

func main() { // lifetime: process
	serve()
	for i := 0; i < 3; i++ {
		repeated()
	}
	go func() { // lifetime: process
		background()
	}()
	once.Do(func() { // lifetime: process
	})
	http.HandleFunc("/", func(http.ResponseWriter, *http.Request) { // lifetime: other
		handled()
	})
	taken(passed)
	Serve()
	done := make(chan bool)      // abandoned: never
	go func() { done <- true }() // lifetime: process
	select {
	case <-done:
	case <-time.After(time.Second):
	}
}

// Nobody else can call what package main exports.
func Serve() {} // lifetime: process

func serve() {} // lifetime: process

func background() {} // lifetime: process

func repeated() {} // lifetime: other

func handled() {} // lifetime: other

func taken(f func()) { f() } // lifetime: process

func passed() {} // lifetime: other

func unused() {} // lifetime: other
