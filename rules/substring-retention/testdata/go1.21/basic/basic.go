// Package basic keeps pieces of strings that were read in full.
package basic

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
)

var titlePattern = regexp.MustCompile(`(?m)^title: (.*)$`)

type index struct {
	mu    sync.Mutex
	seen  map[string]int
	names []string
	docs  map[string]*document
	cache sync.Map
	queue chan string
}

type document struct {
	name string
	kind string
}

// doc:bad
func (x *index) count(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	id, _, _ := strings.Cut(string(body), "\n")
	x.mu.Lock()
	defer x.mu.Unlock()
	x.seen[id]++ // want `id is a small piece of what io.ReadAll read in full .* as a map key in x.seen .* strings.Clone\(id\)`
	return nil
}

// doc:end

// doc:good
func (x *index) countCopy(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	id, _, _ := strings.Cut(string(body), "\n")
	x.mu.Lock()
	defer x.mu.Unlock()
	x.seen[strings.Clone(id)]++
	return nil
}

// doc:end

// The bytes are cut, and only the piece becomes a string.
func (x *index) countBytes(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	id, _, _ := bytes.Cut(body, []byte("\n"))
	x.seen[string(id)]++
	return nil
}

func (x *index) addFirstLine(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	text := string(data)
	lines := strings.Split(text, "\n")
	if len(lines) == 0 {
		return errors.New("empty")
	}
	x.names = append(x.names, lines[0]) // want `lines\[0\] is a small piece .* os.ReadFile .* slice element in x.names`
	return nil
}

func (x *index) addMagic(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	text := string(data)
	if len(text) < 4 {
		return nil
	}
	x.seen[path]++
	x.docs[path] = &document{name: path, kind: text[:4]} // want `text\[:4\] is a small piece`
	return nil
}

func (x *index) addObject(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	text := string(data)
	doc := &document{name: path}
	doc.kind = strings.TrimSpace(text[:16]) // want `strings.TrimSpace\(text\[:16\]\) is a small piece .* map value in x.docs`
	x.docs[path] = doc
	return nil
}

func (d *document) load(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	title := titlePattern.FindStringSubmatch(string(data))
	if len(title) < 2 {
		return errors.New("no title")
	}
	// One document in an index of many.
	d.name = title[1] // want `title\[1\] is a small piece .* as a field in d`
	return nil
}

func (x *index) remember(req *http.Request) error {
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(req.Body); err != nil {
		return err
	}
	token, _, ok := strings.Cut(buf.String(), " ")
	if !ok {
		return errors.New("no token")
	}
	x.cache.Store(token, true) // want `token is a small piece of what buf.String read in full`
	return nil
}

var (
	registryMu sync.Mutex
	registry   = map[string]int{}
)

func register(r io.Reader) {
	raw, _ := io.ReadAll(r)
	var body string
	body = string(raw)
	key := body[4:12]
	registryMu.Lock()
	registry[key] = len(body) // want "key is a small piece"
	registryMu.Unlock()
}

// Either way the text is big.
func (x *index) fromAnywhere(r io.Reader, path string) error {
	var data []byte
	var err error
	if path == "" {
		data, err = io.ReadAll(r)
	} else {
		data, err = os.ReadFile(path)
	}
	if err != nil {
		return err
	}
	id, _, _ := strings.Cut(string(data), "\n")
	x.seen[id]++ // want "id is a small piece of what (io.ReadAll|os.ReadFile)"
	return nil
}

// Whoever receives it decides for how long.
func (x *index) announce(r io.Reader) {
	body, _ := io.ReadAll(r)
	id, _, _ := strings.Cut(string(body), "\n")
	x.queue <- id // want "id is a small piece .* channel element in x.queue"
}
