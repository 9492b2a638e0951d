// Package basic has maps that live long.
package basic

import (
	"net/http"
	"reflect"
	"sync"
)

// doc:bad
var lastSeen = map[string]int64{}

func seen(r *http.Request, now int64) {
	lastSeen[r.RemoteAddr] = now // want "each new r.RemoteAddr adds an entry to lastSeen"
}

// doc:end

// doc:good
var connected = map[string]int64{}

func connect(r *http.Request, now int64) {
	connected[r.RemoteAddr] = now
}

func disconnect(r *http.Request) {
	delete(connected, r.RemoteAddr)
}

// doc:end

type server struct {
	mu       sync.Mutex
	sessions map[string]*session
	names    sync.Map
	limited  map[string]bool
	kinds    map[kind]int
	done     chan struct{}
}

type session struct{ id string }

func (s *server) Close() { close(s.done) }

func (s *server) open(id string) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sessions == nil {
		s.sessions = make(map[string]*session)
	}
	one := &session{id: id}
	s.sessions[id] = one // want "each new id adds an entry to sessions"
	return one
}

func (s *server) rename(id, name string) {
	s.names.Store(id, name) // want "each new id adds an entry to names"
}

// Somebody looks at how many there are.
func (s *server) limit(id string) bool {
	if len(s.limited) > 1000 {
		return false
	}
	s.limited[id] = true
	return true
}

type kind int

// Kinds are few.
func (s *server) count(k kind) {
	s.kinds[k]++
}

var types = map[reflect.Type]string{}

// So are types, and constants.
func nameOf(v any) string {
	t := reflect.TypeOf(v)
	types[t] = t.Name()
	flags["used"] = true
	return types[t]
}

var flags = map[string]bool{}

var handlers = map[string]func(){}

// Runs once.
func init() {
	for _, name := range []string{"a", "b"} {
		handlers[name] = func() {}
	}
}

var pending = map[string]int{}

// All of it goes.
func flush(use func(map[string]int)) {
	old := pending
	pending = map[string]int{}
	use(old)
}

func add(name string) { pending[name]++ }

var shared = map[string]int{}

// Who gets the map may remove what it likes.
func share(use func(map[string]int)) { use(shared) }

func addShared(name string) { shared[name]++ }

// A map of the call.
func group(names []string) map[string]int {
	counts := map[string]int{}
	for _, name := range names {
		counts[name]++
	}
	return counts
}

type request struct{ values map[string]string }

// A request does not live long.
func (r *request) set(key, value string) { r.values[key] = value }
