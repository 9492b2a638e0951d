package basic

import (
	"bytes"
	"io"
	"os"
	"slices"
)

// Appending to an empty slice, or to nil, copies.
func (s *images) copies(path string) {
	data, _ := os.ReadFile(path)
	s.heads = append(s.heads, append([]byte(nil), data[:16]...))
	s.heads = append(s.heads, append(data[:0:0], data[:16]...))
	s.heads = append(s.heads, slices.Clone(data[:16]))
	s.last = append(s.last[:0], data[:16]...)
	var magic [4]byte
	copy(magic[:], data)
	s.magics = append(s.magics, magic)
}

// What a variable bound leaves may be nearly all of it.
func (s *images) unknown(path string, r io.Reader) {
	data, _ := os.ReadFile(path)
	n, _ := r.Read(data)
	s.headers[path] = data[:n]
}

func (s *images) withoutHeader(path string) {
	data, _ := os.ReadFile(path)
	s.headers[path] = data[headerSize:]
}

// A large part.
func (s *images) large(path string) {
	data, _ := os.ReadFile(path)
	s.headers[path] = data[:1<<20]
}

// The source is kept as well.
func (s *images) both(path string) {
	data, _ := os.ReadFile(path)
	s.byName[path] = &image{header: data[:headerSize], body: data[headerSize:]}
}

// The next one takes its place.
func (s *images) latest(path string) {
	data, _ := os.ReadFile(path)
	s.last = data[:16]
}

// Parts of one source, one after the other.
func (s *images) split(path string) {
	data, _ := os.ReadFile(path)
	for len(data) >= 16 {
		s.heads = append(s.heads, data[:16])
		data = data[16:]
	}
	for _, line := range bytes.Fields(data) {
		s.headers[string(line[:4])] = line
	}
}

// A buffer of its own size.
func (s *images) made(path string, f *os.File) {
	buf := make([]byte, 4096)
	n, _ := f.Read(buf)
	s.headers[path] = buf[:n]
}

// Returned: whoever gets it decides.
func head(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return data[:16], nil
}

// The array is handed to code that may keep it.
func (s *images) shared(path string, decode func([]byte) error) {
	data, _ := os.ReadFile(path)
	if decode(data) != nil {
		return
	}
	s.headers[path] = data[:headerSize]
}

// An array is a copy.
func (s *images) array(path string) {
	data, _ := os.ReadFile(path)
	if len(data) < 4 {
		return
	}
	magic := [4]byte(data)
	s.heads = append(s.heads, magic[:2])
}

// Known miss: the variable only ever holds a small number.
func (s *images) sized(path string) {
	data, _ := os.ReadFile(path)
	size := headerSize
	s.headers[path] = data[:size] // miss "is a small part"
}
