package failures

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"math/big"
	"os"

	"example.com/lib"
	"github.com/Masterminds/squirrel"
)

// An error that is nil on every return is never there: the way that needs it cannot be taken.

func newHandler() (func(), error) { // summary: never fails
	return func() {}, nil
}

func wrapped() (func(), error) { // summary: never fails
	return newHandler()
}

func named() (err error) { // summary: never fails
	var h func()
	if h, err = newHandler(); err == nil {
		h()
	}
	return
}

func recursive(n int) error { // summary: never fails
	if n > 0 {
		return recursive(n - 1)
	}
	var err error
	return err
}

// What is deferred, or may be something else, can set it.

func deferred() (err error) { // summary: nothing
	defer func() { err = errors.New("late") }()
	return nil
}

func sometimes(ok bool) error { // summary: nothing
	if !ok {
		return errors.New("not ok")
	}
	return nil
}

type failure struct{}

func (*failure) Error() string { return "" }

func typed() *failure { return nil } // summary: nothing

func afterNewHandler(path string) (func(), error) {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return nil, err
	}
	h, err := wrapped()
	if err != nil {
		return nil, err
	}
	f.Close()
	return h, nil
}

func afterSometimes(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	if err := sometimes(path == ""); err != nil {
		return err
	}
	return f.Close()
}

// Of other packages by their summaries, of those without source by the tables.

func afterPrepare(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	if err := lib.Prepare(); err != nil {
		return err
	}
	return f.Close()
}

func afterTables(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	if _, err := buf.WriteString(path); err != nil {
		return err
	}
	if _, err := rand.Read(buf.Bytes()); err != nil {
		return err
	}
	if _, err := rand.Int(rand.Reader, big.NewInt(9)); err != nil {
		return err
	}
	if _, err := io.ReadFull(rand.Reader, buf.Bytes()); err != nil {
		return err
	}
	query, _, err := squirrel.Insert("t").Columns("a").Values(path).ToSql()
	if err != nil {
		return err
	}
	_ = query
	return f.Close()
}

// Of another reader they may fail.
func ofAnyReader(path string, r io.Reader) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	if _, err := rand.Int(r, big.NewInt(9)); err != nil {
		return err
	}
	return f.Close()
}
