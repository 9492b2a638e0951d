package app

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	str "strings"
	"sync"
	"time"
	"unsafe"
)

type server struct {
	http.Handler
	*bufio.Reader
	mu      sync.Mutex
	queue   chan *job
	byName  map[string][]*job
	started time.Time
}

type job struct {
	name string
	done chan struct{}
}

type celsius float64
type alias = server

func (s *server) next() (*job, bool) { return <-s.queue, true }

func declared(s *server, names []string, grid [4][2]int) {
	_ = s.mu                           // type: sync.Mutex
	_ = s.byName["a"]                  // type: []*example.com/app.job
	_ = s.byName["a"][0].done          // type: chan struct{}
	_ = <-s.queue                      // type: *example.com/app.job
	_ = grid[1]                        // type: [2]int
	_ = grid[1:]                       // type: [][2]int
	_ = names[0][1:]                   // type: string
	_ = names[0][0]                    // type: uint8
	_ = &names                         // type: *[]string
	_ = s.started.Sub                  // type: func(time.Time)(time.Duration)
	_ = len(names) + 1                 // type: int
	_ = celsius(1) * 2                 // type: example.com/app.celsius
	_ = names == nil                   // type: bool
	_ = []byte(names[0])               // type: []uint8
	_ = *s                             // type: example.com/app.server
	_ = [...]int{1, 2, 3}              // type: [3]int
	_ = [...]int{size: 1, 2}           // type: [5]int
	_ = complex(1, 2.5*grade)          // type: complex128
	_ = real(complex64(1i))            // type: float32
	_ = func(int) error { return nil } // type: func(int)(error)
	_ = new(job)                       // type: *example.com/app.job
	_ = new(*s)                        // type: *example.com/app.server
	_ = new(*s.byName["a"][0])         // type: *example.com/app.job
	_ = new(*sole.next)                // type: *example.com/app.job
	_ = make(map[string]int)           // type: map[string]int
	_ = append(names, "x")             // type: []string
}

var sole struct{ next *job }

const size = 3

var grade = 1.5

// Package unsafe: its functions are built in, and their types come from their arguments.
func unsafely(p unsafe.Pointer, data []job) {
	_ = *(*[2]job)(p)             // type: [2]example.com/app.job
	_ = (*job)(p)                 // type: *example.com/app.job
	_ = unsafe.SliceData(data)    // type: *example.com/app.job
	_ = unsafe.Slice(&data[0], 1) // type: []example.com/app.job
	_ = unsafe.String(nil, 1)     // type: string
	_ = unsafe.Sizeof(data)       // type: uintptr
	_ = unsafe.Add(p, 1)          // type: unsafe.Pointer
}

// An index that is a qualified name looks like a type argument.
func indexed(byDay map[time.Weekday]map[time.Month]*job, days []time.Weekday, at int, first struct{ Month time.Month }) {
	_ = byDay[time.Monday][time.May].name // type: string
	if _, found := byDay[days[at]][first.Month]; !found {
		_ = found // type: bool
	}
}

// A key of a map or an array is a name in scope; a key of a struct is not.
func keyed(name *job, done int) {
	byJob := map[*job]string{name: "x"}
	_ = [...]string{size: name.name} // type: [4]string
	_ = job{name: byJob[nil]}
}

func inferred(s *server, any interface{}) {
	j, ok := s.next()                      // type: *example.com/app.job
	resp, err := http.Get("")              // type: *net/http.Response
	_ = resp.Body                          // type: io.ReadCloser
	data, err := io.ReadAll(resp.Body)     // type: []uint8
	head, _, found := strings.Cut("", "")  // type: string
	f, err := os.Open("")                  // type: *os.File
	ctx, cancel := context.WithCancel(nil) // type: context.Context
	_ = cancel                             // type: context.CancelFunc
	ticker := time.NewTicker(time.Second)  // type: *time.Ticker
	_ = <-ticker.C                         // type: time.Time
	text, isText := any.(string)           // type: string
	n := 1                                 // type: int
	x := 1.5                               // type: float64
	d := 2 * time.Second                   // type: time.Duration
	b := str.Builder{}                     // type: strings.Builder
	_ = b.String()                         // type: string
	_, _, _, _, _, _, _, _, _ = j, ok, err, data, head, found, f, ctx, text
	_, _, _, _ = isText, n, x, d
}

// Promotion through embedded interfaces and pointers.
func promoted(s *server, a alias) {
	_ = s.ServeHTTP                // type: func(net/http.ResponseWriter,*net/http.Request)()
	line, err := s.ReadString('x') // type: string
	_ = a.queue                    // type: chan *example.com/app.job
	_, _ = line, err
}

func ranges(s *server, n int, seq func(func(string, int) bool)) {
	for name := range s.byName { // type: string
		_ = name
	}
	for _, jobs := range s.byName {
		_ = jobs // type: []*example.com/app.job
	}
	for j := range s.queue { // type: *example.com/app.job
		_ = j
	}
	for i := range 10 { // type: int
		_ = i
	}
	for i := range n { // type: int
		_ = i
	}
	for word := range seq { // type: string
		_ = word
	}
	for i, r := range "héé" { // type: int
		_ = r // type: int32
		_ = i
	}
}

// A variadic parameter is a slice; a pointer to an array ranges like the array.
func gathered(grid *[4][2]int, parts ...string) {
	_ = parts // type: []string
	for _, row := range grid {
		_ = row // type: [2]int
	}
}

func switched(value any) {
	switch v := value.(type) {
	case *server:
		_ = v // type: *example.com/app.server
	case int, string:
		_ = v // type: interface{}
	case nil:
		_ = v // type: interface{}
	default:
		_ = v // type: interface{}
	}
}

func shadowed(time *server) {
	_ = time.queue  // type: chan *example.com/app.job
	_ = time.Second // type: ?
	string := 1
	_ = string // type: int
	if string := "a"; string != "" {
		_ = string // type: string
	}
	_ = string // type: int
}

func redeclared() (err error) {
	x, err := 1, error(nil)
	if true {
		x, y := "inner", 2
		_ = x // type: string
		_ = y
	}
	_ = x // type: int
	x := x
	return err
}

var elided = map[string][]job{"a": {{name: "x"}}}

func literals() {
	_ = elided["a"][0].name // type: string
	local := struct{ a, b int }{1, 2}
	_ = local.b // type: int
	type pair struct{ left, right *job }
	p := pair{}
	_ = p.left.name // type: string
}
