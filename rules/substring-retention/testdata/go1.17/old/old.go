// Package old has no strings.Clone yet.
package old

import (
	"os"
	"strings"
)

var seen = map[string]int{}

func count(path string) {
	data, _ := os.ReadFile(path)
	fields := strings.Fields(string(data))
	if len(fields) > 0 {
		seen[fields[0]]++ // want `store string\(\[\]byte\(fields\[0\]\)\)`
	}
}

// A conversion to bytes and back copies, for every version of Go.
func countCopy(path string) {
	data, _ := os.ReadFile(path)
	fields := strings.Fields(string(data))
	if len(fields) > 0 {
		seen[string([]byte(fields[0]))]++
	}
}
