// Package lines allocates with statements of several lines. Which of its lines a profile charges depends on what allocates. A
// mark at the first line tells how many bytes the statement allocates each time; no two are the same:
//
//	// allocates: BYTES
package lines

import (
	"bytes"
	"strings"
)

// Times is how often each statement runs.
const Times = 4

// What is stored here has to be on the heap.
var (
	bytesKept  []byte
	textKept   string
	anyKept    any
	sliceKept  [][]byte
	runesKept  []rune
	recordKept *record
	arrayKept  *[2688]byte
	funcKept   func() int
	errorKept  error
)

var (
	half  = strings.Repeat("x", 704)
	data  = make([]byte, 1536)
	runes = strings.Repeat("x", 768)
	full  = make([]byte, 3072)
)

type record struct {
	name string
	rest [5352]byte
}

type large struct{ rest [1792]byte }

type failure [4864]byte

func (failure) Error() string { return "" }

// Run runs each statement once.
func Run() {
	call()
	method()
	concat()
	assignment()
	conversion()
	runesOf()
	boxed(large{})
	literal()
	nested()
	arrayKept = moved()
	closure(1, 2, 3, 4, 5, 6, 7)
	appended()
	joined()
	bytesKept = filled[byte](3200)
	bytesKept = inlined()
	errorKept = returned(failure{})
	loop()
	methodValue()
}

//go:noinline
func call() {
	textKept = strings.Repeat( // allocates: 1024
		"x",
		1024,
	)
}

//go:noinline
func method() {
	var buffer bytes.Buffer
	buffer. // allocates: 1280
		Grow(
			1280,
		)
	bytesKept = buffer.Bytes()
}

//go:noinline
func concat() {
	textKept = half + // allocates: 1408
		half[:703] +
		"\n"
}

//go:noinline
func assignment() {
	text := half
	text += // allocates: 1152
		half[:400] +
			strings.TrimSpace(half[:40])
	textKept = text
}

//go:noinline
func conversion() {
	textKept = string( // allocates: 1536
		data,
	)
}

//go:noinline
func runesOf() {
	runesKept = []rune( // allocates: 3072
		runes,
	)
}

//go:noinline
func boxed(value large) {
	keep( // allocates: 1792
		0,
		value,
	)
}

//go:noinline
func keep(_ int, value any) { anyKept = value }

//go:noinline
func literal() {
	recordKept = &record{ // allocates: 5376
		name: "x",
	}
}

//go:noinline
func nested() {
	sliceKept = [][]byte{ // allocates: 2328
		make([]byte, 2304),
	}
}

//go:noinline
func moved() *[2688]byte {
	var array [2688]byte // allocates: 2688
	array[0] = 1
	return &array
}

//go:noinline
func closure(a, b, c, d, e, f, g int) {
	funcKept = func() int { // allocates: 64
		return a + b + c + d + e + f + g
	}
}

//go:noinline
func appended() {
	bytesKept = append( // allocates: 4096
		full[:len(full):len(full)],
		'x',
	)
}

//go:noinline
func joined() {
	textKept = strings.Join( // allocates: 896
		[]string{
			half[:500],
			half[:390],
		},
		"\n",
	)
}

func filled[T any](n int) []T {
	return make( // allocates: 3200
		[]T,
		n,
	)
}

func inlined() []byte {
	return make([]byte, 3456) // allocates: 3456
}

//go:noinline
func returned(value failure) error {
	if value[0] == 0 {
		return value // allocates: 4864
	}
	return nil
}

//go:noinline
func loop() {
	for number := range 3 {
		sliceKept = append(sliceKept[:0], nil)
		sliceKept[0] = make( // allocates: 13056
			[]byte,
			4096+
				number%2,
		)
	}
}

//go:noinline
func methodValue() {
	value := record{name: "x"}
	bind( // allocates: 6144
		value.
			length,
	)
}

//go:noinline
func bind(length func() int) { funcKept = length }

func (r record) length() int { return len(r.name) }
