// Package basic holds the plain forms of the defect, and what looks like it.
package basic

import (
	"database/sql"
	"errors"
)

// doc:bad
func add(db *sql.DB, names []string) error {
	stmt, err := db.Prepare("INSERT INTO users (name) VALUES (?)") // want "nothing closes stmt, .* write defer stmt.Close"
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := stmt.Exec(name); err != nil {
			return err
		}
	}
	return nil
}

// doc:end

// doc:good
func addWell(db *sql.DB, names []string) error {
	stmt, err := db.Prepare("INSERT INTO users (name) VALUES (?)")
	if err != nil {
		return err
	}
	defer stmt.Close()
	for _, name := range names {
		if _, err := stmt.Exec(name); err != nil {
			return err
		}
	}
	return nil
}

// doc:end

func early(db *sql.DB, name string) error {
	stmt, err := db.Prepare("INSERT INTO users (name) VALUES (?)") // want "stmt is not closed on the way to line 48"
	if err != nil {
		return err
	}
	if name == "" {
		return errors.New("no name")
	}
	defer stmt.Close()
	_, err = stmt.Exec(name)
	return err
}

func check(db *sql.DB, text string) error {
	_, err := db.Prepare(text) // want "nothing holds this statement"
	return err
}

func twice(db *sql.DB) error {
	stmt, err := db.Prepare("SELECT 1") // want "stmt gets another value on line 65"
	if err != nil {
		return err
	}
	stmt, err = db.Prepare("SELECT 2")
	if err != nil {
		return err
	}
	return stmt.Close()
}

func each(db *sql.DB, texts []string) error {
	for _, text := range texts {
		stmt, err := db.Prepare(text) // want "the loop comes round before this statement is closed"
		if err != nil {
			return err
		}
		if _, err := stmt.Exec(); err == nil {
			continue
		}
		stmt.Close()
	}
	return nil
}

type store struct{ insert *sql.Stmt }

// It lives as long as the store.
func (s *store) prepare(db *sql.DB) (err error) {
	s.insert, err = db.Prepare("INSERT INTO users (name) VALUES (?)")
	return err
}

func (s *store) add(name string) error {
	_, err := s.insert.Exec(name)
	return err
}

// The end of the transaction closes it.
func inTransaction(tx *sql.Tx) error {
	stmt, err := tx.Prepare("DELETE FROM users")
	if err != nil {
		return err
	}
	_, err = stmt.Exec()
	return err
}
