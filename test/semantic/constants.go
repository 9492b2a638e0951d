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

const (
	_     = iota
	small = 1 << (10 * iota)
	big
)

const newline = "\r\n"

var table [second + 2]string

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
	_ = third              // constant: 2
	_ = big                // constant: 1048576
	_ = len(table)         // constant: 3
	_ = len(newline)       // constant: 2
	_ = 1.0 / 2            // constant: 0.5
	_ = 6 &^ 2             // constant: 4
	_ = mask&0xff | 1<<16  // constant: 65791
	_ = len("four")        // constant: 4
	n := 3
	_ = n // constant: undefined
}
