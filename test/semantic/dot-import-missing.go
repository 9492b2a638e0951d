package app

import (
	"time"

	. "example.com/missing/dsl"
)

var declared = 1

// A dot import without source may bind any name that nothing else does, predeclared ones too.
func dotImports() {
	local := 2
	_ = local        // definition: local of line 13
	_ = declared     // definition: global of line 9
	_ = time.Second  // definition: package time
	_ = Describe("") // definition: unknown
	_ = len("x")     // definition: unknown
	_ = string("x")  // type: ?
	Expect(local)    // callee: unknown
}
