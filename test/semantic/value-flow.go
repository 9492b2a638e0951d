package app

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

func use(values ...any) { fmt.Println(values...) }

// Each round of a retry loop has a response of its own, and what is left after it is one of them.
func retry(client *http.Client, url string) (*http.Response, error) {
	var resp *http.Response
	var err error
	for attempt := 0; attempt < 3; attempt++ {
		use(resp) // sees: zero | client.Get(url)#0
		resp, err = client.Get(url)
		use(resp) // sees: client.Get(url)#0
		if err == nil {
			break
		}
		use(attempt) // sees: 0 | attempt++
	}
	use(resp) // sees: zero | client.Get(url)#0
	use(err)  // sees: zero | client.Get(url)#1
	use(url)  // sees: parameter
	url, n := url+"?", len(url)
	use(url) // sees: url+"?"
	use(n)   // sees: len(url)
	return resp, err
}

func branches(fast bool) {
	wait := time.Second
	if fast {
		wait = time.Millisecond
	} else {
		wait *= 2
	}
	use(wait) // sees: time.Millisecond | wait *= 2
	wait = 0
	use(wait) // sees: 0
}

func clauses(value any, events <-chan string) {
	switch v := value.(type) {
	case string:
		use(v) // sees: value
		v = "other"
		use(v) // sees: "other"
	default:
		use(v) // sees: value
	}
	var event string
	select {
	case event = <-events:
		use(event) // sees: <-events
	case other, ok := <-events:
		use(ok) // sees: <-events#1
		event = other
	default:
	}
	use(event) // sees: zero | <-events | other
	for i, name := range []string{"a"} {
		use(name) // sees: i, name := range []string{"a"}#1
		use(i)    // sees: i, name := range []string{"a"}#0
	}
}

// A named result is what it was assigned last, in a return without values.
func named(fail bool) (err error) {
	use(err) // sees: zero
	if fail {
		err = errors.New("failed")
	}
	use(err) // sees: zero | errors.New("failed")
	return
}

// What a literal only reads, and nobody assigns afterwards, is as good as copied.
func captured(urls []string) {
	limit := 10
	limit++
	for _, url := range urls {
		target := url
		target = target + "/"
		go func() {
			use(limit)  // sees: limit++
			use(target) // sees: target + "/"
		}()
	}
}

func assignedLater(urls []string) {
	target := ""
	for _, url := range urls {
		go func() {
			use(target) // sees: unknown
		}()
		target = url
	}
}

func assignedInside() {
	done := false
	go func() { done = true }()
	use(done) // sees: unknown
}

func addressTaken() {
	count := 0
	increase(&count)
	use(count) // sees: unknown
}

func increase(count *int) { *count++ }

// `return e` assigns the named result before the deferred literal reads it.
func deferred() (err error) {
	defer func() {
		use(err) // sees: unknown
	}()
	return errors.New("failed")
}

func jumps(tries int) {
	state := "new"
again:
	use(state) // sees: "new" | "old"
	if tries--; tries > 0 {
		state = "old"
		goto again
	}
}

// Each round of a loop has variables of its own since Go 1.22; loops-before-1.22.go is about those before.
func ranged(urls []string) {
	for _, url := range urls {
		go func() {
			use(url) // sees: _, url := range urls#1
		}()
	}
}
