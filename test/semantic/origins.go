package app

import (
	"io"
	"net"
	"os"
	"strings"
	"time"
)

type Path string

type server struct {
	listener net.Listener
	done     chan struct{}
	Timeout  time.Duration
	conns    map[string]net.Conn
	buffer   []byte
}

var fallback io.Reader = os.Stdin

func newServer(address string) (*server, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	_ = l   // origins: call net.Listen("tcp", address)
	_ = err // origins: call net.Listen("tcp", address)#1
	s := &server{listener: l, done: make(chan struct{})}
	_ = s // origins: literal server{listener: l, done: make(chan struct{})}
	s.Timeout = time.Second
	return s, nil
}

func (s *server) serve(name string, input <-chan []byte) {
	_ = s            // origins: receiver s
	_ = name         // origins: parameter name
	_ = s.listener   // origins: field s.listener = l
	_ = s.Timeout    // origins: field s.Timeout = ?
	_ = s.done       // origins: field s.done = make(chan struct{})
	_ = s.buffer     // origins: field s.buffer = ?
	_ = s.conns["a"] // origins: element s.conns["a"]
	fill(&s.buffer)
	conn, ok := s.conns[name]
	_ = conn // origins: element s.conns[name]
	_ = ok   // origins: computed s.conns[name]
	data := <-input
	value := 1
	_ = data[1:2]      // origins: received <-input
	_ = string(data)   // origins: computed string(data)
	_ = Path(name)     // origins: parameter name
	_ = s.serve        // origins: method-value s.serve
	_ = time.Now       // origins: function time.Now
	_ = newServer      // origins: function example.com/app.newServer
	_ = io.EOF         // origins: global io.EOF
	_ = fallback       // origins: global fallback
	_ = 2 * time.Hour  // origins: constant 2 * time.Hour
	_ = name + "/"     // origins: computed name + "/"
	_ = func() {}      // origins: function example.com/app.(*server).serve.func
	_ = (*server)(nil) // origins: nil nil
	_ = *s             // origins: element *s
	_ = &value         // origins: address &value
	for key, value := range s.conns {
		_ = key   // origins: element key, value := range s.conns
		_ = value // origins: element key, value := range s.conns
	}
}

func fill(buffer *[]byte) { *buffer = nil }

// An interface copy, an assertion and a directional conversion are still the same value.
func copies(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	var c io.Closer = f
	_ = c            // origins: call os.Open(path)
	_ = c.(*os.File) // origins: call os.Open(path)
	stop := make(chan bool)
	_ = (<-chan bool)(stop) // origins: made make(chan bool)
	switch r := io.Reader(f).(type) {
	case *os.File:
		_ = r // origins: call os.Open(path)
	}
	return c.Close()
}

// What comes together at a join comes from all sides; what is overwritten from none.
func joined(path string, stdin bool) {
	var r io.Reader
	_ = r // origins: zero r
	if stdin {
		r = os.Stdin
	} else {
		r = strings.NewReader("")
		r = strings.NewReader(path)
	}
	_ = r // origins: global os.Stdin | call strings.NewReader(path)
	var last *strings.Reader
	for _, part := range strings.Split(path, "/") {
		last = strings.NewReader(part)
	}
	_ = last // origins: zero last | call strings.NewReader(part)
}

// A variable that a literal assigns has all its values at once; one that is pointed to may have any.
func shared(path string) {
	count := 1
	go func() { count = len(path) }()
	_ = count // origins: constant 1 | call len(path)
	text := path
	change(&text)
	_ = text // origins: unknown text | parameter path
}

func change(text *string) { *text = "" }

// Nothing is known of a name that nobody declares in what can be seen.
func results() (r io.Reader, err error) {
	defer func() {
		_ = r // origins: zero r | call os.Open("a") | nil nil
	}()
	if fallback == nil {
		return os.Open("a")
	}
	return nil, nil
}
