// The proof measures what the programs of this module leave behind.
package main

import (
	"measure"
	"proof/finalizer"
	"proof/goroutine"
	"proof/pool"
	"proof/retention"
)

func main() {
	measure.Main(
		finalizer.Cases(),
		goroutine.Cases(),
		pool.Cases(),
		retention.Cases(),
	)
}
