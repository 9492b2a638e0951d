// Package old has no bytes.Clone yet.
package old

import "os"

var heads = map[string][]byte{}

func remember(path string) {
	data, _ := os.ReadFile(path)
	heads[path] = data[:4] // want `store append\(\[\]byte\(nil\), data\[:4\]\.\.\.\)`
}

// An append to nil copies, for every version of Go.
func rememberCopy(path string) {
	data, _ := os.ReadFile(path)
	heads[path] = append([]byte(nil), data[:4]...)
}
