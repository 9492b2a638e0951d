// Package ends keeps the ends of slices, and hands parts to objects that are kept.
package ends

import "io"

type store struct {
	sums    map[string][]byte
	entries []*entry
}

type entry struct{ key, value []byte }

func (e *entry) setKey(key []byte)     { e.key = key }
func (e *entry) setValue(value []byte) { e.value = value }

func (s *store) sum(name string, r io.Reader) {
	data, _ := io.ReadAll(r)
	s.sums[name] = data[len(data)-32:] // want `data\[len\(data\)-32:\] is a small part of what io.ReadAll read in full`
}

// All but a head, an end of any size, and the length of another.
func (s *store) behind(name string, r io.Reader) {
	data, _ := io.ReadAll(r)
	s.sums[name] = data[32:]
}

func (s *store) tail(name string, r io.Reader, n int) {
	data, _ := io.ReadAll(r)
	s.sums[name] = data[len(data)-n:]
}

func (s *store) other(name string, r io.Reader, head []byte) {
	data, _ := io.ReadAll(r)
	s.sums[name] = data[len(head)-32:]
}

// An object of the function that is kept later, and one that is not.
func (s *store) set(r io.Reader) {
	data, _ := io.ReadAll(r)
	e := new(entry)
	e.setKey(data[:8]) // want `data\[:8\] is a small part .* slice element in s.entries`
	s.entries = append(s.entries, e)
}

func (s *store) setLocal(r io.Reader) int {
	data, _ := io.ReadAll(r)
	e := new(entry)
	e.setKey(data[:8])
	return len(e.key)
}

// The whole is in the object as well.
func (s *store) setBoth(r io.Reader) {
	data, _ := io.ReadAll(r)
	e := new(entry)
	e.setKey(data[:8])
	e.setValue(data)
	s.entries = append(s.entries, e)
}
