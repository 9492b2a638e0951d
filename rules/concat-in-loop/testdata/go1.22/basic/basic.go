// Package basic joins strings.
package basic

import "strings"

// doc:bad
func join(lines []string) string {
	text := ""
	for _, line := range lines {
		text += line + "\n" // want "text is copied as a whole in each round"
	}
	return text
}

// doc:end

// doc:good
func joinWell(lines []string) string {
	var text strings.Builder
	for _, line := range lines {
		text.WriteString(line)
		text.WriteByte('\n')
	}
	return text.String()
}

// doc:end

func spelledOut(lines []string) (text string) {
	for _, line := range lines {
		text = text + ", " + line // want "text is copied as a whole"
	}
	return text
}

func inFront(lines []string) (text string) {
	for _, line := range lines {
		text = line + text // want "text is copied as a whole"
	}
	return text
}

func untilDone(next func() (string, bool)) string {
	s := "> "
	for {
		piece, ok := next()
		if !ok {
			return s
		}
		s += piece // want "s is copied as a whole"
	}
}

// Each line starts anew.
func decorated(lines []string, emit func(string)) {
	var s string
	for _, line := range lines {
		s = "> "
		s += line
		emit(s)
	}
}

// The string belongs to the round.
func eachLine(lines []string, emit func(string)) {
	for _, line := range lines {
		s := "> "
		s += line
		emit(s)
	}
}

// Of the two loops the inner one makes it longer.
func table(rows [][]string, emit func(string)) {
	for _, row := range rows {
		s := ""
		for _, cell := range row {
			s += cell // want "s is copied as a whole"
		}
		emit(s)
	}
}

// Three rounds.
func few(xs [3]string) string {
	s := ""
	for _, x := range xs {
		s += x
	}
	return s
}

// The loop ends with the first match.
func once(lines []string) string {
	s := ""
	for _, line := range lines {
		if line != "" {
			s += line
			break
		}
	}
	return s
}

// Numbers.
func sum(xs []int) int {
	n := 0
	for _, x := range xs {
		n += x
	}
	return n
}

type page struct{ text string }

// A field may be read in between.
func (p *page) add(lines []string) {
	for _, line := range lines {
		p.text += line
	}
}

// No loop.
func twice(s string) string {
	s += s
	return s
}
