// Package basic holds memory of C that Go code allocates.
package basic

/*
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int store(char *s) { return s == NULL; }
static int use(void *p, int n) { return p == NULL || n == 0; }
*/
import "C"

import (
	"errors"
	"unsafe"
)

// doc:bad
func print(s string) {
	C.puts(C.CString(s)) // want "C.puts only looks at what C.CString allocates here"
}

// doc:end

// doc:good
func printAndFree(s string) {
	p := C.CString(s)
	defer C.free(unsafe.Pointer(p))
	C.puts(p)
}

// doc:end

func nestedTwice(name, value string) {
	C.setenv(C.CString(name), C.CString(value), 1) // want "C.setenv only looks" "C.setenv only looks"
}

func converted(s string) C.int {
	return C.system(C.CString(s)) // want "C.system only looks"
}

func never(s string) int {
	p := C.CString(s) // want "nothing frees the memory that C.CString allocates, .* write defer C.free\\(unsafe.Pointer\\(p\\)\\)"
	return int(C.strlen(p))
}

func missed(s string) error {
	p := C.CString(s) // want "the memory of p is not freed on the way to line 52"
	if C.access(p, 0) != 0 {
		return errors.New("no access")
	}
	C.puts(p)
	C.free(unsafe.Pointer(p))
	return nil
}

// The function frees what it gives to C, which so cannot have kept it.
func missedWithUnknown(b []byte) error {
	p := C.CBytes(b) // want "the memory of p is not freed on the way to line 63"
	if C.use(p, C.int(len(b))) != 0 {
		return errors.New("refused")
	}
	C.free(p)
	return nil
}

func repeated(lines []string) {
	for _, line := range lines {
		p := C.CString(line) // want "every round of the loop leaves the memory that C.CString allocates"
		C.puts(p)
	}
}

func overwritten(a, b string) {
	p := C.CString(a) // want "p gets another value on line 79"
	C.puts(p)
	p = C.CString(b)
	C.puts(p)
	C.free(unsafe.Pointer(p))
}

func discarded(s string) {
	_ = C.CString(s) // want "nothing holds the memory that C.CString allocates"
}

// From here on: left alone.

// C may keep it.
func given(s string) bool {
	return C.store(C.CString(s)) == 0
}

func givenInVariable(s string) bool {
	p := C.CString(s)
	return C.store(p) == 0
}

// C keeps it if it succeeds.
func givenUnlessItFails(s string) error {
	p := C.CString(s)
	if C.store(p) != 0 {
		C.free(unsafe.Pointer(p))
		return errors.New("refused")
	}
	return nil
}

// The caller owns it.
func returned(s string) *C.char {
	return C.CString(s)
}

type buffer struct{ p unsafe.Pointer }

func newBuffer(n int) *buffer {
	return &buffer{C.malloc(C.size_t(n))}
}

func (b *buffer) free() { C.free(b.p) }

func inLiteral(s string) {
	p := C.CString(s)
	defer func() { C.free(unsafe.Pointer(p)) }()
	C.puts(p)
}

func eachRound(lines []string) {
	for _, line := range lines {
		p := C.CString(line)
		C.puts(p)
		C.free(unsafe.Pointer(p))
	}
}

func release(p *C.char) { C.free(unsafe.Pointer(p)) }

func byOther(s string) {
	p := C.CString(s)
	defer release(p)
	C.puts(p)
}

// Known misses.

// C does not keep it, but nothing says so.
func unknown(s string) {
	p := C.CString(s) // miss "nothing frees"
	C.use(unsafe.Pointer(p), 1)
}

// Conversions to types of C are not known as such.
func convertedTwice(s string) C.size_t {
	return C.strlen((*C.char)(unsafe.Pointer(C.CString(s)))) // miss "C.strlen only looks"
}
