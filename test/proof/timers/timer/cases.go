// Package timer holds programs that leave timers behind. Since Go 1.23 a timer that nobody refers to is collected, so
// at that version of the module none of these leaks.
package timer

import (
	"measure"
	"slices"
	"time"
)

// Cases are all programs of the package.
func Cases() []measure.Case {
	return slices.Concat(tickers, afters)
}

func grows(defect, fixed func()) measure.Case {
	return measure.Grows.Of(defect, fixed)
}

// long is longer than the process lives.
const long = 10 * time.Minute
