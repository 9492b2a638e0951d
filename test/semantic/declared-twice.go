package app

type request struct{ id int }

type request struct{ name string }

type client struct{}

func dial() *client { return nil }
func dial() error   { return nil }

const limit = 1
const limit = "1"

var retries int
var retries, attempts = 3, 4

// Files of two builds in one package, or code that does not compile: which declaration holds cannot be told.
func declaredTwice(r request) {
	_ = retries  // definition: unknown
	_ = attempts // definition: global of line 16
	_ = limit    // constant: undefined
	_ = r        // type: ?
	_ = r.id     // type: ?
	dial()       // callee: unknown
	local := 1
	_ = local // definition: local of line 26
	c := new(client)
	_ = c.send() // type: ?
	c.send()     // callee: unknown
}

func (c *client) send() int   { return 0 }
func (c *client) send() error { return nil }
