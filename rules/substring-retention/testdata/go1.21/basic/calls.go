package basic

import (
	"io"
	"log/slog"
	"net/http"
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

// A handler runs again and again, and the map lives as long as it does.
func handlers(mux *http.ServeMux) http.Handler {
	seen := map[string]int{}
	mux.HandleFunc("/add", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		id, _, _ := strings.Cut(string(body), "\n")
		seen[id]++ // want `id is a small piece .* map key in seen`
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		slog.Info("got", "body", string(body))
		seen[string(body)[:8]]++ // want `string\(body\)\[:8\] is a small piece`
	})
}

// A literal that is called in place runs once.
func inPlace(path string) int {
	seen := map[string]int{}
	func() {
		data, _ := os.ReadFile(path)
		id, _, _ := strings.Cut(string(data), "\n")
		seen[id]++
	}()
	return len(seen)
}

// A function that nothing is known of may keep the text.
func (x *index) unknownCallee(path string) {
	data, _ := os.ReadFile(path)
	text := string(data)
	if !check(text) {
		return
	}
	id, _, _ := strings.Cut(text, "\n")
	x.seen[id]++
}

var checked []string

func check(text string) bool {
	checked = append(checked, text)
	return text != ""
}

// A function that only looks at the text does not matter.
func (x *index) harmlessCallee(path string) {
	data, _ := os.ReadFile(path)
	text := string(data)
	if !isValid(text) {
		return
	}
	id, _, _ := strings.Cut(text, "\n")
	x.seen[id]++ // want `id is a small piece`
}

func isValid(text string) bool {
	return strings.HasPrefix(text, "v1") && len(text) > 8
}

// The receiver lives no longer than the call.
func countOnce(path string) int {
	data, _ := os.ReadFile(path)
	x := &index{seen: map[string]int{}}
	x.noteHead(string(data))
	return len(x.seen)
}
