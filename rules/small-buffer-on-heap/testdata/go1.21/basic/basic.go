// Package basic allocates small buffers.
package basic

// doc:bad
type row struct {
	cells int
	buf   []byte
}

func newRow() *row {
	return &row{buf: make([]byte, 0, 64)} // want `row and the 64 bytes behind buf are two heap objects .* \[64\]byte`
}

// doc:end

// doc:good
type arrayRow struct {
	cells int
	buf   []byte
	array [64]byte
}

func newArrayRow() *arrayRow {
	r := &arrayRow{}
	r.buf = r.array[:0]
	return r
}

// doc:end

const depth = 8

type stack struct {
	frames []uint64
	names  []string
}

func newStack() *stack {
	return &stack{
		frames: make([]uint64, 0, depth), // want `stack and the buffers behind frames and names, 192 bytes in all, are 3 heap objects .* \[8\]uint64 and \[8\]string`
		names:  make([]string, depth),
	}
}

// A value is copied: it must not point into itself.
func value() row {
	return row{buf: make([]byte, 0, 64)}
}

// Too large to be a part of the struct.
func large() *row {
	return &row{buf: make([]byte, 0, 4096)}
}

// Of a size that is only known when it runs.
func sized(n int) *row {
	return &row{buf: make([]byte, 0, n)}
}

// Others may fill an exported field with a slice of their own.
type Record struct {
	Data []byte
}

func newRecord() *Record {
	return &Record{Data: make([]byte, 0, 64)}
}

// A slice of its own.
func plain() []byte {
	return make([]byte, 0, 64)
}

// Known miss: the field is filled after the struct was made.
func later() *row {
	r := &row{}
	r.buf = make([]byte, 0, 64) // miss "row and the 64 bytes"
	return r
}
