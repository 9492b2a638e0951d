// want nothing: a heap that is built once, and from which nothing is ever taken

// Package unused orders conditions by a heap: its Pop is there for the interface alone.
package unused

import "container/heap"

type condition struct {
	holds func(string) bool
	used  int
}

type conditions []condition

func (c conditions) Len() int           { return len(c) }
func (c conditions) Less(i, j int) bool { return c[i].used > c[j].used }
func (c conditions) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c *conditions) Push(x any)        { *c = append(*c, x.(condition)) }
func (c *conditions) Pop() any {
	old := *c
	last := old[len(old)-1]
	*c = old[:len(old)-1]
	return last
}

var all conditions

func Add(holds func(string) bool) { heap.Push(&all, condition{holds: holds}) }

func Sort() { heap.Init(&all) }
