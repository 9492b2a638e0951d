// Package basic holds the plain forms of the defect, and what looks like it.
package basic

import (
	"context"
	"database/sql"
	"time"
)

// doc:bad
func move(db *sql.DB, from, to int) error {
	tx, err := db.Begin() // want "tx is neither committed nor rolled back on the way to line 17"
	if err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE t SET n = n - 1 WHERE id = ?", from); err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE t SET n = n + 1 WHERE id = ?", to); err != nil {
		return err
	}
	return tx.Commit()
}

// doc:end

// doc:good
func moveWell(db *sql.DB, from, to int) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.Exec("UPDATE t SET n = n - 1 WHERE id = ?", from); err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE t SET n = n + 1 WHERE id = ?", to); err != nil {
		return err
	}
	return tx.Commit()
}

// doc:end

func never(db *sql.DB) error {
	tx, err := db.BeginTx(context.Background(), nil) // want "nothing commits or rolls back tx, .* write defer tx.Rollback"
	if err != nil {
		return err
	}
	_, err = tx.Exec("DELETE FROM t")
	return err
}

func probe(db *sql.DB) error {
	_, err := db.Begin() // want "nothing holds this transaction"
	return err
}

func twice(db *sql.DB) error {
	tx, err := db.Begin() // want "tx gets another value on line 64"
	if err != nil {
		return err
	}
	tx, err = db.Begin()
	if err != nil {
		return err
	}
	return tx.Commit()
}

func each(db *sql.DB, ids []int) error {
	for _, id := range ids {
		tx, err := db.Begin() // want "the loop comes round before this transaction is finished"
		if err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM t WHERE id = ?", id); err != nil {
			continue
		}
		tx.Commit()
	}
	return nil
}

// Commit finishes it even if it fails.
func commits(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM t"); err != nil {
		tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return nil
}

// The deferred closure does one or the other.
func byClosure(db *sql.DB) (err error) {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			tx.Rollback()
			panic(p)
		}
		if err != nil {
			tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	_, err = tx.Exec("DELETE FROM t")
	return err
}

// The rollback depends on the result, the way without it commits.
func byResult(db *sql.DB) (err error) {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tx.Rollback()
		}
	}()
	if _, err = tx.Exec("DELETE FROM t"); err != nil {
		return err
	}
	return tx.Commit()
}

// The end of the context rolls it back.
func withTimeout(db *sql.DB) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM t"); err != nil {
		return err
	}
	return tx.Commit()
}

type store struct{ tx *sql.Tx }

// It belongs to the store, or to whoever gets it.
func (s *store) begin(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	s.tx = tx
	return nil
}

func begin(db *sql.DB) (*sql.Tx, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	return tx, nil
}

func throughWrapper(db *sql.DB) error {
	tx, err := begin(db) // want "nothing commits or rolls back tx"
	if err != nil {
		return err
	}
	_, err = tx.Exec("DELETE FROM t")
	return err
}
