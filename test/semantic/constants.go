package app

import (
	"time"
	"unsafe"
)

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

type weekday uint8

const (
	monday weekday = iota + 1
	tuesday
	_
	thursday
)

const (
	bufferSize         = 4 << 10
	all        uint8   = ^uint8(0)
	wide               = 1<<64 - 1
	half       float64 = 1
	seconds            = 1.5e3
	wordBits           = 32 << (^uint(0) >> 63)
)

type header struct {
	kind byte
	size uint32
	data []byte
}

// A constant without a value of its own repeats expression and type of the one before.
func repeated() {
	_ = tuesday // type: example.com/app.weekday
	_ = third   // type: untyped int
}

// Integers are exact while they are computed with; a result beyond 2^53 is unknown.
func exact() {
	_ = tuesday                                 // constant: 2
	_ = thursday                                // constant: 4
	_ = all                                     // constant: 255
	_ = uint64(wide)                            // constant: undefined
	_ = wide >> 60                              // constant: 15
	_ = wide%10 == 5                            // constant: true
	_ = wordBits                                // constant: 64
	_ = half / 4                                // constant: 0.25
	_ = time.Duration(seconds) * time.Second    // constant: 1500000000000
	_ = time.Duration(1.5 * float64(time.Hour)) // constant: 5400000000000
	_ = time.Second * 2.0 / 3                   // constant: 666666666
	_ = int64(-7) / 2                           // constant: -3
	_ = 0.1+0.2 == 0.3                          // constant: undefined
	_ = bufferSize > 1<<10 && timeout < 10e9    // constant: true
	_ = min(bufferSize, 100, window)            // constant: 16
	_ = unsafe.Sizeof(header{})                 // constant: 32
	_ = unsafe.Sizeof(header{}.data)            // constant: 24
}

// Escapes, and strings that are no text: only their length is known.
func text() {
	_ = "\x41\u00e9\101"   // constant: AéA
	_ = len("é\u00e9")     // constant: 4
	_ = len("\xff\xfe")    // constant: 2
	_ = "\xff"             // constant: undefined
	_ = "a" + `b`          // constant: ab
	_ = "a" < "b"          // constant: true
	_ = '\xff'             // constant: 255
	_ = string('a')        // constant: a
	_ = len(newline + "!") // constant: 3
}

func shadowedIota() {
	const iota = 7
	_ = iota // constant: 7
}
