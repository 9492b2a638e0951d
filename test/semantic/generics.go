package app

import (
	"os"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
)

type set[T comparable] struct{ items map[T]struct{} }

func (s *set[K]) add(item K) *set[K] { return s }
func (s *set[K]) first() K           { var zero K; return zero }

type pair[A, B any] struct {
	left  A
	right B
}

func makePair[A, B any](a A, b B) pair[A, B]  { return pair[A, B]{a, b} }
func apply[T, U any](in []T, f func(T) U) []U { return nil }
func zero[T any]() T                          { var z T; return z }

func use(names []string, flag atomic.Pointer[string]) {
	s := &set[string]{}
	_ = s.first()                                          // type: string
	_ = s.add("x").first()                                 // type: string
	_ = s.items                                            // type: map[string]struct{}
	_ = makePair(1, "x")                                   // type: example.com/app.pair[int,string]
	_ = makePair(1, "x").right                             // type: string
	_ = apply(names, func(s string) int { return len(s) }) // type: []int
	_ = zero[*set[int]]()                                  // type: *example.com/app.set[int]
	_ = makePair[int]                                      // type: func(int,?)(example.com/app.pair[int,?])
	_ = makePair[int8](1, "x")                             // type: example.com/app.pair[int8,string]
	_ = makePair[int8](1, names)                           // called: func(int8,[]string)(example.com/app.pair[int8,[]string])
	_ = zero[int]                                          // type: func()(int)
	_ = reflect.TypeFor[string]                            // type: func()(reflect.Type)
	_ = sync.OnceValue[error]                              // type: func(func()(error))(func()(error))
	_ = slices.Clone(names)                                // type: []string
	_ = flag.Load()                                        // type: *string
	file, err := wrap(os.Open(""))                         // type: *os.File
	var words *wordSet
	_ = words.first() // callee: example.com/app.(*set).first
	_, _ = file, err
}

type named interface{ Name() string }

type box[E named] struct{ items []E }

// Methods of a type parameter are those of its constraint.
func constrained[N named, P interface{ Reset() }](value N, p P) {
	value.Name() // callee: example.com/app.named.Name
	p.Reset()    // callee: interface.Reset
}

func (b *box[T]) names() {
	b.items[0].Name() // callee: example.com/app.named.Name
}

// Selectors look through an alias of a generic type, and through a pointer to it.
type wordSet = set[string]

// The results of a call are the arguments of the call around it.
func wrap[T any](value T, err error) (T, error) { return value, err }
