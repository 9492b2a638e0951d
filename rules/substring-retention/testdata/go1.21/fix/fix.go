// Package fix shows what the fix writes.
package fix

import (
	"io"
	"os"
)

var seen = map[string]int{}

func count(r io.Reader) {
	data, _ := io.ReadAll(r)
	text := string(data)
	seen[text[:8]]++ // want "is a small piece"
}

type name string

var named = map[name]int{}

// A clone would change the type.
func countNamed(path string) {
	data, _ := os.ReadFile(path)
	text := name(data)
	named[text[:8]]++ // want "store string"
}

// Converted from a part of the bytes.
func countBytes(r io.Reader) {
	data, _ := io.ReadAll(r)
	seen[string(data[:8])]++
}
