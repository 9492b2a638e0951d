// Package basic holds the plain forms of the defect, and what looks like it.
package basic

import (
	"context"
	"database/sql"
	"net/http"
	"time"
)

// doc:bad
func names(db *sql.DB, limit int) ([]string, error) {
	rows, err := db.Query("SELECT name FROM users") // want "rows are not closed on the way to line 24"
	if err != nil {
		return nil, err
	}
	var all []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		if all = append(all, name); len(all) == limit {
			return all, nil
		}
	}
	return all, rows.Close()
}

// doc:end

// doc:good
func namesWell(db *sql.DB, limit int) ([]string, error) {
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		if all = append(all, name); len(all) == limit {
			return all, nil
		}
	}
	return all, rows.Err()
}

// doc:end

func exists(db *sql.DB) (bool, error) {
	rows, err := db.Query("SELECT 1 FROM users") // want "nothing closes rows, .* write defer rows.Close"
	if err != nil {
		return false, err
	}
	return rows.Next(), nil
}

func insert(db *sql.DB, name string) error {
	_, err := db.Query("INSERT INTO users (name) VALUES (?)", name) // want "nothing holds the rows of this query.*use Exec"
	return err
}

func second(db *sql.DB) error {
	rows, err := db.Query("SELECT 1") // want "rows get another value on line 72"
	if err != nil {
		return err
	}
	rows, err = db.Query("SELECT 2")
	if err != nil {
		return err
	}
	return rows.Close()
}

func each(db *sql.DB, ids []int) error {
	for _, id := range ids {
		rows, err := db.Query("SELECT ?", id) // want "the loop comes round before these rows are closed"
		if err != nil {
			return err
		}
		if !rows.NextResultSet() {
			continue
		}
		rows.Close()
	}
	return nil
}

// The last row closes them.
func toTheEnd(db *sql.DB, see func(int)) error {
	rows, err := db.Query("SELECT id FROM users")
	if err != nil {
		return err
	}
	for rows.Next() {
		var id int
		if rows.Scan(&id) == nil {
			see(id)
		}
	}
	return rows.Err()
}

// Opt-in: what only a failed Scan loses.
func untilScanFails(db *sql.DB) (all []string, err error) {
	rows, err := db.Query("SELECT name FROM users") // wider "rows are not closed on the way to line 118 and hold a connection"
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var name string
		err = rows.Scan(&name)
		if err != nil {
			return nil, err
		}
		all = append(all, name)
	}
	return all, nil
}

// They belong to whoever gets them.
func query(db *sql.DB) (*sql.Rows, error) { return db.Query("SELECT 1") }

func throughWrapper(db *sql.DB) (bool, error) {
	rows, err := query(db) // want "nothing closes rows"
	if err != nil {
		return false, err
	}
	return rows.Next(), nil
}

// A single row is closed by Scan.
func one(db *sql.DB) (id int, err error) {
	err = db.QueryRow("SELECT id FROM users").Scan(&id)
	return id, err
}

// The helper closes them.
func byHelper(db *sql.DB) error {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	defer closeRows(rows)
	return nil
}

func closeRows(rows *sql.Rows) { _ = rows.Close() }

// So does a deferred closure.
func byClosure(db *sql.DB) (err error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	defer func() {
		if cerr := rows.Close(); err == nil {
			err = cerr
		}
	}()
	return nil
}

// The end of the context closes them.
func withTimeout(db *sql.DB) (bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	rows, err := db.QueryContext(ctx, "SELECT 1")
	if err != nil {
		return false, err
	}
	return rows.Next(), nil
}

func handler(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rows, err := db.QueryContext(r.Context(), "SELECT 1")
		if err == nil && rows.Next() {
			w.WriteHeader(http.StatusNoContent)
		}
	}
}

// So does the end of the transaction.
func inTransaction(tx *sql.Tx) (bool, error) {
	rows, err := tx.Query("SELECT 1")
	if err != nil {
		return false, err
	}
	return rows.Next(), nil
}

func inStatementOf(tx *sql.Tx, db *sql.DB) error {
	stmt, err := tx.Prepare("SELECT 1")
	if err != nil {
		return err
	}
	if _, err := stmt.Query(); err != nil {
		return err
	}
	own, err := db.Prepare("SELECT 1")
	if err != nil {
		return err
	}
	defer own.Close()
	_, err = own.Query() // want "nothing holds the rows of this query"
	return err
}

// Opt-in: what only a failure while they are read loses, in a step that nobody takes again and again.
func Migrate(db *sql.DB, rewrite func(string) error) error { return upgrade(db, rewrite) }

func upgrade(db *sql.DB, rewrite func(string) error) error {
	rows, err := db.Query("SELECT name FROM users") // wider "rows are not closed on the way to line"
	if err != nil {
		return err
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		if err := rewrite(name); err != nil {
			return err
		}
	}
	return rows.Err()
}

func upgradeAll(dbs []*sql.DB, rewrite func(string) error) error {
	for _, db := range dbs {
		if err := upgradeEach(db, rewrite); err != nil {
			return err
		}
	}
	return nil
}

func upgradeEach(db *sql.DB, rewrite func(string) error) error {
	rows, err := db.Query("SELECT name FROM users") // want "rows are not closed on the way to line"
	if err != nil {
		return err
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		if err := rewrite(name); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Err tells of an error only of rows that are closed already, or are being closed as the context has ended.
func failsEarly(db *sql.DB) (*sql.Rows, error) {
	rows, err := db.Query("SELECT name FROM users")
	if err != nil || rows.Err() != nil {
		return nil, err
	}
	return rows, nil
}

func failsEarlyByName(db *sql.DB) (*sql.Rows, error) {
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {
		return nil, err
	}
	err = rows.Err()
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// The rows have no error on the way out that is named.
func failsEarlyOrLate(db *sql.DB, check func() error) (*sql.Rows, error) {
	rows, err := db.Query("SELECT name FROM users") // want "rows are not closed on the way to line 291"
	if err != nil {
		return nil, err
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if err := check(); err != nil {
		return nil, err
	}
	return rows, nil
}
