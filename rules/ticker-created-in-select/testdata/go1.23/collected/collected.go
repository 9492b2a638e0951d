// Package collected is built where tickers that nothing refers to are collected.
package collected

import "time"

// want nothing: since Go 1.23 the collector frees such tickers

func poll(isReady func() bool) {
	for !isReady() {
		<-time.Tick(time.Second)
	}
}
