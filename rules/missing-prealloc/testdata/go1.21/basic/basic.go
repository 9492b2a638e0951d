// Package basic grows slices, maps and builders.
package basic

import (
	"errors"
	"strings"
)

// doc:bad
func obscure(plain []byte) []byte {
	var obscured []byte // want `obscured grows byte by byte to len\(plain\) bytes, .* start with make\(\[\]byte, 0, len\(plain\)\)`
	for _, b := range plain {
		obscured = append(obscured, b^0x5a)
	}
	return obscured
}

// doc:end

// doc:good
func obscureAtOnce(plain []byte) []byte {
	obscured := make([]byte, 0, len(plain))
	for _, b := range plain {
		obscured = append(obscured, b^0x5a)
	}
	return obscured
}

// doc:end

const digits = "0123456789abcdef"

func hex(src []byte) string {
	dst := []byte{} // want `dst grows byte by byte to 2\*len\(src\) bytes`
	for _, b := range src {
		dst = append(dst, digits[b>>4], digits[b&15])
	}
	return string(dst)
}

func counted(src []byte) []byte {
	dst := make([]byte, 0) // want `dst grows byte by byte to len\(src\) bytes`
	for i := 0; i < len(src); i++ {
		dst = append(dst, src[len(src)-1-i])
	}
	return dst
}

func table() []byte {
	var all []byte // want `all grows byte by byte to 256 bytes`
	for i := 0; i < 256; i++ {
		all = append(all, byte(i))
	}
	return all
}

type packet struct{ words []uint16 }

func (p *packet) low() []byte {
	var (
		bytes []byte // want `bytes grows byte by byte to len\(p.words\) bytes`
		carry uint16
	)
	for _, w := range p.words {
		carry += w
		bytes = append(bytes, byte(carry))
	}
	return bytes
}

// So small that Go begins on the stack.
func small() int {
	var all []byte
	for i := 0; i < 16; i++ {
		all = append(all, byte(i))
	}
	return len(all)
}

// The length is not known before.
func drain(ch chan byte, next func() (byte, bool)) []byte {
	var all []byte
	for b := range ch {
		all = append(all, b)
	}
	for {
		b, ok := next()
		if !ok {
			return all
		}
		all = append(all, b)
	}
}

// What is appended has a length of its own.
func join(parts [][]byte) []byte {
	var all []byte
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

// It holds something else already.
func prefixed(head byte, src []byte) []byte {
	var all []byte
	all = append(all, head)
	for _, b := range src {
		all = append(all, b)
	}
	return all
}

// It is emptied in between.
func flush(src []byte, write func([]byte)) {
	var all []byte
	for _, b := range src {
		all = append(all, b)
		if len(all) == 512 {
			write(all)
			all = nil
		}
	}
	write(all)
}

// It is made outside of another loop: the second round begins with room.
func nested(lines [][]byte) int {
	var all []byte
	for _, line := range lines {
		for _, b := range line {
			all = append(all, b)
		}
	}
	return len(all)
}

// The range changes while the loop runs.
func changing(queue []byte) []byte {
	var all []byte
	for i := 0; i < len(queue); i++ {
		queue = queue[:len(queue)-1]
		all = append(all, queue[i])
	}
	return all
}

// Its address is known elsewhere.
func addressed(src []byte, look func(*[]byte)) {
	var all []byte
	look(&all)
	for _, b := range src {
		all = append(all, b)
	}
	look(&all)
}

// What follows is shown with a profile.

func numbers(src []string) []int {
	var lengths []int // wider `lengths grows in this loop to at most len\(src\) elements: .* start with make\(\[\]int, 0, len\(src\)\)`
	for _, s := range src {
		lengths = append(lengths, len(s))
	}
	return lengths
}

func index(src []string) map[string]int {
	places := map[string]int{} // wider `places grows in this loop to at most len\(src\) entries: .* make\(map\[string\]int, len\(src\)\)`
	for i, s := range src {
		places[s] = i
	}
	return places
}

func letters(src []byte) []byte {
	var kept []byte // wider `kept grows in this loop to at most len\(src\) elements`
	for _, b := range src {
		if b < 'a' || b > 'z' {
			continue
		}
		kept = append(kept, b)
	}
	return kept
}

func checked(src []byte) ([]byte, error) {
	var kept []byte // wider `kept grows in this loop to at most len\(src\) elements`
	for _, b := range src {
		if b == 0 {
			return nil, errors.New("zero")
		}
		kept = append(kept, b)
	}
	return kept, nil
}

func some(n int) []byte {
	var all []byte // wider `all grows in this loop to at most n elements`
	for i := 0; i < n; i++ {
		all = append(all, byte(i))
	}
	return all
}

func sentence(words []string) string {
	var b strings.Builder // wider `b is written to in each of len\(words\) rounds`
	for _, w := range words {
		b.WriteString(w)
		b.WriteByte(' ')
	}
	return b.String()
}

func sentenceAtOnce(words []string) string {
	var b strings.Builder
	b.Grow(8 * len(words))
	for _, w := range words {
		b.WriteString(w)
	}
	return b.String()
}

// Known miss: the slice is a named result.
func named(src []byte) (all []byte) { // miss "all grows"
	for _, b := range src {
		all = append(all, b)
	}
	return all
}

// More follows, so that the length of the loop is not the final size.
func framed(payload []byte, trailer string) []byte {
	var frame []byte // wider "frame grows in this loop"
	for _, b := range payload {
		frame = append(frame, b^0x5a)
	}
	frame = append(frame, trailer...)
	return append(frame, '\n')
}
