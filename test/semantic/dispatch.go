package app

import (
	"io"
	"os"
)

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

// An obligation through such a call: met if all of them release, unknown if some do, unmet if none does.

type remote struct{}

type handler interface {
	closes(f *os.File)
	closesPerhaps(f *os.File)
	looks(f *os.File) string
	keeps(f *os.File)
	opens(path string) (*os.File, error)
	opensOrLends(path string) (*os.File, error)
}

func (file) closes(f *os.File)          { f.Close() }
func (remote) closes(f *os.File)        { defer f.Close() }
func (file) closesPerhaps(f *os.File)   { f.Close() }
func (remote) closesPerhaps(f *os.File) {}
func (file) looks(f *os.File) string    { return f.Name() }
func (remote) looks(f *os.File) string  { return "" }
func (file) keeps(f *os.File)           { kept = f }
func (remote) keeps(f *os.File)         {}

var kept *os.File

func (file) opens(path string) (*os.File, error)          { return os.Open(path) }
func (remote) opens(path string) (*os.File, error)        { return os.Create(path) }
func (file) opensOrLends(path string) (*os.File, error)   { return os.Open(path) }
func (remote) opensOrLends(path string) (*os.File, error) { return os.Stdin, nil }

func closedByAll(h handler, path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	h.closes(f)
	return nil
}

func closedBySome(h handler, path string) error {
	f, err := os.Open(path) // obligation: unknown
	if err != nil {
		return err
	}
	h.closesPerhaps(f)
	return nil
}

func closedByNone(h handler, path string) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	h.looks(f)
	return nil
}

func keptBySome(h handler, path string) error {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return err
	}
	h.keeps(f)
	return nil
}

// What all of them open is fresh; what one of them lends is not.

func openedByAll(h handler, path string) error {
	f, err := h.opens(path) // obligation: unmet
	if err != nil {
		return err
	}
	h.looks(f)
	return nil
}

func openedBySome(h handler, path string) error {
	f, err := h.opensOrLends(path) // obligation: none
	if err != nil {
		return err
	}
	h.looks(f)
	return nil
}
