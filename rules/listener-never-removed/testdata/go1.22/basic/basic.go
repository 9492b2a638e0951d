package fixture

import (
	"container/list"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
)

type event struct{ name string }

type bus struct {
	mu       sync.Mutex
	next     int
	handlers map[int]func(event)
}

func (b *bus) subscribe(handler func(event)) (remove func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.next++
	id := b.next
	b.handlers[id] = handler
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.handlers, id)
	}
}

var events = &bus{handlers: map[int]func(event){}}

type session struct{ conn net.Conn }

func (s *session) send(event) { _, _ = s.conn.Write([]byte("event")) }

// doc:bad
func serve(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		s := &session{conn}
		events.subscribe(s.send) // want "the function that removes this listener is thrown away, so that it stays registered, with everything that it refers to, for as long as its owner lives; keep the function and call it when the listener is done"
		go io.Copy(io.Discard, conn)
	}
}

// doc:end

// doc:good
func handle(conn net.Conn) {
	s := &session{conn}
	remove := events.subscribe(s.send)
	defer remove()
	_, _ = io.Copy(io.Discard, conn)
}

// doc:end

var errClosed = errors.New("closed")

func await(closed bool) error {
	seen := make(chan event, 1)
	remove := events.subscribe(func(e event) { seen <- e })
	if closed {
		remove()
		return errClosed
	}
	remove()
	return nil
}

func missed(w http.ResponseWriter, r *http.Request) {
	seen := make(chan event, 1)
	remove := events.subscribe(func(e event) { // want "remove is not called on the way to line 89, so that what is registered here stays, with everything that it refers to, for as long as its owner lives; call it there as well, or defer it"
		select {
		case seen <- e:
		default:
		}
	})
	select {
	case <-seen:
		remove()
	case <-r.Context().Done():
		return
	}
}

func unused(w http.ResponseWriter, r *http.Request) {
	remove := events.subscribe(func(event) {}) // want "nothing calls remove, so that what is registered here stays"
	if remove == nil {
		return
	}
}

func rounds(names []string, stop <-chan struct{}) {
	for range names {
		remove := events.subscribe(func(event) {}) // want "the loop comes round before remove is called, so that each round leaves one more listener with its owner; call remove in each round"
		select {
		case <-stop:
			remove()
			return
		default:
		}
	}
}

// Slices, maps of sync, lists, and helpers of the function.
type hub struct {
	mu    sync.Mutex
	funcs []*func()
	named sync.Map
	order list.List
}

func (h *hub) onClose(f func()) func() {
	h.add(&f)
	return func() { h.drop(&f) }
}

func (h *hub) add(f *func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.funcs = append(h.funcs, f)
}

func (h *hub) drop(f *func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, each := range h.funcs {
		if each == f {
			h.funcs = append(h.funcs[:i], h.funcs[i+1:]...)
			return
		}
	}
}

func (h *hub) onName(name string, f func()) func() {
	h.named.Store(name, f)
	return func() { h.named.Delete(name) }
}

func (h *hub) onOrder(f func()) func() {
	element := h.order.PushBack(f)
	return func() { h.order.Remove(element) }
}

func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.onClose(func() {})     // want "the function that removes this listener is thrown away"
	h.onName("a", func() {}) // want "the function that removes this listener is thrown away"
	_ = h.onOrder(func() {}) // want "the function that removes this listener is thrown away"
	defer h.onClose(func() {})()
}

// Whoever gets the function answers for it.
func returned() func() {
	return events.subscribe(func(event) {})
}

type watcher struct{ remove func() }

func newWatcher() *watcher {
	w := &watcher{}
	w.remove = events.subscribe(func(event) {})
	return w
}

func (w *watcher) close() { w.remove() }

// The bus goes with the function.
func local(w http.ResponseWriter, r *http.Request) {
	b := &bus{handlers: map[int]func(event){}}
	b.subscribe(func(event) {})
}

// It is for the life of the process.
func init() {
	events.subscribe(func(event) {})
}

// It may be so: nothing shows that it runs more than once, and confidence is low.
func once() {
	events.subscribe(func(event) {}) // want "the function that removes this listener is thrown away"
}

// The function that is returned takes nothing out.
func (b *bus) count(handler func(event)) func() {
	b.next++
	b.handlers[b.next] = handler
	return func() { b.next-- }
}

func counted(w http.ResponseWriter, r *http.Request) {
	events.count(func(event) {})
}

// Pairs of methods are not seen.
func (b *bus) on(id int, handler func(event)) { b.handlers[id] = handler }
func (b *bus) off(id int)                     { delete(b.handlers, id) }

func paired(w http.ResponseWriter, r *http.Request) {
	events.on(1, func(event) {}) // miss "stays registered"
}
