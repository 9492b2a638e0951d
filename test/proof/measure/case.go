//go:build go1.22

// Package measure runs small programs and says what each leaves behind.
//
// A Case is a program with a defect and the same program without it, both functions without parameters that can be
// called again and again. A Unit says what is counted and how much of it is a leak.
package measure

import (
	"reflect"
	"runtime"
	"strings"
)

// A Form is one of the two programs of a case.
type Form struct {
	Name string // as in the source: "retention.keepHeader"
	run  func()
}

// A Case says what is measured of which programs; either form may be missing.
type Case struct {
	Unit   Unit
	Defect Form
	Fixed  Form
}

// Of counts in units what defect and fixed leave behind.
func (u Unit) Of(defect, fixed func()) Case {
	return Case{u, Named(defect, defect), Named(fixed, fixed)}
}

// With is Of for programs with a parameter, which is made anew for each call.
func With[T any](u Unit, argument func() T, defect, fixed func(T)) Case {
	return Case{
		Unit:   u,
		Defect: Named(defect, func() { defect(argument()) }),
		Fixed:  Named(fixed, func() { fixed(argument()) }),
	}
}

// Named is the form that runs run and has the name of function, which may be nil.
func Named(function any, run func()) Form {
	value := reflect.ValueOf(function)
	if !value.IsValid() || value.IsNil() {
		return Form{}
	}
	name := runtime.FuncForPC(value.Pointer()).Name()
	name = strings.TrimSuffix(name, "[...]")
	return Form{name[strings.LastIndex(name, "/")+1:], run}
}

func (f Form) exists() bool { return f.run != nil }
