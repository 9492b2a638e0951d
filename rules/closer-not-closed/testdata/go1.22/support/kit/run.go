package kit

import "testing"

func Run(t *testing.T, name string, addresses ...string) {
	t.Run(name, func(t *testing.T) { CheckAll(t, addresses...) })
}
