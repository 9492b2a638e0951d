package app

import (
	"strings"
	clock "time"

	"example.com/lib"
	"example.com/missing/go-two"
	alias "example.com/missing/one"
	"gopkg.in/three.v2"
)

type node struct {
	next *node
	time int
}

var global = 1

// Package, file, function and block scopes.
func scopes(parameter int) (result int) {
	local := 2
	_ = global         // definition: global of line 18
	_ = parameter      // definition: parameter of line 21
	_ = result         // definition: result of line 21
	_ = local          // definition: local of line 22
	_ = scopes         // definition: function of line 21
	_ = node{}         // definition: type of line 13
	_ = len("x")       // definition: predeclared len
	_ = clock.Second   // definition: package time
	_ = lib.Limit      // definition: package example.com/lib
	_ = strings.Fields // definition: package strings
	if local := local; local > 2 {
		_ = local // definition: local of line 33
	}
	{
		_ = local // definition: local of line 22
		var local string
		_ = local // definition: local of line 38
	}
	_ = func(local int) int {
		parameter := local
		return parameter
	}
	return local
}

// A variable is in scope after its declaration only; `:=` declares what its own block does not.
func declarations() error {
	global := global
	_ = global // definition: local of line 50
	type node struct{ inner *node }
	_ = node{} // definition: type of line 52
	for global := range 3 {
		_ = global // definition: local of line 54
	}
	first, err := lib.Open("")
	second, err := lib.Open("")
	_ = err // definition: local of line 57
	_, _ = first, second
label:
	for label := range 2 {
		_ = label // definition: local of line 62
		break label
	}
	return err
}

// Whatever hides a name decides: an import, a predeclared function or type, true and nil.
func shadowing(strings []string, len func() int) {
	_ = strings[0] // definition: parameter of line 70
	_ = len()      // definition: parameter of line 70
	clock := node{}
	_ = clock.time // definition: local of line 73
	_ = clock.time // type: int
	true := "yes"
	_ = true // definition: local of line 76
	type string int
	_ = string(1) // definition: type of line 78
	iota := 1.5
	_ = iota // type: float64
}

// A case has a scope of its own, and so has each clause of a type switch and of a select.
func clauses(value any, ch chan *node) {
	switch n := value.(type) {
	case *node:
		_ = n // type: *example.com/app.node
	case string:
		_ = n // type: string
	}
	select {
	case n := <-ch:
		_ = n // type: *example.com/app.node
	case n, ok := <-ch:
		_ = n  // definition: local of line 95
		_ = ok // type: bool
	}
}

// An import without source binds the name that its path suggests, or its alias: nothing is known of what it has.
func withoutSource() {
	_ = alias.Value   // definition: package example.com/missing/one
	_ = two.Value     // definition: package example.com/missing/go-two
	_ = three.Value   // definition: package gopkg.in/three.v2
	_ = other.Value   // definition: unknown
	_ = alias.Value   // type: ?
	_ = alias.Call(1) // type: ?
}

// Keys of struct literals name fields; keys of maps and arrays are values in scope.
func keys(next *node) {
	_ = node{next: next}.next        // type: *example.com/app.node
	_ = map[*node]int{next: 1}[next] // type: int
	_ = [...]int{lib.Limit: 1, 2: 2} // type: [9]int
}
