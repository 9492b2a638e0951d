package app

import (
	"time"

	. "example.com/missing/dsl"
)

var declared = 1

// A dot import without source may bind any exported name that nothing else does, hence no predeclared one.
func dotImports() {
	local := 2
	_ = local        // definition: local of line 13
	_ = declared     // definition: global of line 9
	_ = time.Second  // definition: package time
	_ = Describe("") // definition: unknown
	_ = len("x")     // definition: predeclared len
	_ = string("x")  // type: string
	Expect(local)    // callee: unknown
}
