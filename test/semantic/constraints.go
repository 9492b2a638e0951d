package app

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
)

type number interface{ integer | ~float64 }

type integer interface{ ~int }

type bytes interface{ ~string | ~[]byte }

type names []string

type decoder[T any] interface {
	*T
	decode([]byte) error
}

type message struct{ text string }

func (m *message) decode([]byte) error { return nil }

// What a type parameter stands for: the one underlying type of all that its constraint allows.
func core[S ~[]E, E any, M ~map[K]V, K comparable, V any, C ~chan E, P interface{ *E }, F ~func() E](
	s S, m M, k K, c C, p P, f F, e0 E,
) {
	_ = s[0]          // type: $E
	_ = s[1:]         // type: $S
	_ = m[k]          // type: $V
	_ = <-c           // type: $E
	_ = *p            // type: $E
	_ = f()           // type: $E
	_ = len(s)        // type: int
	_ = S(nil)        // type: $S
	_ = append(s, e0) // type: $S
	for i, e := range s {
		_ = i // type: int
		_ = e // type: $E
	}
	for key, value := range m {
		_ = key   // type: $K
		_ = value // type: $V
	}
}

// Where the underlying types differ, only what they have in common is known.
func union[N number, I integer, B bytes, A any](n N, limit I, text B, a A) {
	_ = text[0]  // type: uint8
	_ = text[1:] // type: $B
	_ = n + n    // type: $N
	for i := range limit {
		_ = i // type: $I
	}
	_ = any(a) // type: interface{}
}

type stack[S ~[]E, E any] struct{ items S }

func (s *stack[T, U]) top() U {
	last := s.items[len(s.items)-1] // type: $U
	return last
}

func decodeInto[T any, P decoder[T]](data []byte) P     { return nil }
func decodeWith[P decoder[T], T any](p P) T             { var zero T; return zero }
func filter[S ~[]E, E any](s S, keep func(E) bool) S    { return s }
func first[S ~[]E, E any](s S) E                        { return s[0] }
func larger[T cmp.Ordered](a, b T) T                    { return a }
func joined[T any](parts ...[]T) []T                    { return nil }
func mapped[T, U any](seq iter.Seq[T], f func(T) U) []U { return nil }

// Type arguments that only a constraint reveals.
func revealed(all names, byName map[string]*message, m *message, rest [][]int) {
	_ = first(all)                                               // type: string
	_ = filter(all, func(string) bool { return true })           // type: example.com/app.names
	_ = decodeWith(m)                                            // type: example.com/app.message
	_ = decodeInto[message](nil)                                 // type: *example.com/app.message
	_ = slices.Sorted(maps.Keys(byName))                         // type: []string
	_ = slices.Collect(maps.Values(byName))                      // type: []*example.com/app.message
	_ = mapped(strings.Lines(""), strings.ToUpper)               // type: []string
	_ = mapped(maps.Keys(byName), func(string) int { return 0 }) // type: []int
	_ = joined(rest...)                                          // type: []int
	for i, name := range slices.Backward(all) {
		_ = i    // type: int
		_ = name // type: string
	}
}

// A typed argument decides before an untyped one, and the widest kind of untyped ones.
func constantArguments(f float64) {
	_ = larger(1, f)   // type: float64
	_ = larger(1, 2.5) // type: float64
	_ = larger(1, 2)   // type: int
	_ = larger('a', 1) // type: int32
	_ = max(1, f)      // type: float64
}

// A generic function as an argument tells nothing; the other argument must.
func genericArgument(rows iter.Seq[[]int]) {
	_ = mapped(rows, first[[]int]) // type: []int
}
