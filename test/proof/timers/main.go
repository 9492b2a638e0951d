// The proof measures what the programs of this module leave behind.
package main

import (
	"measure"
	"timers/timer"
)

func main() {
	measure.Main(timer.Cases())
}
