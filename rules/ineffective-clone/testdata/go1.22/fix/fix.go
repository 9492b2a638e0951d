// Package fix is mended.
package fix

import "strings"

type text string

var (
	seen  = map[string]bool{}
	texts []text
)

func keep(line string, t text) {
	seen[strings.Repeat(line[:4], 1)] = true // want "is the same string as line"
	seen[line[4:8]+""] = true                // want "is the same string as line"
	texts = append(texts, t[:4]+"")          // want "is the same string as t"
}

// A copy already.
func keepCopy(line string) {
	seen[strings.Clone(line[:4])] = true
}
