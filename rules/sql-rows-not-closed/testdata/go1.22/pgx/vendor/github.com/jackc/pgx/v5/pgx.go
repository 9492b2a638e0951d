// Package pgx is a stub.
package pgx

type Rows interface {
	Close()
	Err() error
	Next() bool
	Scan(dest ...any) error
}

type CollectableRow interface{ Scan(dest ...any) error }

func RowTo[T any](row CollectableRow) (T, error) { panic("stub") }

func CollectRows[T any](rows Rows, fn func(CollectableRow) (T, error)) ([]T, error) { panic("stub") }
