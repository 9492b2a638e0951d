// Package probe allocates in ways that profilers charge to surprising lines.
package probe

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
)

// Kept is what stays reachable until the profile is written.
var Kept []any

var table = func() map[string]int {
	m := make(map[string]int)
	for i := 0; i < 100; i++ {
		m[fmt.Sprint("key", i)] = i
	}
	return m
}()

func init() {
	Kept = append(Kept, make([]byte, 3000))
}

// Concat spreads one expression over several lines.
func Concat(parts []string) string {
	s := ""
	for _, part := range parts {
		s = s +
			part +
			"\n"
	}
	return s
}

// Helpers allocates below the standard library.
func Helpers(n int) string {
	var b strings.Builder
	for i := 0; i < n; i++ {
		fmt.Fprintf(&b, "%d;", i)
	}
	text := strings.Repeat(b.String(), 2)
	return strings.ToUpper(text)
}

// Compress allocates deep below compress/flate.
func Compress(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

// Encode calls back from encoding/json into this package.
func Encode(n int) ([]byte, error) {
	items := make([]item, n)
	for i := range items {
		items[i].name = fmt.Sprint(i)
	}
	return json.Marshal(items)
}

type item struct{ name string }

func (i item) MarshalText() ([]byte, error) {
	return []byte("item " + i.name), nil
}

// Sorted passes a closure through package sort.
func Sorted(n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprint((i * 7919) % n)
	}
	sort.Slice(words, func(a, b int) bool {
		return strings.Repeat(words[a], 3) < strings.Repeat(words[b], 3)
	})
	return words
}

// Recurse has several frames of one function on the stack.
func Recurse(depth int) [][]byte {
	if depth == 0 {
		return nil
	}
	own := make([]byte, 128)
	return append(Recurse(depth-1), own)
}
