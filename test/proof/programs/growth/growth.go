// Package growth holds programs that add something in each call and never take it away.
package growth

import (
	"fmt"
	"maps"
	"measure"
	"slices"
	"sync"
)

// Cases are all programs of the package.
func Cases() []measure.Case {
	grows := measure.Grows.Of
	return []measure.Case{
		grows(routeByAddress, routeByAddressForgotten),
		grows(syncMap, syncMapForgotten),
		grows(cacheInStruct, cacheInStructBounded),
		grows(cacheOfMethod, cacheOfMethodEvicting),
		grows(memoized, memoizedReset),
		grows(generic, genericBounded),
		grows(twoMaps, twoMapsBoth),
		grows(zeroed, zeroedDeleted),
		grows(closedSessions, closedSessionsRemoved),
		grows(history, historyBounded),
		grows(eventLog, eventLogFlushed),
		grows(errorsOfServer, errorsOfServerTaken),
		grows(appendedByHelper, appendedByHelperCut),
		grows(nestedList, nestedListCut),
		grows(listener, listenerRemoved),
		grows(subscription, subscriptionDeferred),
		grows(hook, hookRemoved),
		grows(channelSubscriber, channelSubscriberRemoved),
		measure.Held.Of(neverShrinks, madeAnew),
		measure.Held.Of(clearedMap, clearedMapMadeAnew),
		measure.Held.Of(deletedFunc, deletedFuncCopied),
		measure.Held.Of(perCycle, perCycleMade),
	}
}

var count, total int

// address differs from call to call.
func address() string {
	count++
	return fmt.Sprintf("10.0.0.1:%d", count)
}

var routes = map[string]int{}

// routeByAddress has an entry for each address that ever came.
//
//proof:wider unbounded-map
func routeByAddress() {
	routes[address()] = 1
}

var liveRoutes = map[string]int{}

//proof:none
func routeByAddressForgotten() {
	a := address()
	liveRoutes[a] = 1
	defer delete(liveRoutes, a)
}

var seen sync.Map

// syncMap stores in a sync.Map.
//
//proof:wider unbounded-map
func syncMap() {
	seen.LoadOrStore(address(), true)
}

var pending sync.Map

//proof:none
func syncMapForgotten() {
	a := address()
	pending.Store(a, true)
	pending.Delete(a)
}

type server struct {
	mu    sync.Mutex
	conns map[string]*conn
}

type conn struct{ address string }

func (s *server) accept(address string) *conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &conn{address}
	s.conns[address] = c
	return c
}

func (c *conn) close() {}

var theServer = &server{conns: map[string]*conn{}}

// cacheInStruct keeps a connection that was closed.
//
//proof:wider unbounded-map
func cacheInStruct() {
	c := theServer.accept(address())
	c.close()
}

type boundedServer struct {
	mu    sync.Mutex
	conns map[string]*conn
}

func (s *boundedServer) accept(address string) *conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.conns) > 100 {
		clear(s.conns)
	}
	c := &conn{address}
	s.conns[address] = c
	return c
}

var theBoundedServer = &boundedServer{conns: map[string]*conn{}}

//proof:none
func cacheInStructBounded() {
	c := theBoundedServer.accept(address())
	c.close()
}

type resolver struct{ cache map[string][]byte }

func (r *resolver) lookup(name string) []byte {
	if b, ok := r.cache[name]; ok {
		return b
	}
	b := []byte(name)
	r.cache[name] = b
	return b
}

var names = resolver{map[string][]byte{}}

// cacheOfMethod fills its cache in a method.
//
//proof:wider unbounded-map
func cacheOfMethod() {
	names.lookup(address())
}

type evictingResolver struct {
	cache map[string][]byte
	order []string
}

func (r *evictingResolver) lookup(name string) []byte {
	if b, ok := r.cache[name]; ok {
		return b
	}
	if len(r.order) > 50 {
		delete(r.cache, r.order[0])
		r.order = slices.Delete(r.order, 0, 1)
	}
	r.order = append(r.order, name)
	b := []byte(name)
	r.cache[name] = b
	return b
}

var evicting = evictingResolver{cache: map[string][]byte{}}

//proof:none
func cacheOfMethodEvicting() {
	evicting.lookup(address())
}

func memoize[K comparable, V any](f func(K) V) func(K) V {
	known := map[K]V{}
	return func(k K) V {
		v, ok := known[k]
		if !ok {
			v = f(k)
			known[k] = v
		}
		return v
	}
}

var lengthOf = memoize(func(s string) int { return len(s) })

// memoized has its map in a closure.
//
//proof:miss unbounded-map: captured by a closure
func memoized() {
	lengthOf(address())
}

//proof:none
func memoizedReset() {
	length := memoize(func(s string) int { return len(s) })
	length(address())
}

type store[K comparable, V any] struct{ values map[K]V }

func (s *store[K, V]) put(k K, v V) { s.values[k] = v }

var addresses = store[string, int]{map[string]int{}}

// generic has a map of a generic type.
//
//proof:wider unbounded-map
func generic() {
	addresses.put(address(), 1)
}

type boundedStore[K comparable, V any] struct{ values map[K]V }

func (s *boundedStore[K, V]) put(k K, v V) {
	if len(s.values) >= 100 {
		s.values = map[K]V{}
	}
	s.values[k] = v
}

var boundedAddresses = boundedStore[string, int]{map[string]int{}}

//proof:none
func genericBounded() {
	boundedAddresses.put(address(), 1)
}

type table struct {
	byID   map[int]string
	byName map[string]int
}

func (t *table) add(id int, name string) {
	t.byID[id] = name
	t.byName[name] = id
}

func (t *table) remove(id int) {
	delete(t.byID, id)
}

var users = table{map[int]string{}, map[string]int{}}

// twoMaps deletes from one of two maps.
//
//proof:miss map-delete-asymmetry: reported as a map that only grows
//proof:wider unbounded-map
func twoMaps() {
	name := address()
	users.add(count, name)
	users.remove(count)
}

type symmetricTable struct {
	byID   map[int]string
	byName map[string]int
}

func (t *symmetricTable) add(id int, name string) {
	t.byID[id] = name
	t.byName[name] = id
}

func (t *symmetricTable) remove(id int) {
	delete(t.byName, t.byID[id])
	delete(t.byID, id)
}

var symmetric = symmetricTable{map[int]string{}, map[string]int{}}

//proof:none
func twoMapsBoth() {
	name := address()
	symmetric.add(count, name)
	symmetric.remove(count)
}

var active = map[string]*conn{}

// zeroed sets the entry to nil, which leaves its key.
//
//proof:wider unbounded-map
func zeroed() {
	a := address()
	active[a] = &conn{a}
	active[a] = nil
}

var deleted = map[string]*conn{}

//proof:none
func zeroedDeleted() {
	a := address()
	deleted[a] = &conn{a}
	delete(deleted, a)
}

type session struct {
	id    string
	owner *sessions
}

type sessions struct{ open map[string]*session }

func (s *sessions) begin(id string) *session {
	n := &session{id: id, owner: s}
	s.open[id] = n
	return n
}

func (s *session) Close() { s.id = "" }

var allSessions = &sessions{open: map[string]*session{}}

// closedSessions has a Close that does not tell the owner.
//
//proof:wider unbounded-map
func closedSessions() {
	s := allSessions.begin(address())
	defer s.Close()
}

type ownedSession struct {
	id    string
	owner *ownedSessions
}

type ownedSessions struct{ open map[string]*ownedSession }

func (s *ownedSessions) begin(id string) *ownedSession {
	n := &ownedSession{id: id, owner: s}
	s.open[id] = n
	return n
}

func (s *ownedSession) Close() { delete(s.owner.open, s.id) }

var allOwned = &ownedSessions{open: map[string]*ownedSession{}}

//proof:none
func closedSessionsRemoved() {
	s := allOwned.begin(address())
	defer s.Close()
}

var past []string

// history appends for ever.
//
//proof:wider slice-only-grows
func history() {
	past = append(past, address())
}

var recent []string

//proof:none
func historyBounded() {
	recent = append(recent, address())
	if len(recent) > 100 {
		recent = slices.Delete(recent, 0, 50)
	}
}

type recorder struct {
	mu     sync.Mutex
	events []event
}

type event struct{ name string }

func (r *recorder) record(name string) {
	r.mu.Lock()
	r.events = append(r.events, event{name})
	r.mu.Unlock()
}

var log = &recorder{}

// eventLog keeps all events of an object that lives as long as the process.
//
//proof:wider slice-only-grows
func eventLog() {
	log.record(address())
}

type flushingRecorder struct {
	mu     sync.Mutex
	events []event
}

func (r *flushingRecorder) record(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.events = append(r.events, event{name})
	if len(r.events) == 64 {
		r.events = nil
	}
}

var flushed = &flushingRecorder{}

//proof:none
func eventLogFlushed() {
	flushed.record(address())
}

type daemon struct{ errs []error }

func (d *daemon) handle(request string) {
	if err := fmt.Errorf("bad request %s", request); err != nil {
		d.errs = append(d.errs, err)
	}
}

var theDaemon daemon

// errorsOfServer collects errors that nobody reads.
//
//proof:wider slice-only-grows
func errorsOfServer() {
	theDaemon.handle(address())
}

type readDaemon struct{ errs []error }

func (d *readDaemon) handle(request string) {
	d.errs = append(d.errs, fmt.Errorf("bad request %s", request))
}

func (d *readDaemon) take() []error {
	errs := d.errs
	d.errs = nil
	return errs
}

var theReadDaemon readDaemon

//proof:none
func errorsOfServerTaken() {
	theReadDaemon.handle(address())
	theReadDaemon.take()
}

type list struct{ items []string }

func add(l *list, item string) { l.items = append(l.items, item) }

var everything list

// appendedByHelper hands the list to a function.
//
//proof:wider slice-only-grows
func appendedByHelper() {
	add(&everything, address())
}

type cutList struct{ items []string }

func addCut(l *cutList, item string) {
	l.items = append(l.items, item)
	if n := len(l.items); n > 200 {
		l.items = slices.Clone(l.items[n-100:])
	}
}

var latest cutList

//proof:none
func appendedByHelperCut() {
	addCut(&latest, address())
}

var byDay = map[string][]string{}

// nestedList has its list in an entry of a map.
//
//proof:miss slice-only-grows: elements of maps are not followed
func nestedList() {
	byDay["today"] = append(byDay["today"], address())
}

var cutByDay = map[string][]string{}

//proof:none
func nestedListCut() {
	if len(cutByDay["today"]) > 100 {
		delete(cutByDay, "today")
	}
	cutByDay["today"] = append(cutByDay["today"], address())
}

type bus struct {
	mu       sync.Mutex
	next     int
	handlers map[int]func(string)
}

func (b *bus) subscribe(h func(string)) (unsubscribe func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.next++
	id := b.next
	b.handlers[id] = h
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.handlers, id)
	}
}

var events = &bus{handlers: map[int]func(string){}}

// listener drops the function that would remove it.
//
//proof:wider listener-never-removed
func listener() {
	a := address()
	events.subscribe(func(string) { total += len(a) })
}

//proof:none
func listenerRemoved() {
	a := address()
	remove := events.subscribe(func(string) { total += len(a) })
	defer remove()
}

type subscriptionOf struct {
	bus *topic
	id  int
}

type topic struct {
	subscribers map[int]*subscriptionOf
	next        int
}

func (t *topic) Subscribe() *subscriptionOf {
	t.next++
	s := &subscriptionOf{t, t.next}
	t.subscribers[s.id] = s
	return s
}

func (s *subscriptionOf) Unsubscribe() { delete(s.bus.subscribers, s.id) }

var news = &topic{subscribers: map[int]*subscriptionOf{}}

// subscription returns early without unsubscribing.
//
//proof:wider subscription-not-closed
func subscription() {
	s := news.Subscribe()
	if address() != "" {
		return
	}
	s.Unsubscribe()
}

//proof:none
func subscriptionDeferred() {
	s := news.Subscribe()
	defer s.Unsubscribe()
	if address() != "" {
		return
	}
}

var hooks []func()

// OnChange adds a hook for good.
func OnChange(hook func()) { hooks = append(hooks, hook) }

// hook registers a hook in each call.
//
//proof:wider slice-only-grows
func hook() {
	a := address()
	OnChange(func() { total += len(a) })
}

var removable = map[int]func(){}

//proof:none
func hookRemoved() {
	a := address()
	id := count
	removable[id] = func() { total += len(a) }
	delete(removable, id)
}

type broadcaster struct{ subscribers map[chan string]bool }

func (b *broadcaster) register() chan string {
	c := make(chan string, 1)
	b.subscribers[c] = true
	return c
}

var broadcast = broadcaster{map[chan string]bool{}}

// channelSubscriber registers a channel and goes away.
//
//proof:wider unbounded-map
func channelSubscriber() {
	select {
	case <-broadcast.register():
	default:
	}
}

type unregistering struct{ subscribers map[chan string]bool }

func (b *unregistering) register() chan string {
	c := make(chan string, 1)
	b.subscribers[c] = true
	return c
}

func (b *unregistering) unregister(c chan string) { delete(b.subscribers, c) }

var registered = unregistering{map[chan string]bool{}}

//proof:none
func channelSubscriberRemoved() {
	c := registered.register()
	defer registered.unregister(c)
	select {
	case <-c:
	default:
	}
}

// many is how many entries of a map take a megabyte.
const many = measure.Big / 40

var owners []any

// neverShrinks deletes all entries: the map keeps its tables.
//
//proof:miss map-never-shrinks: its owner is not seen to live long
//proof:wider slice-only-grows
func neverShrinks() {
	m := fill()
	owners = append(owners, m)
	for k := range m.sizes {
		delete(m.sizes, k)
	}
}

type index struct{ sizes map[int][2]int64 }

func fill() *index {
	m := &index{map[int][2]int64{}}
	for i := range many {
		m.sizes[i] = [2]int64{}
	}
	return m
}

//proof:none
func madeAnew() {
	m := fill()
	owners = append(owners, m)
	m.sizes = map[int][2]int64{}
}

type peers struct{ scores map[string]float64 }

func (p *peers) update() {
	for i := range many {
		p.scores[fmt.Sprint(i)] = 1
	}
}

func (p *peers) reset() { clear(p.scores) }

// clearedMap uses clear, which keeps the tables as well.
//
//proof:miss map-never-shrinks: its owner is not seen to live long
func clearedMap() {
	p := &peers{map[string]float64{}}
	owners = append(owners, p)
	p.update()
	p.reset()
}

type freshPeers struct{ scores map[string]float64 }

func (p *freshPeers) reset() { p.scores = make(map[string]float64) }

//proof:none
func clearedMapMadeAnew() {
	p := &freshPeers{map[string]float64{}}
	owners = append(owners, p)
	for i := range many {
		p.scores[fmt.Sprint(i)] = 1
	}
	p.reset()
}

type tracker struct{ last map[int]int }

func (t *tracker) note(n int) { t.last[n] = n }

func (t *tracker) expire() { maps.DeleteFunc(t.last, func(int, int) bool { return true }) }

// deletedFunc deletes by a function.
//
//proof:miss map-never-shrinks: its owner is not seen to live long
func deletedFunc() {
	t := &tracker{map[int]int{}}
	owners = append(owners, t)
	for n := range 2 * many {
		t.note(n)
	}
	t.expire()
}

type copyingTracker struct{ last map[int]int }

func (t *copyingTracker) note(n int) { t.last[n] = n }

func (t *copyingTracker) expire() {
	rest := map[int]int{}
	for k, v := range t.last {
		if k < 0 {
			rest[k] = v
		}
	}
	t.last = rest
}

//proof:none
func deletedFuncCopied() {
	t := &copyingTracker{map[int]int{}}
	owners = append(owners, t)
	for n := range 2 * many {
		t.note(n)
	}
	t.expire()
}

type worker struct{ dirty map[int64]struct{} }

func (w *worker) cycle(n int64) {
	for i := range n {
		w.dirty[i] = struct{}{}
	}
	for i := range w.dirty {
		delete(w.dirty, i)
	}
}

// perCycle fills and empties the same map in each round; one was big.
//
//proof:miss map-never-shrinks: its owner is not seen to live long
func perCycle() {
	w := &worker{map[int64]struct{}{}}
	owners = append(owners, w)
	w.cycle(3 * many)
	w.cycle(1)
}

type freshWorker struct{}

func (freshWorker) cycle(n int64) {
	dirty := map[int64]struct{}{}
	for i := range n {
		dirty[i] = struct{}{}
	}
}

//proof:none
func perCycleMade() {
	w := &freshWorker{}
	owners = append(owners, w)
	w.cycle(3 * many)
	w.cycle(1)
}
