// Package old is of a time without bytes.Clone.
package old

import "bufio"

func lines(sc *bufio.Scanner) (all [][]byte) {
	for sc.Scan() {
		all = append(all, sc.Bytes()) // want "valid until the next read"
	}
	return all
}

func count(sc *bufio.Scanner) (n int) {
	for sc.Scan() {
		n += len(sc.Bytes())
	}
	return n
}
