// The proof measures what the programs of this module leave behind.
package main

import (
	"measure"
	"proof/cmemory"
	"proof/finalizer"
	"proof/goroutine"
	"proof/growth"
	"proof/iterpull"
	"proof/lifetime"
	"proof/pool"
	"proof/resource"
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
		lifetime.Cases(),
		pool.Cases(),
		resource.Cases(),
		retention.Cases(),
		sqldb.Cases(),
	)
}
