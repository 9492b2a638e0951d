package app

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	t "time"

	"example.com/missing/dep"
)

type handler func(string)

type registry struct {
	handlers map[string]handler
	hook     func()
	out      io.Writer
}

type celsius float64

func (c celsius) String() string    { return "" }
func (r *registry) register(string) {}

func generic[T any](T) {}

func curried[T any](T) func(int) string { return nil }

func classified(r *registry, name string, fs []func(int), value any) {
	t.Sleep(1)                    // callee: time.Sleep
	r.register(name)              // callee: example.com/app.(*registry).register
	celsius(1).String()           // callee: example.com/app.celsius.String
	r.handlers[name](name)        // callee: a function value
	fs[0](1)                      // callee: a function value
	r.hook()                      // callee: a function value
	r.out.Write(nil)              // callee: io.Writer.Write
	_ = (*registry)(nil)          // callee: conversion to *example.com/app.registry
	_ = []byte(name)              // callee: conversion to []uint8
	_ = celsius(2)                // callee: conversion to example.com/app.celsius
	_ = t.Duration(3)             // callee: conversion to time.Duration
	_ = len(name)                 // callee: builtin len
	func() {}()                   // callee: a function literal
	generic[int](1)               // callee: example.com/app.generic
	generic("x")                  // callee: example.com/app.generic
	_ = curried[celsius](1)(2)    // callee: a function value
	_ = curried[celsius](1)(2)    // type: string
	dep.Run(name)                 // callee: example.com/missing/dep.Run
	(*registry).register(r, name) // callee: example.com/app.(*registry).register
	http.DefaultClient.Get(name)  // callee: net/http.(*Client).Get
	new(strings.Builder).String() // callee: strings.(*Builder).String
	value.(fmt.Stringer).String() // callee: fmt.Stringer.String
	dep.Default.Run()             // callee: unknown
}

func withoutSource() {
	(*dep.Job)(nil).Run() // callee: unknown
	_ = (*dep.Job)(nil)   // callee: unknown
}

func shadowedBuiltins(len func(string) int, t *registry) {
	len("x")       // callee: a function value
	t.register("") // callee: example.com/app.(*registry).register
}
