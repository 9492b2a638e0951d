package work

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

func drain(r io.Reader) (total int, err error) {
	for err == nil {
		buf := make([]byte, 512)
		var n int
		n, err = r.Read(buf)
		total += n
	}
	return total, err
}

//proof:want buffer-per-iteration
func buffersHot() {
	for range often / 4 {
		sink, _ = drain(strings.NewReader(text))
	}
}

func drainOnce(r io.Reader) (total int, err error) {
	for err == nil {
		buf := make([]byte, 512)
		var n int
		n, err = r.Read(buf)
		total += n
	}
	return total, err
}

//proof:wider buffer-per-iteration
func buffersCold() {
	sink, _ = drainOnce(strings.NewReader(text))
	somethingElse()
}

//proof:want buffer-per-iteration
func bytesBuffersHot() {
	total := 0
	for number := range often {
		var buf bytes.Buffer
		buf.WriteString(text)
		fmt.Fprintf(&buf, "%x", number)
		total += buf.Len()
	}
	sink = total
}

func distinct(lists [][]string) (most int) {
	for _, list := range lists {
		seen := make(map[string]bool)
		for _, word := range list {
			seen[word] = true
		}
		most = max(most, len(seen))
	}
	return most
}

//proof:want buffer-per-iteration
func mapsHot() {
	lists := [][]string{words, words, words, words, words, words}
	for range often / 16 {
		sink = distinct(lists)
	}
}

func longest(lists [][]string) (most int) {
	for _, list := range lists {
		long := make([]string, 0)
		for _, word := range list {
			if len(word) > 1 {
				long = append(
					long,
					word,
				)
			}
		}
		most = max(most, len(long))
	}
	return most
}

//proof:want buffer-per-iteration
func slicesHot() {
	lists := [][]string{words, words, words, words, words, words}
	for range often / 16 {
		sink = longest(lists)
	}
}

func join(lines []string) string {
	joined := ""
	for _, line := range lines {
		joined += line + "\n"
	}
	return joined
}

//proof:want concat-in-loop
func concatHot() {
	for range often / 8 {
		sink = join(words)
	}
}

func joinLines(lines []string) string {
	joined := ""
	for number, line := range lines {
		joined = joined +
			line +
			string(rune('a'+number)) +
			"\n"
	}
	return joined
}

//proof:want concat-in-loop
func concatLinesHot() {
	for range often / 8 {
		sink = joinLines(words)
	}
}

func joinOnce(lines []string) string {
	joined := ""
	for _, line := range lines {
		joined += line + "\n"
	}
	return joined
}

//proof:wider concat-in-loop
func concatCold() {
	sink = joinOnce(words)
	somethingElse()
}

func upper(list []string) []string {
	var raised []string
	for _, word := range list {
		raised = append(raised, word)
	}
	return raised
}

//proof:want missing-prealloc
func sliceHot() {
	for range often / 4 {
		sink = upper(words)
	}
}

func long(list []string) []string {
	var found []string
	for _, word := range list {
		if len(word) > 1 {
			found = append(
				found,
				word,
			)
		}
	}
	return found
}

//proof:want missing-prealloc
func conditionalHot() {
	for range often / 4 {
		sink = long(words)
	}
}

func lengths(list []string) map[string]int {
	byWord := make(map[string]int)
	for _, word := range list {
		byWord[word] = len(word)
	}
	return byWord
}

//proof:want missing-prealloc
func mapGrowthHot() {
	for range often / 8 {
		sink = lengths(words)
	}
}

func initials(list []string) string {
	var b strings.Builder
	for _, word := range list {
		b.WriteByte(word[0])
	}
	return b.String()
}

//proof:want missing-prealloc
func builderHot() {
	many := strings.Fields(strings.Repeat("word ", 100))
	for range often / 8 {
		sink = initials(many)
	}
}

func upperOnce(list []string) []string {
	var raised []string
	for _, word := range list {
		raised = append(raised, word)
	}
	return raised
}

//proof:wider missing-prealloc
func sliceCold() {
	sink = upperOnce(words)
	somethingElse()
}

func lengthsOnce(list []string) map[string]int {
	byWord := make(map[string]int)
	for _, word := range list {
		byWord[word] = len(word)
	}
	return byWord
}

//proof:wider missing-prealloc
func mapGrowthCold() {
	sink = lengthsOnce(words)
	somethingElse()
}

func initialsOnce(list []string) string {
	var b strings.Builder
	for _, word := range list {
		b.WriteByte(word[0])
	}
	return b.String()
}

//proof:wider missing-prealloc
func builderCold() {
	sink = initialsOnce(words)
	somethingElse()
}
