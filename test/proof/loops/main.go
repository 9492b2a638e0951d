// The proof measures what the programs of this module leave behind.
package main

import (
	"loops/loopvar"
	"measure"
)

func main() {
	measure.Main(loopvar.Cases())
}
