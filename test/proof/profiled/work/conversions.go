package work

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

func hasError(line []byte) bool {
	return strings.Contains(
		string(line),
		"error",
	)
}

//proof:want redundant-conversion
func containsHot() {
	for range often {
		sink = hasError(line)
	}
}

var number = regexp.MustCompile(`[0-9]+`)

//proof:want redundant-conversion
func matchHot() {
	found := 0
	for range often {
		if number.Match([]byte(text)) {
			found++
		}
	}
	sink = found
}

func save(w io.Writer, text string) error {
	_, err := w.Write([]byte(text))
	return err
}

//proof:want redundant-conversion
func writeHot() {
	for range often {
		sink = save(io.Discard, text)
	}
}

func format(text string) []byte {
	return []byte(fmt.Sprintf("<%s>", text))
}

//proof:want redundant-conversion
func formatHot() {
	for range often {
		sink = format(text)
	}
}

func hasErrorOnce(line []byte) bool {
	return strings.Contains(string(line), "error")
}

//proof:wider redundant-conversion
func containsCold() {
	sink = hasErrorOnce(line)
	somethingElse()
}

func isName(s string) bool {
	name := regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	return name.MatchString(s)
}

//proof:want regexp-in-function
func regexpHot() {
	for range often / 40 {
		sink = isName(text)
	}
}

func isNumber(s string) bool {
	ok, err := regexp.MatchString(`^[0-9]+$`, s)
	return ok && err == nil
}

//proof:want regexp-in-function
func matchStringHot() {
	for range often / 40 {
		sink = isNumber(text)
	}
}

func isNameOnce(s string) bool {
	name := regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	return name.MatchString(s)
}

//proof:wider regexp-in-function
func regexpCold() {
	sink = isNameOnce(text)
	somethingElse()
}

func keyOf(id int) string {
	return fmt.Sprintf("%d", id)
}

//proof:want sprintf-conversion
func itoaHot() {
	for number := range often * 4 {
		sink = keyOf(number)
	}
}

func nameOf(host, port string) string {
	return fmt.Sprintf(
		"%s:%s",
		host,
		port,
	)
}

//proof:want sprintf-conversion
func joinedHot() {
	for range often {
		sink = nameOf(text, text)
	}
}

func keyOfOnce(id int) string {
	return fmt.Sprintf("%d", id)
}

//proof:wider sprintf-conversion
func itoaCold() {
	sink = keyOfOnce(1234)
	somethingElse()
}
