// Package basic formats values.
package basic

import (
	"fmt"
	"strconv"
)

// doc:bad
func keyOf(id int) string {
	return fmt.Sprintf("%d", id) // want `write strconv.Itoa\(id\)`
}

func nameOf(host, port string) string {
	return fmt.Sprintf("%s:%s", host, port) // want `write host \+ ":" \+ port`
}

// doc:end

// doc:good
func keyOfToo(id int) string {
	return strconv.Itoa(id)
}

func nameOfToo(host, port string) string {
	return host + ":" + port
}

// doc:end

func others(a int64, b uint32, c bool, d string, e uint) []string {
	return []string{
		fmt.Sprintf("%d", a), // want `strconv.FormatInt\(a, 10\)`
		fmt.Sprintf("%v", b), // want `strconv.FormatUint\(uint64\(b\), 10\)`
		fmt.Sprintf("%t", c), // want `strconv.FormatBool\(c\)`
		fmt.Sprintf("%s", d), // want `two allocations for one; write d$`
		fmt.Sprintf("%d", e), // want `strconv.FormatUint\(uint64\(e\), 10\)`
	}
}

func affixes(s string) string {
	return fmt.Sprintf("<%s>\n", s) // want `write "<" \+ s \+ ">\\n"`
}

const topic = "events.%s.all"

// The name of the format says more.
func topicOf(name string) string {
	return fmt.Sprintf(topic, name)
}

// id has a method that %v calls, and %d of a named type may have one as well.
type id int

func (i id) String() string { return "id" }

func named(i id) string {
	return fmt.Sprintf("%v", i)
}

func flags(i int, f float64, r rune, p *int, e error) []string {
	return []string{
		fmt.Sprintf("%05d", i),
		fmt.Sprintf("%g", f),
		fmt.Sprintf("%c", r),
		fmt.Sprintf("%p", p),
		fmt.Sprintf("%v", e),
		fmt.Sprintf("%s: %d", "a", i),
		fmt.Sprintf("100%%"),
	}
}

// A wrong verb prints what is wrong.
func wrongVerb(s string) string {
	return fmt.Sprintf("%d", s)
}

// A list of operands that is not known.
func list(xs ...any) string {
	return fmt.Sprintf("%s", xs...)
}

// The format is not known.
func format(f, s string) string {
	return fmt.Sprintf(f, s)
}
