// Package operands gives memory to functions of C that return it.
package operands

// #include <stdlib.h>
// #include <string.h>
import "C"

import "unsafe"

const size = 4096

func dropped() {
	p := C.malloc(size) // want "nothing frees the memory that C.malloc allocates"
	C.memset(p, 0, size)
}

func nested() {
	C.memset(C.malloc(size), 0, size) // want "C.memset only looks at what C.malloc allocates here"
}

func freed() {
	p := C.malloc(size)
	defer C.free(p)
	C.memset(p, 0, size)
}

// What is returned is the memory.
func handedOn() unsafe.Pointer {
	return C.memset(C.malloc(size), 0, size)
}

func handedOnLater() unsafe.Pointer {
	p := C.malloc(size)
	return C.memset(p, 0, size)
}

func freedByResult() {
	p := C.memset(C.malloc(size), 0, size)
	q := C.malloc(size)
	r := C.memcpy(q, p, size)
	C.free(p)
	C.free(r)
}
