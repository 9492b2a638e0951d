// Package room grows slices and maps that stay small, and collects errors.
package room

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"sort"
	"strings"
)

// As many keys as there are address families.
func families(byFamily map[uint8][]string) []byte {
	var keys []byte // wider `keys grows in this loop to at most len\(byFamily\) elements: above 32 bytes`
	for family := range byFamily {
		keys = append(keys, family)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

type step struct{ code byte }

// Lists of structs are short as a rule.
func codes(steps []step) []byte {
	var all []byte // wider `all grows in this loop to at most len\(steps\) elements`
	for _, s := range steps {
		all = append(all, s.code)
	}
	return all
}

func text(s string) []byte {
	var all []byte // want `all grows byte by byte to len\(s\) bytes`
	for i := range s {
		all = append(all, s[i]|0x20)
	}
	return all
}

// 32 bytes, which an append begins with.
func digest(data []byte) []byte {
	sum := sha256.Sum256(data)
	var all []byte
	for _, b := range sum {
		all = append(all, b^0x36)
	}
	return all
}

func block() []byte {
	pad := make([]byte, 16)
	var all []byte
	for _, b := range pad {
		all = append(all, b^0x36)
	}
	return all
}

func fewNumbers() []int64 {
	var all []int64
	for i := 0; i < 4; i++ {
		all = append(all, int64(i))
	}
	return all
}

// 32 elements, but 256 bytes.
func moreNumbers() []int64 {
	var all []int64 // wider `all grows in this loop to at most 32 elements`
	for i := 0; i < 32; i++ {
		all = append(all, int64(i))
	}
	return all
}

// A map has room for 8 from the start.
func fewSquares() map[int]int {
	squares := map[int]int{}
	for i := 0; i < 8; i++ {
		squares[i] = i * i
	}
	return squares
}

func moreSquares() map[int]int {
	squares := map[int]int{} // wider `squares grows in this loop to at most 20 entries: above 8`
	for i := 0; i < 20; i++ {
		squares[i] = i * i
	}
	return squares
}

func weekdays() map[string]bool {
	short := []string{"mon", "tue", "wed", "thu", "fri"}
	known := make(map[string]bool)
	for _, day := range short {
		known[day] = true
	}
	return known
}

type route struct{ from, to string }

// As a rule no route is wrong, and nothing is allocated.
func check(routes []route) error {
	var errs []error
	for _, r := range routes {
		if r.from == r.to {
			errs = append(errs, fmt.Errorf("route from %s to itself", r.from))
		}
	}
	return errors.Join(errs...)
}

type routeError struct{ route route }

func (e *routeError) Error() string { return "route from " + e.route.from }

func wrong(routes []route) []*routeError {
	var all []*routeError
	for _, r := range routes {
		if r.from == r.to {
			all = append(all, &routeError{r})
		}
	}
	return all
}

func failures(routes []route, add func(route) error) map[string]error {
	failed := make(map[string]error)
	for _, r := range routes {
		if err := add(r); err != nil {
			failed[r.from] = err
		}
	}
	return failed
}

func messages(routes []route, add func(route) error) []string {
	var all []string
	for _, r := range routes {
		if err := add(r); err != nil {
			all = append(all, r.from+": "+err.Error())
		}
	}
	return all
}

// Joined into an error, and used for nothing else.
func missing(want []string, have map[string]bool) error {
	var names []string
	for _, name := range want {
		if !have[name] {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		return fmt.Errorf("missing: %s", strings.Join(names, ", "))
	}
	return nil
}

type missingError struct{ names []string }

func (e missingError) Error() string { return strings.Join(e.names, ", ") }

func missingOf(want []string, have map[string]bool) error {
	var names []string
	for _, name := range want {
		if !have[name] {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return missingError{names: names}
}

// Named in an error, but there for more.
func present(want []string, have map[string]bool, use func([]string) error) error {
	var names []string // wider `names grows in this loop to at most len\(want\) elements`
	for _, name := range want {
		if have[name] {
			names = append(names, name)
		}
	}
	if err := use(names); err != nil {
		return fmt.Errorf("using %v: %w", names, err)
	}
	return nil
}

// An error of every round: the size is known.
func results(routes []route, add func(route) error) []error {
	var errs []error // wider `errs grows in this loop to at most len\(routes\) elements`
	for _, r := range routes {
		errs = append(errs, add(r))
	}
	return errs
}
