package app

// #include <stdlib.h>
import "C"

import "unsafe"

// What C declares is unknown.
func cgo(p unsafe.Pointer) {
	_ = C.malloc(8)     // type: ?
	_ = C.size_t(8)     // type: ?
	_ = C.GoString(nil) // type: ?
	C.free(p)           // callee: C.free
	C.sqlite3_close(p)  // callee: unknown
	_ = (*C.char)(p)    // type: ?
	_ = int(C.int(4))   // type: int
	_ = []C.int{1, 2}   // type: []?
	_ = C.EINVAL        // constant: undefined
}
