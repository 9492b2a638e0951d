package basic

import (
	"io"
	"os"
	"strings"
)

func readText(r io.Reader) (string, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return "", err
	}
	return string(data), nil
}

func headOf(text string) string {
	head, _, _ := strings.Cut(text, "\n")
	return head
}

func (x *index) note(id string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.seen[id]++
}

func (x *index) noteHead(text string) {
	head, _, _ := strings.Cut(text, "\n")
	x.seen[head]++
}

func (x *index) noteCopy(id string) {
	x.seen[strings.Clone(id)]++
}

// A function of the package reads in full, another cuts.
func (x *index) viaResults(r io.Reader) error {
	text, err := readText(r)
	if err != nil {
		return err
	}
	head := headOf(text)
	x.names = append(x.names, head) // want "head is a small piece of what readText read in full"
	return nil
}

// The called function keeps what it is given.
func (x *index) viaCallee(path string) {
	data, _ := os.ReadFile(path)
	id, _, _ := strings.Cut(string(data), "\n")
	x.note(id) // want `id is a small piece .*: x.note keeps it as a map key, .* pass strings.Clone\(id\)`
}

// The called function keeps a piece of what it is given.
func (x *index) cutInCallee(path string) {
	data, _ := os.ReadFile(path)
	x.noteHead(string(data)) // want `x.noteHead keeps a small piece of string\(data\), which os.ReadFile read in full`
}

// The called function copies.
func (x *index) copiedInCallee(path string) {
	data, _ := os.ReadFile(path)
	id, _, _ := strings.Cut(string(data), "\n")
	x.noteCopy(id)
}

// The receiver lives no longer than the call.
func countOnce(path string) int {
	data, _ := os.ReadFile(path)
	x := &index{seen: map[string]int{}}
	x.noteHead(string(data))
	return len(x.seen)
}
