package basic

import (
	"bytes"
	"io"
)

func (s *images) keepHeader(name string, header []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.headers[name] = header
}

func (s *images) keepHeaderOf(name string, data []byte) {
	if len(data) < headerSize {
		return
	}
	s.headers[name] = data[:headerSize]
}

func (s *images) copyHeader(name string, header []byte) {
	s.headers[name] = bytes.Clone(header)
}

// The called function keeps what it is given.
func (s *images) viaCallee(name string, r io.Reader) {
	data, _ := io.ReadAll(r)
	s.keepHeader(name, data[:headerSize]) // want `data\[:headerSize\] is a small part .*: s.keepHeader keeps it as a map value, .* pass bytes.Clone`
}

// The called function cuts the part off.
func (s *images) cutInCallee(name string, r io.Reader) {
	data, _ := io.ReadAll(r)
	s.keepHeaderOf(name, data) // want "s.keepHeaderOf keeps a small part of data, which io.ReadAll read in full"
}

// The called function copies.
func (s *images) copiedInCallee(name string, r io.Reader) {
	data, _ := io.ReadAll(r)
	s.copyHeader(name, data[:headerSize])
}
