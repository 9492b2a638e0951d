// Package basic allocates in loops.
package basic

import (
	"bytes"
	"io"
	"sort"
)

// doc:bad
func drain(r io.Reader) (total int, err error) {
	for err == nil {
		buf := make([]byte, 4096) // want "every round of the loop allocates buf anew"
		var n int
		n, err = r.Read(buf)
		total += n
	}
	return total, err
}

// doc:end

// doc:good
func drainWell(r io.Reader) (total int, err error) {
	buf := make([]byte, 4096)
	for err == nil {
		var n int
		n, err = r.Read(buf)
		total += n
	}
	return total, err
}

// doc:end

func distinct(rows [][]string) (counts []int) {
	for _, row := range rows {
		seen := make(map[string]bool) // want "every round of the loop allocates the map seen anew"
		for _, cell := range row {
			seen[cell] = true
		}
		counts = append(counts, len(seen))
	}
	return counts
}

func lengths(rows [][]string, sum func(int)) {
	for _, row := range rows {
		var line bytes.Buffer // want "line starts empty in every round"
		for _, cell := range row {
			line.WriteString(cell)
		}
		sum(line.Len())
	}
}

func sized(n int, rows [][]int, sum func(int)) {
	for _, row := range rows {
		sorted := make([]int, n) // want "every round of the loop allocates sorted anew"
		copy(sorted, row)
		sort.Ints(sorted)
		sum(sorted[0])
	}
}

// Each round's slice is kept.
func collect(r io.Reader, n int) (parts [][]byte) {
	for range n {
		part := make([]byte, 1024)
		if _, err := r.Read(part); err != nil {
			break
		}
		parts = append(parts, part)
	}
	return parts
}

// Somebody else may have it still.
func send(r io.Reader, out chan<- []byte) {
	for {
		part := make([]byte, 1024)
		n, err := r.Read(part)
		if err != nil {
			return
		}
		out <- part[:n]
	}
}

// Sizes differ.
func copies(rows [][]byte, use func(byte)) {
	for _, row := range rows {
		own := make([]byte, len(row))
		copy(own, row)
		use(own[0])
	}
}

// Two rounds.
func twice(r io.Reader) {
	for range 2 {
		buf := make([]byte, 64)
		r.Read(buf)
	}
}

// The goroutine of each round has its own.
func concurrently(rs []io.Reader) {
	for _, r := range rs {
		buf := make([]byte, 64)
		go r.Read(buf)
	}
}

// The bytes belong to whoever gets them.
func texts(rows []string, out *[][]byte) {
	for _, row := range rows {
		var line bytes.Buffer
		line.WriteString(row)
		*out = append(*out, line.Bytes())
	}
}

// No loop.
func once(r io.Reader) {
	buf := make([]byte, 64)
	r.Read(buf)
}
