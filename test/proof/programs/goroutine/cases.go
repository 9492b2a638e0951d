// Package goroutine holds programs that leave goroutines behind.
package goroutine

import (
	"context"
	"measure"
	"slices"
	"time"
)

// Cases are all programs of the package.
func Cases() []measure.Case {
	return slices.Concat(sends, receives, ranges, producers, replies, tickers, groups, loops, generators)
}

// leaves is a case of programs that are given a context which has ended.
func leaves(defect, fixed func(context.Context)) measure.Case {
	return measure.With(measure.Goroutines, ended, defect, fixed)
}

func ended() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

// slow takes a while.
func slow(n int) (int, error) {
	time.Sleep(time.Millisecond)
	return n, nil
}
