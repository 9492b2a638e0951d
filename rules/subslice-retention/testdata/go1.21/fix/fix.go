// Package fix shows what the fix writes.
package fix

import "os"

var heads = map[string][]byte{}

func remember(path string) {
	data, _ := os.ReadFile(path)
	heads[path] = data[:8] // want "is a small part"
}

// The name of the package means something else here.
func shadowed(path string) {
	bytes, _ := os.ReadFile(path)
	heads[path] = bytes[:8] // want "is a small part"
}
