package app

import (
	"errors"
	"io"
	"time"

	"example.com/codec-api"
	"example.com/missing/queue/v3"
)

// Where a scope ends, and from where on a name means what it declares.

type interval struct {
	name  string
	start time.Time
}

// The name of an imported package is what its package clause says; without source, the path without a major version.
func imports(value any) {
	_ = codec.Encode(value) // definition: package example.com/codec-api
	codec.Encode(value)     // callee: example.com/codec-api.Encode
	queue.Push(value)       // callee: example.com/missing/queue/v3.Push
}

// A declaration is not in the scope of its own initialiser.
func initialisers() {
	time := time.Now() // callee: time.Now
	_ = time           // type: time.Time
	var errors = errors.New("a")
	_ = errors // type: error
	const limit = limit * 2
	_ = limit // constant: 4
}

const limit = 2

// What a block declares is gone after it.
func blocks(value any, ready chan int) {
	at := 1
	{
		at := "inner"
		_ = at // type: string
	}
	_ = at // type: int
	for at := 0.5; at < 1; {
		_ = at // type: float64
	}
	_ = at // type: int
	switch at := time.Now(); {
	case at.IsZero():
		at := "case"
		_ = at // type: string
	case at.Year() > 2000:
		_ = at // type: time.Time
	default:
		at := true
		_ = at // type: bool
	}
	_ = at // type: int
	switch at := time.Second; known := value.(type) {
	case io.Reader:
		_ = at    // type: time.Duration
		_ = known // type: io.Reader
	}
	_ = at // type: int
	select {
	case at := <-ready:
		_ = at // definition: local of line 68
	default:
		at := "none ready"
		_ = at // type: string
	}
	_ = at // definition: local of line 40
	if at := "if"; at != "" {
		_ = at // type: string
	} else if at := 1.5; at > 1 {
		_ = at // type: float64
	}
	_ = at // type: int
}

// The key of a struct literal is no use of a variable of its name, the key of a map is one.
func keys() {
	start := time.NewTimer(time.Second) // used: method Stop
	_ = struct{ start int }{start: 1}
	start.Stop()
	name := time.NewTimer(time.Second) // used: literal!
	_ = map[*time.Timer]int{name: 1}
}
