// Package basic keeps what was read into large buffers.
package basic

import (
	"bytes"
	"io"
	"strings"
)

type store struct {
	parts [][]byte
	names map[int]string
	byID  map[int][]byte
	last  []byte
}

// doc:bad
func (s *store) read(r io.Reader) error {
	buf := make([]byte, 64<<10)
	n, err := r.Read(buf)
	if err != nil {
		return err
	}
	s.parts = append(s.parts, buf[:n]) // want `buf\[:n\] shares a buffer of 65536 bytes, all of which stays in memory for as long as it is in s.parts`
	return nil
}

// doc:end

// doc:good
func (s *store) readCopy(r io.Reader) error {
	buf := make([]byte, 64<<10)
	n, err := r.Read(buf)
	if err != nil {
		return err
	}
	s.parts = append(s.parts, bytes.Clone(buf[:n]))
	return nil
}

// doc:end

func (s *store) name(id int, words []string) {
	var b strings.Builder
	b.Grow(1 << 20)
	for _, word := range words {
		b.WriteString(word)
	}
	s.names[id] = b.String() // want `b.String\(\) shares a buffer of 1048576 bytes`
}

func (s *store) each(r io.Reader) {
	for id := 0; ; id++ {
		buf := make([]byte, 0, 8192)
		n, err := r.Read(buf[:cap(buf)])
		if err != nil {
			return
		}
		s.byID[id] = buf[:n] // want "shares a buffer of 8192 bytes"
	}
}

// Small buffers, sizes that fit, what is replaced each time, and what is shared by all parts.
func (s *store) fine(r io.Reader, size int) {
	small := make([]byte, 512)
	n, _ := r.Read(small)
	s.parts = append(s.parts, small[:n])
	fitting := make([]byte, size)
	n, _ = r.Read(fitting)
	s.parts = append(s.parts, fitting[:n])
	full := make([]byte, 64<<10)
	_, _ = io.ReadFull(r, full)
	s.parts = append(s.parts, full)
	recent := make([]byte, 64<<10)
	n, _ = r.Read(recent)
	s.last = recent[:n]
	arena := make([]byte, 64<<10)
	for i := range s.names {
		s.byID[i] = arena[i*16 : i*16+16]
	}
	var local [][]byte
	scratch := make([]byte, 64<<10)
	n, _ = r.Read(scratch)
	local = append(local, scratch[:n])
	_ = local
	var b strings.Builder
	b.Grow(size)
	s.names[0] = b.String()
	var brief strings.Builder
	brief.Grow(64)
	s.names[1] = brief.String()
}
