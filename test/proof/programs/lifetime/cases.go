// Package lifetime holds programs that release too late or not at all: contexts and deferred calls.
package lifetime

import (
	"context"
	"measure"
	"slices"
)

// Cases are all programs of the package.
func Cases() []measure.Case {
	return slices.Concat(cancels, nested, defers, afters)
}

// server lives as long as the process.
var server, stopServer = context.WithCancel(context.Background())

var total int
