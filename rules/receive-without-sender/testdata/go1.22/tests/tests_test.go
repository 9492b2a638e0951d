package tests

import "testing"

// Not reported: the callback must never be called, and the test would hang if it were.
func TestEachOfNone(t *testing.T) {
	var never chan int
	each(nil, func(string) {
		t.Log(<-never)
	})
	t.Log(wait())
}
