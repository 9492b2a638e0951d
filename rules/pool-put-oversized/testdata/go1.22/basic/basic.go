// Package basic pools buffers.
package basic

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// doc:bad
func encode(w io.Writer, v any) error {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	defer buffers.Put(b) // want "b goes back to the pool however large it has grown"
	if err := json.NewEncoder(b).Encode(v); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// doc:end

const maxPooled = 64 << 10

// doc:good
func encodeBounded(w io.Writer, v any) error {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	defer func() {
		if b.Cap() <= maxPooled {
			buffers.Put(b)
		}
	}()
	if err := json.NewEncoder(b).Encode(v); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// doc:end

// By functions of the package.
func get() *bytes.Buffer { return buffers.Get().(*bytes.Buffer) }

func put(b *bytes.Buffer) {
	b.Reset()
	buffers.Put(b) // want "b goes back to the pool"
}

func readAll(r io.Reader) int {
	b := get()
	defer put(b)
	n, _ := b.ReadFrom(r)
	return int(n)
}

// The size is looked at on the way in.
func putSmall(b *bytes.Buffer) {
	if b.Cap() > maxPooled {
		return
	}
	buffers.Put(b)
}

func copyAll(r io.Reader) {
	b := get()
	io.Copy(b, r)
	putSmall(b)
}

// A few numbers at most, and what is written is of a size that is not known.
func key(a, b int) string {
	k := get()
	defer buffers.Put(k)
	k.WriteString(strconv.Itoa(a))
	k.WriteString("/")
	k.WriteString(strconv.Itoa(b))
	return k.String()
}

// Of one size.
var blocks = sync.Pool{New: func() any { b := make([]byte, 4096); return &b }}

func block(r io.Reader) (int, error) {
	b := blocks.Get().(*[]byte)
	defer blocks.Put(b)
	return r.Read(*b)
}

// A slice that grows with what is appended is not seen yet.
func appendAll(p []byte) int {
	b := blocks.Get().(*[]byte)
	*b = append((*b)[:0], p...)
	n := len(*b)
	blocks.Put(b) // miss "goes back to the pool"
	return n
}
