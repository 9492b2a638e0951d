// Package retention holds programs that keep a little of something big, and with it the whole.
package retention

import (
	"io"
	"measure"
	"slices"
)

// Cases are all programs of the package.
func Cases() []measure.Case {
	return slices.Concat(substrings, subslices, buffers, uncleared, elements, contexts)
}

// keeps is a case of programs that read a document and should keep a few bytes of it.
func keeps(defect, fixed func(io.Reader)) measure.Case {
	return measure.With(measure.Held, measure.Document, defect, fixed)
}
