// Package basic compiles regular expressions.
package basic

import (
	"regexp"
	"sync"
)

// doc:bad
func isName(s string) bool {
	name := regexp.MustCompile(`^[a-z][a-z0-9]*$`) // want "regexp.MustCompile compiles the constant .* each time isName runs"
	return name.MatchString(s)
}

// doc:end

// doc:good
var namePattern = regexp.MustCompile(`^[a-z][a-z0-9]*$`)

func isNameToo(s string) bool {
	return namePattern.MatchString(s)
}

// doc:end

const digits = "[0-9]" + "+"

func hasDigits(s string) (bool, error) {
	re, err := regexp.Compile(digits) // want "regexp.Compile compiles the constant digits each time"
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}

func inPlace(s string) bool {
	return regexp.MustCompilePOSIX("a+").MatchString(s) // want "regexp.MustCompilePOSIX compiles"
}

func matches(s string) bool {
	ok, _ := regexp.MatchString("^a+$", s) // want `regexp.MatchString compiles the constant "\^a\+\$" each time it is called`
	return ok
}

func matchesBytes(b []byte) bool {
	ok, _ := regexp.Match("^a+$", b) // want "regexp.Match compiles"
	return ok
}

// The literal runs each time, whoever calls it.
func filter(names []string, keep func(func(string) bool) []string) []string {
	return keep(func(name string) bool {
		return regexp.MustCompile("^x").MatchString(name) // want "each time the function runs"
	})
}

func passedOn(s string) []string {
	re := regexp.MustCompile("a|b") // want "each time passedOn runs"
	return split(re, s)
}

func split(re *regexp.Regexp, s string) []string { return re.Split(s, -1) }

// The pattern differs from call to call.
func matchesPattern(pattern, s string) bool {
	return regexp.MustCompile(pattern).MatchString(s)
}

// Whoever calls it may keep it.
func newPattern() *regexp.Regexp {
	return regexp.MustCompile("^[a-z]+$")
}

// Compiled once.
var lazyPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("^[a-z]+$") })

type scanner struct{ word *regexp.Regexp }

// The scanner keeps it.
func newScanner() *scanner {
	return &scanner{word: regexp.MustCompile(`\w+`)}
}

var cached *regexp.Regexp

// Kept for the next call.
func isWord(s string) bool {
	if cached == nil {
		cached = regexp.MustCompile(`^\w+$`)
	}
	return cached.MatchString(s)
}

func init() {
	if !regexp.MustCompile("a").MatchString("a") {
		panic("regexp does not work")
	}
}
