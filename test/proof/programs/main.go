// The proof measures what the programs of this module leave behind.
package main

import (
	"measure"
	"proof/cmemory"
	"proof/finalizer"
	"proof/goroutine"
	"proof/growth"
	"proof/iterpull"
	"proof/pool"
	"proof/retention"
	"proof/sqldb"
)

func main() {
	measure.Main(
		cmemory.Cases(),
		finalizer.Cases(),
		goroutine.Cases(),
		growth.Cases(),
		iterpull.Cases(),
		pool.Cases(),
		retention.Cases(),
		sqldb.Cases(),
	)
}
