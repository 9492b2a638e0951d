// Package tree is generic and small enough to be inlined elsewhere.
package tree

// Tree is a binary tree.
type Tree[K interface{ ~int | ~string }, V any] struct {
	root *node[K, V]
}

type node[K interface{ ~int | ~string }, V any] struct {
	key         K
	value       V
	left, right *node[K, V]
}

// Put stores a value.
func (t *Tree[K, V]) Put(key K, value V) {
	at := &t.root
	for *at != nil {
		if key < (*at).key {
			at = &(*at).left
		} else {
			at = &(*at).right
		}
	}
	*at = &node[K, V]{key: key, value: value}
}

// All calls yield for each key in order.
func (t *Tree[K, V]) All() func(yield func(K, V) bool) {
	return func(yield func(K, V) bool) {
		t.root.all(yield)
	}
}

func (n *node[K, V]) all(yield func(K, V) bool) bool {
	return n == nil || n.left.all(yield) && yield(n.key, n.value) && n.right.all(yield)
}

// Map applies f to each value.
func Map[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	each(in, func(v T) {
		out = append(out, f(v))
	})
	return out
}

func each[T any](in []T, f func(T)) {
	for _, v := range in {
		f(v)
	}
}
