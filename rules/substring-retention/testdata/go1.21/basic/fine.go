package basic

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

type settings struct {
	name   string
	raw    string
	pairs  map[string]string
	titles map[string]string
	lines  []string
}

// Nothing is kept.
func firstLine(r io.Reader) (string, error) {
	body, err := io.ReadAll(r)
	if err != nil {
		return "", err
	}
	line, _, _ := strings.Cut(string(body), "\n")
	fmt.Println(line[:8])
	return line, nil
}

// The source is kept as well: the piece costs nothing.
func (x *index) keepAll(s *settings, path string) {
	data, _ := os.ReadFile(path)
	text := string(data)
	s.raw = text
	id, _, _ := strings.Cut(text, "\n")
	x.seen[id]++
}

// Both pieces are kept, and with them nearly all of the source.
func (s *settings) pair(path string) {
	data, _ := os.ReadFile(path)
	key, value, ok := strings.Cut(string(data), "=")
	if ok {
		s.pairs[key] = value
	}
}

// What follows a cut may be nearly all of the source.
func (s *settings) payload(path string) {
	data, _ := os.ReadFile(path)
	_, payload, _ := strings.Cut(string(data), "\n")
	s.titles[path] = payload
}

func (s *settings) last(path string) {
	data, _ := os.ReadFile(path)
	parts := strings.SplitN(string(data), "\n", 2)
	if len(parts) == 2 {
		s.titles[path] = parts[1]
	}
}

// The whole without its margins.
func (s *settings) trimmed(path string) {
	data, _ := os.ReadFile(path)
	s.titles[path] = strings.TrimSpace(string(data))
	s.titles[path+"!"] = strings.TrimSuffix(string(data), "\n")
}

// One piece after the other is kept, and with them all of the source.
func (s *settings) parse(path string) {
	data, _ := os.ReadFile(path)
	for _, line := range strings.Split(string(data), "\n") {
		key, value, ok := strings.Cut(line, "=")
		if !ok {
			continue
		}
		s.pairs[key] = strings.Clone(value)
		s.lines = append(s.lines, line)
	}
}

func (s *settings) parseRest(path string) {
	data, _ := os.ReadFile(path)
	rest := string(data)
	for rest != "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		s.lines = append(s.lines, line)
	}
}

// One instance has one name: the next one takes its place.
func (s *settings) single(path string) {
	data, _ := os.ReadFile(path)
	name, _, _ := strings.Cut(string(data), "\n")
	s.name = name
	s.titles["current"] = name
}

// Lookups keep nothing.
func (x *index) lookup(r io.Reader) int {
	body, _ := io.ReadAll(r)
	id, _, _ := strings.Cut(string(body), "\n")
	delete(x.seen, id)
	if _, ok := x.docs[id]; ok {
		return 0
	}
	return x.seen[id]
}

// A line is as large as a line.
func (x *index) scan(r io.Reader) {
	scanner := bufio.NewScanner(r)
	for scanner.Scan() {
		id, _, _ := strings.Cut(scanner.Text(), " ")
		x.seen[id]++
	}
}

// A limit says that the source is small.
func (x *index) limited(r io.Reader) {
	body, _ := io.ReadAll(io.LimitReader(r, 4096))
	id, _, _ := strings.Cut(string(body), "\n")
	x.seen[id]++
}

// What the kernel writes is small.
func (x *index) kernel() {
	data, _ := os.ReadFile("/proc/self/cmdline")
	name, _, _ := strings.Cut(string(data), "\x00")
	x.seen[name]++
}

// Decoded strings are copies.
func (x *index) decoded(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	var doc struct{ Name string }
	if err := json.Unmarshal(body, &doc); err != nil {
		return err
	}
	x.seen[doc.Name]++
	return nil
}

// A concatenation and a formatted string are copies.
func (x *index) built(r io.Reader) {
	body, _ := io.ReadAll(r)
	id, _, _ := strings.Cut(string(body), "\n")
	x.seen["id:"+id]++
	x.seen[fmt.Sprintf("%s!", id)]++
}

// Whoever the text is handed to may keep it.
func (x *index) handedOn(r io.Reader, validate func(string) bool) {
	body, _ := io.ReadAll(r)
	text := string(body)
	if !validate(text) {
		return
	}
	id, _, _ := strings.Cut(text, "\n")
	x.seen[id]++
}

// The map lives no longer than the call.
func tally(paths []string) int {
	seen := map[string]bool{}
	for _, path := range paths {
		data, _ := os.ReadFile(path)
		id, _, _ := strings.Cut(string(data), "\n")
		seen[id] = true
	}
	return len(seen)
}

// Whether the piece was copied depends on its letters.
func (x *index) lower(r io.Reader) {
	body, _ := io.ReadAll(r)
	id, _, _ := strings.Cut(string(body), "\n")
	x.seen[strings.ToLower(id)]++
}

// Only some of the ways give a piece of something big.
func (x *index) sometimes(r io.Reader, id string) {
	if r != nil {
		body, _ := io.ReadAll(r)
		id, _, _ = strings.Cut(string(body), "\n")
	}
	x.seen[id]++
}

// Known misses: the result of a call of another function is not followed into the variable of a struct.
func (x *index) viaStruct(r io.Reader) {
	body, _ := io.ReadAll(r)
	request := struct{ text string }{text: string(body)}
	id, _, _ := strings.Cut(request.text, "\n")
	x.seen[id]++ // miss "id is a small piece"
}
