package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
	"measure"
	"sync/atomic"
)

// memory is a driver that answers each query with the same three rows and counts the statements that are open.
type memory struct{ statements atomic.Int64 }

var (
	theDriver = &memory{}
	db        = open()

	inUse      = measure.Gauge("connections", 1, func() int64 { return int64(db.Stats().InUse) })
	statements = measure.Gauge("statements", 1, theDriver.statements.Load)
)

func open() *sql.DB {
	sql.Register("memory", theDriver)
	db, err := sql.Open("memory", "")
	if err != nil {
		panic(err)
	}
	return db
}

func (m *memory) Open(string) (driver.Conn, error) { return &connection{m}, nil }

type connection struct{ m *memory }

func (c *connection) Prepare(string) (driver.Stmt, error) {
	c.m.statements.Add(1)
	return &statement{c.m}, nil
}

func (c *connection) Close() error              { return nil }
func (c *connection) Begin() (driver.Tx, error) { return transaction{}, nil }

func (c *connection) QueryContext(context.Context, string, []driver.NamedValue) (driver.Rows, error) {
	return &rows{}, nil
}

func (c *connection) ExecContext(context.Context, string, []driver.NamedValue) (driver.Result, error) {
	return driver.RowsAffected(1), nil
}

type statement struct{ m *memory }

func (s *statement) Close() error {
	s.m.statements.Add(-1)
	return nil
}

func (s *statement) NumInput() int                              { return -1 }
func (s *statement) Exec([]driver.Value) (driver.Result, error) { return driver.RowsAffected(1), nil }
func (s *statement) Query([]driver.Value) (driver.Rows, error)  { return &rows{}, nil }
func (transaction) Commit() error                               { return nil }
func (transaction) Rollback() error                             { return nil }
func (r *rows) Columns() []string                               { return []string{"id"} }
func (r *rows) Close() error                                    { return nil }

type transaction struct{}

type rows struct{ n int64 }

func (r *rows) Next(dest []driver.Value) error {
	if r.n == 3 {
		return io.EOF
	}
	r.n++
	dest[0] = r.n
	return nil
}
