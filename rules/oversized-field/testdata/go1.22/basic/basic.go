// Package basic declares enumerations.
package basic

// doc:bad
type state int

const (
	idle state = iota
	busy
	gone
)

type conn struct { // want "conn takes 64 bytes of the heap and would take 48 with state based on uint8, which holds all constants of state and wanted"
	name   string
	peer   string
	id     uint64
	state  state
	wanted state
}

func newConn(name string) *conn {
	return &conn{name: name, state: busy}
}

// doc:end

// doc:good
type smallState uint8

const (
	smallIdle smallState = iota
	smallBusy
)

type smallConn struct {
	name   string
	peer   string
	id     uint64
	state  smallState
	wanted smallState
}

func newSmallConn(name string) *smallConn {
	return &smallConn{name: name, state: smallBusy}
}

// doc:end

// As large as before: 56 bytes and 49 both take 64.
type padded struct {
	name  string
	peer  string
	extra string
	state state
}

func newPadded() *padded { return new(padded) }

// Never allocated on its own.
type element struct {
	name   string
	peer   string
	id     uint64
	state  state
	wanted state
}

func newElements() []element { return make([]element, 10) }

// Codes come from outside.
type code int

const (
	codeA code = 1
	codeB code = 2
)

type reply struct {
	name   string
	peer   string
	id     uint64
	code   code
	before code
}

func newReply(n int) *reply { return &reply{code: code(n)} }

// Levels go on beyond the constants.
type level int

const (
	low  level = 0
	high level = 9
)

type entry struct {
	name  string
	peer  string
	id    uint64
	level level
	next  level
}

func newEntry() *entry { return &entry{} }

func (e *entry) rise() { e.next = e.level + 1 }

// Too many for a byte.
type port int

const (
	httpPort  port = 80
	httpsPort port = 443
)

type server struct {
	name string
	peer string
	id   uint64
	port port
	next port
}

func newServer() *server { return &server{port: httpPort, next: httpsPort} }
