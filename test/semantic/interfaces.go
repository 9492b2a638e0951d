package app

import (
	"io"

	"example.com/lib"
	"example.com/missing/dep"
)

type closer interface{ Close() error }

type lister interface {
	closer
	list(names ...string) (found []string, err error)
}

type visitor interface{ visit(n *file) any }

// A method of the pointer is not in the method set of the type.
type file struct{} // implements: closer by pointer, lister by pointer

func (f *file) Close() error                           { return nil }
func (f *file) list(names ...string) ([]string, error) { return nil, nil }

type value struct{} // implements: closer

func (v value) Close() error { return nil }

// Embedding a pointer gives the methods of the pointer to the type itself, embedding the type does not.
type byPointer struct{ *file } // implements: closer, lister

type byValue struct{ file } // implements: closer by pointer, lister by pointer

type throughInterface struct{ io.ReadCloser } // implements: closer

type twice struct { // implements: none
	io.Closer
	value
}

type otherSignature struct{} // implements: none

func (o otherSignature) Close() {}

type asField struct{ Close func() error } // implements: none

type walker struct{} // implements: visitor

type aliasOfFile = file

func (w walker) visit(*aliasOfFile) interface{} { return nil }

// A field without source may have any method.
type opaque struct{ dep.Store } // implements: perhaps closer, perhaps lister, perhaps visitor

type imported struct{ *lib.Store } // implements: none
