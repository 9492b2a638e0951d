// Package basic keeps parts of slices that were read in full.
package basic

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"sync"
)

const headerSize = 64

var namePattern = regexp.MustCompile(`name=(\w+)`)

type images struct {
	mu      sync.Mutex
	headers map[string][]byte
	magics  [][4]byte
	heads   [][]byte
	raw     map[string]json.RawMessage
	last    []byte
	byName  map[string]*image
}

type image struct {
	header []byte
	body   []byte
}

// doc:bad
func (s *images) add(name string, r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if len(data) < headerSize {
		return io.ErrUnexpectedEOF
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.headers[name] = data[:headerSize] // want `data\[:headerSize\] is a small part of what io.ReadAll read in full .* as a map value in s.headers .* bytes.Clone\(data\[:headerSize\]\)`
	return nil
}

// doc:end

// doc:good
func (s *images) addCopy(name string, r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if len(data) < headerSize {
		return io.ErrUnexpectedEOF
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.headers[name] = bytes.Clone(data[:headerSize])
	return nil
}

// doc:end

func (s *images) addChunk(path string, offset int) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	s.heads = append(s.heads, data[offset:offset+16]) // want `data\[offset:offset\+16\] is a small part .* slice element in s.heads`
	return nil
}

// A third index hides the rest of the array and keeps it.
func (s *images) addClipped(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head := slices.Clip(data[:16:16])
	s.heads = append(s.heads, head) // want "head is a small part"
	return nil
}

func (s *images) addName(req *http.Request) {
	body, _ := io.ReadAll(req.Body)
	match := namePattern.FindSubmatch(body)
	if match == nil {
		return
	}
	s.heads = append(s.heads, match[1]) // want `match\[1\] is a small part`
}

func (s *images) addFirst(path string) {
	data, _ := os.ReadFile(path)
	line := bytes.Split(data, []byte("\n"))[0]
	line = bytes.TrimSpace(line)
	s.byName[path] = &image{header: line} // want "line is a small part .* map value in s.byName"
}

func (s *images) addRaw(path string) {
	data, _ := os.ReadFile(path)
	raw := json.RawMessage(data)
	s.raw[path] = raw[:8] // want `raw\[:8\] is a small part .* store slices.Clone\(raw\[:8\]\)`
}

var recent = map[string][]byte{}

func remember(name string, r io.Reader) {
	var buf bytes.Buffer
	if _, err := io.Copy(&buf, r); err != nil {
		return
	}
	recent[name] = buf.Bytes()[:8] // want `buf.Bytes\(\)\[:8\] is a small part of what buf.Bytes read in full`
}

// The length of an array is constant.
func (s *images) addSized(path string, like [16]byte) {
	data, _ := os.ReadFile(path)
	s.headers[path] = data[:len(like)] // want "is a small part"
}
