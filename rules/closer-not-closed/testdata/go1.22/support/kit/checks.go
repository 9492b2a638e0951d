// Package kit is for tests alone, as most of it says: silent like them.
package kit

import "testing"

func Check(t *testing.T, address string) {
	if Listen(address) == "" {
		t.Fatal("no address")
	}
}

func CheckAll(t *testing.T, addresses ...string) {
	for _, address := range addresses {
		Check(t, address)
	}
}
