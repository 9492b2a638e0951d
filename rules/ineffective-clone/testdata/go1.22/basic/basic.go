// Package basic keeps what looks like copies.
package basic

import (
	"bytes"
	"slices"
	"strings"
)

type index struct {
	names map[string]int
	head  []byte
	parts [][]byte
	first string
}

// doc:bad
func (x *index) add(line string) {
	name, _, _ := strings.Cut(line, " ")
	x.names[strings.Repeat(name, 1)]++ // want `strings.Repeat\(name, 1\) is the same string as name and shares its memory`
}

// doc:end

// doc:good
func (x *index) addCopy(line string) {
	name, _, _ := strings.Cut(line, " ")
	x.names[strings.Clone(name)]++
}

// doc:end

func (x *index) others(line string, b []byte, n int) string {
	x.first = line[:n] + ""                            // want `line\[:n\] \+ "" is the same string as line\[:n\]`
	x.first = "" + line                                // want `is the same string as line`
	x.names[strings.Join([]string{line[:n]}, ",")] = n // want `is the same string as line\[:n\]`
	x.head = slices.Clip(b[:n])                        // want "slices.Clip limits the capacity and copies nothing, so that b"
	x.parts = append(x.parts, slices.Clip(b[n:]))      // want "slices.Clip limits the capacity"
	return strings.Repeat(line[:n], 1)                 // want "is the same string as line"
}

const none = ""

// Copies, what is not kept, and what means something else.
func (x *index) fine(line, other string, b []byte, n int, prefix []string) string {
	x.first = strings.Repeat(line, 2)
	x.first = strings.Repeat(line, n)
	x.first = strings.Repeat("-", 1)
	x.first = strings.Join([]string{line, other}, "")
	x.first = strings.Join(prefix, "")
	x.first = strings.Join([]string{0: line, 3: other}, "")
	x.first = line + none + other
	x.head = bytes.Clone(b[:n])
	x.head = slices.Clip(b)
	x.head = slices.Clip(b[:])
	if strings.Repeat(line, 1) == other || line+"" == other {
		return other
	}
	return string(slices.Clip(b[:n]))
}

// Guards against append.
func guarded(b []byte, n int) []byte { return slices.Clip(b[:n]) }
