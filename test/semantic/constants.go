package app

import "time"

const (
	window  = 16
	timeout = 5 * time.Second
	mask    = 1<<window - 1
	octal   = 0o17
)

const (
	first = iota
	second
	third
)

func constants() {
	_ = window * 2         // constant: 32
	_ = timeout            // constant: 5000000000
	_ = time.Minute / 2    // constant: 30000000000
	_ = time.Duration(100) // constant: 100
	_ = mask               // constant: 65535
	_ = octal + 010        // constant: 23
	_ = -window            // constant: -16
	_ = 7 / 2              // constant: 3
	_ = first              // constant: 0
	_ = third              // constant: undefined
	_ = len("four")        // constant: 4
	n := 3
	_ = n // constant: undefined
}
