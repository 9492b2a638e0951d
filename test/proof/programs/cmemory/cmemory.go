// Package cmemory holds programs that leave memory of C behind, as glibc counts it.
package cmemory

/*
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

static long allocated(void) {
	struct mallinfo2 info = mallinfo2();
	return info.uordblks + info.hblkhd;
}

static size_t length(const char *s) { return strlen(s); }

typedef struct { char *name; int n; } item;
*/
import "C"

import (
	"errors"
	"measure"
	"strings"
	"unsafe"
)

// Cases are all programs of the package.
func Cases() []measure.Case {
	of := measure.Gauge("bytes of C", size/2, func() int64 { return int64(C.allocated()) }).Of
	return []measure.Case{
		of(nestedString, nestedStringFreed),
		of(localString, localStringDeferred),
		of(earlyReturn, earlyReturnFreed),
		of(bytes, bytesFreed),
		of(allocated, allocatedFreed),
		of(stringsInLoop, stringsInLoopFreed),
		of(inMethod, inMethodFreed),
		of(inField, inFieldFreed),
		of(byHelper, byHelperFreed),
		of(inClosure, inClosureFreed),
		of(overwritten, overwrittenFreed),
	}
}

const size = 4000

var (
	text  = strings.Repeat("x", size)
	total C.size_t
)

// nestedString converts in the argument.
//
//proof:miss cgo-memory-not-freed: what a function of the preamble does with it is unknown
func nestedString() {
	total += C.length(C.CString(text))
}

//proof:none
func nestedStringFreed() {
	s := C.CString(text)
	total += C.length(s)
	C.free(unsafe.Pointer(s))
}

// localString never frees.
//
//proof:want cgo-memory-not-freed
func localString() {
	name := C.CString(text)
	total += C.strlen(name)
}

//proof:none
func localStringDeferred() {
	name := C.CString(text)
	defer C.free(unsafe.Pointer(name))
	total += C.strlen(name)
}

var errLong = errors.New("long")

func check(n int) error {
	if n > 10 {
		return errLong
	}
	return nil
}

// earlyReturn returns before it frees.
//
//proof:want cgo-memory-not-freed
func earlyReturn() {
	path := C.CString(text)
	if err := check(int(C.strlen(path))); err != nil {
		return
	}
	C.free(unsafe.Pointer(path))
}

//proof:none
func earlyReturnFreed() {
	path := C.CString(text)
	defer C.free(unsafe.Pointer(path))
	if err := check(int(C.strlen(path))); err != nil {
		return
	}
}

// bytes are copied by CBytes.
//
//proof:want cgo-memory-not-freed
func bytes() {
	data := C.CBytes([]byte(text))
	C.memset(data, 0, 1)
}

//proof:none
func bytesFreed() {
	data := C.CBytes([]byte(text))
	defer C.free(data)
	C.memset(data, 0, 1)
}

// allocated uses malloc.
//
//proof:miss cgo-memory-not-freed: (*C.char)(x) is not known to be a conversion
func allocated() {
	buf := (*C.char)(C.malloc(size))
	if buf == nil {
		return
	}
	C.memset(unsafe.Pointer(buf), 0, size)
	total += C.strlen(buf)
}

//proof:none
func allocatedFreed() {
	buf := (*C.char)(C.malloc(size))
	if buf == nil {
		return
	}
	C.memset(unsafe.Pointer(buf), 0, size)
	total += C.strlen(buf)
	C.free(unsafe.Pointer(buf))
}

// stringsInLoop frees the last of several.
//
//proof:want cgo-memory-not-freed
func stringsInLoop() {
	var s *C.char
	for range 3 {
		s = C.CString(text)
		total += C.strlen(s)
	}
	C.free(unsafe.Pointer(s))
}

//proof:none
func stringsInLoopFreed() {
	for range 3 {
		s := C.CString(text)
		total += C.strlen(s)
		C.free(unsafe.Pointer(s))
	}
}

type library struct{ loaded C.size_t }

func (l *library) load(path string) {
	p := C.CString(path)
	l.loaded += C.strlen(p)
}

func (l *library) loadFreed(path string) {
	p := C.CString(path)
	defer C.free(unsafe.Pointer(p))
	l.loaded += C.strlen(p)
}

// inMethod calls load, which stands above.
//
//proof:want cgo-memory-not-freed
func inMethod() {
	new(library).load(text)
}

//proof:none
func inMethodFreed() {
	new(library).loadFreed(text)
}

// inField has the string in a field of a local struct of C.
//
//proof:miss cgo-memory-not-freed: a field takes it over
func inField() {
	var it C.item
	it.name = C.CString(text)
	total += C.strlen(it.name)
}

//proof:none
func inFieldFreed() {
	var it C.item
	it.name = C.CString(text)
	total += C.strlen(it.name)
	C.free(unsafe.Pointer(it.name))
}

func cString(s string) *C.char { return C.CString(s) }

// byHelper converts in a helper.
//
//proof:miss cgo-memory-not-freed: what a helper returns
func byHelper() {
	s := cString(text)
	total += C.strlen(s)
}

//proof:none
func byHelperFreed() {
	s := cString(text)
	defer C.free(unsafe.Pointer(s))
	total += C.strlen(s)
}

// inClosure converts in a function literal.
//
//proof:want cgo-memory-not-freed
func inClosure() {
	count := func(s string) {
		c := C.CString(s)
		total += C.strlen(c)
	}
	count(text)
}

//proof:none
func inClosureFreed() {
	count := func(s string) {
		c := C.CString(s)
		defer C.free(unsafe.Pointer(c))
		total += C.strlen(c)
	}
	count(text)
}

// overwritten assigns again before it frees.
//
//proof:want cgo-memory-not-freed
func overwritten() {
	s := C.CString(text)
	if C.strlen(s) > 10 {
		s = C.CString("short")
	}
	defer C.free(unsafe.Pointer(s))
	total += C.strlen(s)
}

//proof:none
func overwrittenFreed() {
	s := C.CString(text)
	if C.strlen(s) > 10 {
		C.free(unsafe.Pointer(s))
		s = C.CString("short")
	}
	defer C.free(unsafe.Pointer(s))
	total += C.strlen(s)
}
