// Package sqldb holds programs that leave rows, statements and transactions of database/sql open.
package sqldb

import (
	"errors"
	"measure"
	"slices"
)

// Cases are all programs of the package.
func Cases() []measure.Case {
	return slices.Concat(rowCases, statementCases, transactionCases)
}

var (
	errTooBig = errors.New("too big")
	total     int
)

// use fails for all but the first row.
func use(n int) error {
	total += n
	if n > 1 {
		return errTooBig
	}
	return nil
}
