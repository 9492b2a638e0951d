package sqldb

import (
	"context"
	"database/sql"
	"measure"
)

var statementCases = []measure.Case{
	statements.Of(prepared, preparedClosed),
	statements.Of(preparedError, preparedErrorDeferred),
	statements.Of(preparedInLoop, preparedInLoopClosed),
	statements.Of(insertMethod, insertMethodClosed),
	statements.Of(helperStatement, helperStatementClosed),
}

// prepared prepares a statement for one use.
//
//proof:want sql-stmt-not-closed
func prepared() {
	stmt, err := db.Prepare("insert into t values (?)")
	if err != nil {
		return
	}
	stmt.Exec(1)
}

//proof:none
func preparedClosed() {
	stmt, err := db.Prepare("insert into t values (?)")
	if err != nil {
		return
	}
	stmt.Exec(1)
	stmt.Close()
}

// preparedError returns before it closes.
//
//proof:want sql-stmt-not-closed
func preparedError() {
	stmt, err := db.PrepareContext(context.Background(), "insert into t values (?)")
	if err != nil {
		return
	}
	for i := range 3 {
		if err := use(i); err != nil {
			return
		}
		stmt.Exec(i)
	}
	stmt.Close()
}

//proof:none
func preparedErrorDeferred() {
	stmt, err := db.PrepareContext(context.Background(), "insert into t values (?)")
	if err != nil {
		return
	}
	defer stmt.Close()
	for i := range 3 {
		if err := use(i); err != nil {
			return
		}
		stmt.Exec(i)
	}
}

// preparedInLoop prepares anew in each round and closes the last.
//
//proof:want sql-stmt-not-closed
func preparedInLoop() {
	var stmt *sql.Stmt
	for i := range 2 {
		var err error
		stmt, err = db.Prepare("insert into t values (?)")
		if err != nil {
			return
		}
		stmt.Exec(i)
	}
	stmt.Close()
}

//proof:none
func preparedInLoopClosed() {
	for i := range 2 {
		stmt, err := db.Prepare("insert into t values (?)")
		if err != nil {
			return
		}
		stmt.Exec(i)
		stmt.Close()
	}
}

type writer struct{ db *sql.DB }

func (w *writer) insert(n int) error {
	stmt, err := w.db.Prepare("insert into t values (?)")
	if err != nil {
		return err
	}
	_, err = stmt.Exec(n)
	return err
}

func (w *writer) insertClosed(n int) error {
	stmt, err := w.db.Prepare("insert into t values (?)")
	if err != nil {
		return err
	}
	defer stmt.Close()
	_, err = stmt.Exec(n)
	return err
}

// insertMethod calls insert, which stands above.
//
//proof:want sql-stmt-not-closed
func insertMethod() {
	(&writer{db}).insert(1)
}

//proof:none
func insertMethodClosed() {
	(&writer{db}).insertClosed(1)
}

func prepare(query string) *sql.Stmt {
	stmt, err := db.Prepare(query)
	if err != nil {
		panic(err)
	}
	return stmt
}

// helperStatement has its statement from a helper.
//
//proof:miss sql-stmt-not-closed: a method of what a helper returns, without a variable
func helperStatement() {
	row := prepare("select id from t").QueryRow()
	row.Scan(&total)
}

//proof:none
func helperStatementClosed() {
	stmt := prepare("select id from t")
	defer stmt.Close()
	row := stmt.QueryRow()
	row.Scan(&total)
}
