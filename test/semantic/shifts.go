package app

type mask uint8

type register struct {
	bits  mask
	width int
}

const wordBits = 5

func set(bit uint16, rest ...byte) {}

func pick[T any](guard mask, value T) T { return value }

// A constant shifted by a count that is none takes the type that it would have in the place of the shift.
func shifts(n uint, r *register, flags map[mask]bool, out chan mask, words []uint64) (int, mask) {
	_ = 1 << n                   // type: untyped int
	_ = 1 << wordBits            // shift: untyped int
	_ = uint32(1) << n           // shift: uint32
	_ = r.bits & (1 << n)        // shift: example.com/app.mask
	_ = -(1 << n) | ^r.bits      // shift: example.com/app.mask
	_ = 1<<n | 1<<wordBits       // shift: untyped int
	_ = words[0]&((1<<n)-1) == 0 // shift: uint64
	_ = r.bits == 1<<n           // shift: example.com/app.mask
	_ = any(r) == 1<<n           // shift: untyped int
	_ = uint64(1 << n)           // shift: uint64
	_ = any(1 << n)              // shift: untyped int
	_ = words[0] <<
		(1 << n) // shift: untyped int
	_ = words[1<<n]                     // shift: untyped int
	_ = flags[1<<n]                     // shift: example.com/app.mask
	_ = []mask{1 << n}                  // shift: example.com/app.mask
	_ = [...]bool{1 << wordBits: true}  // shift: untyped int
	_ = map[mask]uint64{r.bits: 1 << n} // shift: uint64
	_ = register{bits: 1 << n}          // shift: example.com/app.mask
	_ = register{1 << n, 2}             // shift: example.com/app.mask
	_ = append(words, 1<<n)             // shift: uint64
	_ = make([]mask, 1<<n)              // shift: untyped int
	_ = pick(1<<n, "")                  // shift: example.com/app.mask
	_ = pick(0, 1<<n)                   // shift: untyped int
	_ = pick(0, 1<<n)                   // type: int
	set(1<<n, 2)                        // shift: uint16
	set(1, 2, 1<<n)                     // shift: uint8
	r.bits |= 1 << n                    // shift: example.com/app.mask
	out <- 1 << n                       // shift: example.com/app.mask
	var declared uint16 = 1 << n        // shift: uint16
	w := 1 << n                         // shift: untyped int
	switch r.bits {
	case 1 << n: // shift: example.com/app.mask
	}
	return w + int(declared), 1<<n - 1 // shift: example.com/app.mask
}
