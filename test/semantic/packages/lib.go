// Package lib has the declarations that fixtures import.
package lib

const Limit = 8

var Default = &Store{}

type Store struct {
	Base
	Items []string
}

type Base struct{ name string }

func (b *Base) Name() string { return b.name }

type Set[E comparable] = map[E]struct{}

type List[E any] struct{ head *E }

func (l *List[E]) Head() *E { return l.head }

func Open(name string) (*Store, error) { return nil, nil }

type sealed interface{ seal() }

type Sealed interface{ sealed }

// Prepare never fails.
func Prepare() error { return nil }
