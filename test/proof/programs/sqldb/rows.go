package sqldb

import (
	"context"
	"database/sql"
	"measure"
)

var rowCases = []measure.Case{
	inUse.Of(scanError, scanErrorDeferred),
	inUse.Of(firstRow, firstRowClosed),
	inUse.Of(closedAtEnd, closedAlways),
	inUse.Of(exists, existsClosed),
	inUse.Of(repository, repositoryClosed),
	inUse.Of(helperRows, helperRowsClosed),
	inUse.Of(ifStatement, ifStatementClosed),
	inUse.Of(genericQuery, genericQueryClosed),
	inUse.Of(connectionRows, connectionRowsClosed),
	inUse.Of(discarded, executed),
	inUse.Of(preparedRows, preparedRowsClosed),
	inUse.Of(breakLoop, breakLoopClosed),
}

// scanError returns in the loop.
//
//proof:want sql-rows-not-closed
func scanError() {
	rows, err := db.Query("select id from t")
	if err != nil {
		return
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return
		}
		if err := use(id); err != nil {
			return
		}
	}
	rows.Close()
}

//proof:none
func scanErrorDeferred() {
	rows, err := db.Query("select id from t")
	if err != nil {
		return
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return
		}
		if err := use(id); err != nil {
			return
		}
	}
}

// firstRow reads one row.
//
//proof:want sql-rows-not-closed
func firstRow() {
	rows, err := db.QueryContext(context.Background(), "select id from t")
	if err != nil {
		return
	}
	var id int
	if rows.Next() {
		rows.Scan(&id)
	}
	use(id)
}

//proof:none
func firstRowClosed() {
	rows, err := db.QueryContext(context.Background(), "select id from t")
	if err != nil {
		return
	}
	var id int
	if rows.Next() {
		rows.Scan(&id)
	}
	rows.Close()
	use(id)
}

// closedAtEnd closes at the end, which an early return does not reach.
//
//proof:want sql-rows-not-closed
func closedAtEnd() {
	rows, err := db.Query("select id from t")
	if err != nil {
		return
	}
	columns, err := rows.Columns()
	if err != nil || len(columns) < 2 {
		return
	}
	for rows.Next() {
	}
	rows.Close()
}

//proof:none
func closedAlways() {
	rows, err := db.Query("select id from t")
	if err != nil {
		return
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil || len(columns) < 2 {
		return
	}
	for rows.Next() {
	}
}

// exists asks only whether there is a row.
//
//proof:want sql-rows-not-closed
func exists() {
	rows, err := db.Query("select 1 from t")
	if err == nil && rows.Next() {
		total++
	}
}

//proof:none
func existsClosed() {
	rows, err := db.Query("select 1 from t")
	if err == nil {
		if rows.Next() {
			total++
		}
		rows.Close()
	}
}

type users struct{ db *sql.DB }

func (u *users) find(limit int) (ids []int, err error) {
	rows, err := u.db.Query("select id from users")
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			rows.Close()
			return nil, err
		}
		if ids = append(ids, id); len(ids) == limit {
			return ids, nil
		}
	}
	return ids, rows.Err()
}

func (u *users) findClosed(limit int) (ids []int, err error) {
	rows, err := u.db.Query("select id from users")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() && len(ids) < limit {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// repository reaches a limit in a method, which stands above.
//
//proof:want sql-rows-not-closed
func repository() {
	u := &users{db}
	u.find(2)
}

//proof:none
func repositoryClosed() {
	u := &users{db}
	u.findClosed(2)
}

func queryAll(table string) (*sql.Rows, error) {
	return db.Query("select id from " + table)
}

// helperRows has its rows from a function of the package.
//
//proof:want sql-rows-not-closed
func helperRows() {
	rows, err := queryAll("t")
	if err != nil {
		return
	}
	if rows.Next() {
		var id int
		rows.Scan(&id)
	}
}

//proof:none
func helperRowsClosed() {
	rows, err := queryAll("t")
	if err != nil {
		return
	}
	defer rows.Close()
	if rows.Next() {
		var id int
		rows.Scan(&id)
	}
}

// ifStatement declares the rows in an if statement.
//
//proof:want sql-rows-not-closed
func ifStatement() {
	if rows, err := db.Query("select id from t"); err == nil {
		var id int
		for rows.Next() {
			rows.Scan(&id)
			if use(id) != nil {
				return
			}
		}
	}
}

//proof:none
func ifStatementClosed() {
	if rows, err := db.Query("select id from t"); err == nil {
		defer rows.Close()
		var id int
		for rows.Next() {
			rows.Scan(&id)
			if use(id) != nil {
				return
			}
		}
	}
}

func one[T any](query string) (value T, err error) {
	rows, err := db.Query(query)
	if err != nil {
		return value, err
	}
	if !rows.Next() {
		return value, sql.ErrNoRows
	}
	return value, rows.Scan(&value)
}

func oneClosed[T any](query string) (value T, err error) {
	rows, err := db.Query(query)
	if err != nil {
		return value, err
	}
	defer rows.Close()
	if !rows.Next() {
		return value, sql.ErrNoRows
	}
	return value, rows.Scan(&value)
}

// genericQuery calls one, which stands above.
//
//proof:want sql-rows-not-closed
func genericQuery() {
	one[int]("select id from t")
}

//proof:none
func genericQueryClosed() {
	oneClosed[int]("select id from t")
}

// connectionRows asks a connection and closes neither its rows nor, if all goes well, the connection.
//
//proof:want sql-rows-not-closed
//proof:want closer-not-closed
func connectionRows() {
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return
	}
	rows, err := conn.QueryContext(ctx, "select id from t")
	if err != nil {
		conn.Close()
		return
	}
	rows.Next()
}

//proof:none
func connectionRowsClosed() {
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return
	}
	defer conn.Close()
	rows, err := conn.QueryContext(ctx, "select id from t")
	if err != nil {
		return
	}
	defer rows.Close()
	rows.Next()
}

// discarded uses Query for what gives no rows.
//
//proof:want sql-rows-not-closed
func discarded() {
	_, err := db.Query("delete from t")
	if err != nil {
		return
	}
	total++
}

//proof:none
func executed() {
	_, err := db.Exec("delete from t")
	if err != nil {
		return
	}
	total++
}

// preparedRows has its rows from a statement.
//
//proof:want sql-rows-not-closed
func preparedRows() {
	stmt, err := db.Prepare("select id from t")
	if err != nil {
		return
	}
	defer stmt.Close()
	rows, err := stmt.Query()
	if err != nil {
		return
	}
	rows.Next()
}

//proof:none
func preparedRowsClosed() {
	stmt, err := db.Prepare("select id from t")
	if err != nil {
		return
	}
	defer stmt.Close()
	rows, err := stmt.Query()
	if err != nil {
		return
	}
	defer rows.Close()
	rows.Next()
}

// breakLoop breaks out of the loop, which only ends it by itself.
//
//proof:want sql-rows-not-closed
func breakLoop() {
	rows, err := db.Query("select id from t")
	if err != nil {
		return
	}
	var id int
	for rows.Next() {
		if rows.Scan(&id); use(id) != nil {
			break
		}
	}
	use(id)
}

//proof:none
func breakLoopClosed() {
	rows, err := db.Query("select id from t")
	if err != nil {
		return
	}
	var id int
	for rows.Next() {
		if rows.Scan(&id); use(id) != nil {
			break
		}
	}
	if err := rows.Close(); err != nil {
		return
	}
	use(id)
}
