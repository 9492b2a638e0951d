// Package basic converts between strings and bytes.
package basic

import (
	"bufio"
	"bytes"
	"fmt"
	"hash"
	"io"
	"os"
	"regexp"
	"strings"
)

var word = regexp.MustCompile(`\w+`)

// doc:bad
func hasError(line []byte) bool {
	return strings.Contains(string(line), "error") // want `string\(line\) copies the whole text just for this call; write bytes.Contains\(line, \[\]byte\("error"\)\)`
}

func save(f *os.File, text string) error {
	_, err := f.Write([]byte(text)) // want `write f.WriteString\(text\)`
	return err
}

// doc:end

// doc:good
func hasErrorToo(line []byte) bool {
	return bytes.Contains(line, []byte("error"))
}

func saveToo(f *os.File, text string) error {
	_, err := f.WriteString(text)
	return err
}

// doc:end

func inStrings(a, b []byte, c byte) []bool {
	return []bool{
		strings.HasPrefix(string(a), string(b)), // want `write bytes.HasPrefix\(a, b\)`
		strings.IndexByte(string(a), c) >= 0,    // want `write bytes.IndexByte\(a, c\)`
		strings.EqualFold(string(a), "x"),       // want `write bytes.EqualFold\(a, \[\]byte\("x"\)\)`
	}
}

func inBytes(a, b string, c []byte) []bool {
	return []bool{
		bytes.Contains([]byte(a), []byte(b)), // want `write strings.Contains\(a, b\)`
		bytes.ContainsAny([]byte(a), "xyz"),  // want `write strings.ContainsAny\(a, "xyz"\)`
		// One of the two is copied in any case.
		bytes.Contains([]byte(a), c),
	}
}

func expressions(s string, b []byte) []bool {
	return []bool{
		word.Match([]byte(s)),                       // want `write word.MatchString\(s\)`
		word.MatchString(string(b)),                 // want `write word.Match\(b\)`
		word.FindStringIndex(string(b)) != nil,      // want `write word.FindIndex\(b\)`
		len(word.FindStringSubmatch(string(b))) > 0, // the submatches are strings
	}
}

func writers(w io.Writer, b *bufio.Writer, s string, p []byte) {
	w.Write([]byte(fmt.Sprintf("%s", s))) // want `copies the bytes twice; write fmt.Appendf\(nil, "%s", s\)`
	w.Write([]byte(s))                    // want `write io.WriteString\(w, s\)`
	b.Write([]byte(s))                    // want `write b.WriteString\(s\)`
	b.WriteString(string(p))              // want `write b.Write\(p\)`
	io.WriteString(w, string(p))          // want `write w.Write\(p\)`
}

// The compiler inlines these writes: nothing is copied twice.
func buffers(b *bytes.Buffer, t *strings.Builder, s string) {
	b.Write([]byte(s))
	t.Write([]byte(s))
}

func copies(p []byte, i int) [][]byte {
	return [][]byte{
		[]byte(string(p)),               // want `copies the bytes twice; write bytes.Clone\(p\)`
		[]byte(fmt.Sprintf("id=%d", i)), // want `write fmt.Appendf\(nil, "id=%d", i\)`
	}
}

// This is how to get a copy of a string.
func clone(s string) string {
	return string([]byte(s))
}

// The compiler removes these.
func free(m map[string]int, b []byte, s string) int {
	n := m[string(b)]
	if string(b) == "x" {
		n++
	}
	for range []byte(s) {
		n++
	}
	switch string(b) {
	case "a", "b":
		n++
	}
	return n
}

// These return a part of the text, as a string.
func parts(b []byte) string {
	_, after, _ := strings.Cut(string(b), "=")
	return strings.TrimSpace(after)
}

type text string

type sink struct{}

func (sink) Write(p []byte) (int, error) { return len(p), nil }

// The state of a hash has no WriteString.
func hashed(h hash.Hash, s string) {
	h.Write([]byte(s))
}

// No twin, and a named type.
func others(s sink, t text, x string) {
	s.Write([]byte(x))
	_ = strings.Contains(string(t), "x")
}
