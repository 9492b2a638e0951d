package app

import (
	. "strings"

	. "example.com/lib"
)

// A dot import with source binds what the package declares.
func dotImports() {
	_ = Fields("a b") // definition: imported from strings
	_ = Fields("a b") // type: []string
	_ = Default.Items // type: []string
	_ = Limit         // constant: 8
	_ = Builder{}     // type: strings.Builder
	_ = len("x")      // definition: predeclared len
	_ = Missing       // definition: unknown
}
