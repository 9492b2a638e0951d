package app

import (
	"io"

	"example.com/missing/dep"
)

// A type of an import without source may implement any interface that has exported methods only.

type shutter interface{ Shut(c io.Closer) }

type file struct{}

func (file) Shut(c io.Closer) { _ = c.Close() }

func shuts(c io.Closer) { // summary: parameter 0 stores some
	var s shutter = dep.Default
	s.Shut(c)
}

// But none that has an unexported one.

type ender interface{ end(c io.Closer) }

func (file) end(c io.Closer) { _ = c.Close() }

func ends(e ender, c io.Closer) { // summary: parameter 0 calls end all, parameter 1 calls Close all
	e.end(c)
}
