// Package separator keeps what is before a separator, of what streams were read into.
package separator

import (
	"bytes"
	"io"
	"strings"
)

type index struct {
	names  []string
	bodies []string
	seen   set[string]
}

// By the index of the separator, which is what strings.Cut does.
func (x *index) byIndex(r io.Reader) {
	data, _ := io.ReadAll(r)
	text := string(data)
	if i := strings.Index(text, "\n\n"); i >= 0 {
		x.names = append(x.names, text[:i]) // want `text\[:i\] is a small piece of what io.ReadAll read in full`
	}
}

func (x *index) byCall(r io.Reader) {
	data, _ := io.ReadAll(r)
	text := string(data)
	line := strings.TrimSpace(text[:strings.IndexByte(text, '\n')])
	x.names = append(x.names, line) // want "line is a small piece"
}

// What is behind it, up to the last one, up to another index, and where the index may be the end: of any size.
func (x *index) others(r io.Reader, other string) {
	data, _ := io.ReadAll(r)
	text := string(data)
	if i := strings.Index(text, "\n\n"); i >= 0 {
		x.names = append(x.names, text[i+2:])
	}
}

func (x *index) last(r io.Reader) {
	data, _ := io.ReadAll(r)
	text := string(data)
	x.names = append(x.names, text[:strings.LastIndex(text, "\n")])
}

func (x *index) ofAnother(r io.Reader, other string) {
	data, _ := io.ReadAll(r)
	text := string(data)
	x.names = append(x.names, text[:strings.Index(other, "\n")])
}

func (x *index) orAll(r io.Reader) {
	data, _ := io.ReadAll(r)
	text := string(data)
	i := strings.Index(text, "\n")
	if i < 0 {
		i = len(text)
	}
	x.names = append(x.names, text[:i])
}

// The rest is kept as well.
func (x *index) both(r io.Reader) {
	data, _ := io.ReadAll(r)
	text := string(data)
	i := strings.Index(text, "\n")
	x.names = append(x.names, text[:i])
	x.bodies = append(x.bodies, text[i+1:])
}

// Line by line, until all is kept.
func (x *index) lines(r io.Reader) {
	data, _ := io.ReadAll(r)
	text := string(data)
	for len(text) > 0 {
		i := strings.Index(text, "\n")
		x.names = append(x.names, text[:i])
		text = text[i+1:]
	}
}

// A Builder that a stream filled, and one that was built by hand.
func (x *index) builder(r io.Reader) {
	var b strings.Builder
	if _, err := io.Copy(&b, r); err != nil {
		return
	}
	x.names = append(x.names, b.String()[:8]) // want `b.String\(\)\[:8\] is a small piece of what b.String read in full`
}

func (x *index) builtByHand(name string) {
	var b strings.Builder
	b.WriteString(name)
	b.WriteString(":")
	x.names = append(x.names, b.String()[:8])
}

func (x *index) buffer(r io.Reader) {
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(r); err != nil {
		return
	}
	text := buf.String()
	x.names = append(x.names, text[:strings.IndexRune(text, ';')]) // want "is a small piece of what buf.String read in full"
}

// A container of any type keeps it; one that copies does not.
type set[T any] struct{ items []T }

func (s *set[T]) add(item T)      { s.items = append(s.items, item) }
func (s *set[T]) has(item T) bool { return len(s.items) > 0 }

func (x *index) generic(r io.Reader) {
	data, _ := io.ReadAll(r)
	id, _, _ := strings.Cut(string(data), ",")
	if !x.seen.has(id) {
		x.seen.add(id) // want "id is a small piece of what io.ReadAll read in full .*: x.seen.add keeps it as a slice element"
	}
}

func (x *index) genericCopy(r io.Reader) {
	data, _ := io.ReadAll(r)
	id, _, _ := strings.Cut(string(data), ",")
	x.seen.add(strings.Clone(id))
	var local set[string]
	local.add(id)
}
