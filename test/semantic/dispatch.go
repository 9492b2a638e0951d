package app

import "io"

// A call through an interface is resolved only where all implementations are in sight.

type file struct{}

// An unexported method: no other package can have it, even if the interface is exported.

type Sealed interface {
	Finish(c io.Closer)
	sealed()
}

func (file) Finish(c io.Closer) { _ = c.Close() }

func (file) sealed() {}

func finishes(s Sealed, c io.Closer) { // summary: parameter 0 calls Finish all, parameter 1 calls Close all
	s.Finish(c)
}

// An unexported interface that no type of the imported packages implements.

type shutter interface{ Shut(c io.Closer) }

func (file) Shut(c io.Closer) { _ = c.Close() }

func shuts(s shutter, c io.Closer) { // summary: parameter 0 calls Shut all, parameter 1 calls Close all
	s.Shut(c)
}

// Anybody may implement an exported interface.

type Stopper interface{ Stop(c io.Closer) }

func (file) Stop(c io.Closer) { _ = c.Close() }

func stops(s Stopper, c io.Closer) { // summary: parameter 0 calls Stop all, parameter 1 stores some
	s.Stop(c)
}

// What an embedded interface holds is not known.

type ender interface{ end(c io.Closer) }

func (file) end(c io.Closer) { _ = c.Close() }

type wrapped struct{ ender }

func ends(e ender, c io.Closer) { // summary: parameter 0 calls end all, parameter 1 stores some
	e.end(c)
}
