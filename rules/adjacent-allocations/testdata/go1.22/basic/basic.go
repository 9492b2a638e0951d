// Package basic allocates objects that live together.
package basic

type position struct{ line, column int }

// doc:bad
type node struct {
	name       string
	start, end *position
}

func newNode(name string) *node {
	return &node{name: name, start: &position{}, end: &position{}} // want "node and what start and end point to are 3 heap objects"
}

func (n *node) span() (start, end *position) {
	return n.start, n.end
}

// doc:end

// doc:good
type wholeNode struct {
	name       string
	start, end *position
	positions  [2]position
}

func newWholeNode(name string) *wholeNode {
	n := &wholeNode{name: name}
	n.start, n.end = &n.positions[0], &n.positions[1]
	return n
}

// doc:end

type leaf struct {
	name  string
	start *position
}

// One object beside the owner is little.
func newLeaf(name string) *leaf {
	return &leaf{name: name, start: &position{}}
}

func (l *leaf) at() *position { return l.start }

type branch struct {
	start, end *position
}

// The end is replaced.
func newBranch() *branch {
	return &branch{start: &position{}, end: &position{}}
}

func (b *branch) close(end *position) *position {
	b.end = end
	return b.start
}
