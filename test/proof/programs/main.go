// The proof measures what the programs of this module leave behind.
package main

import (
	"measure"
	"proof/goroutine"
	"proof/retention"
)

func main() {
	measure.Main(
		goroutine.Cases(),
		retention.Cases(),
	)
}
