package retention

import (
	"context"
	"measure"
	"sync"
	"sync/atomic"
)

// Each program is given the context of a request, which holds its body, and notes something about the request.
var contexts = []measure.Case{
	serves(contextInElement, identifierInElement),
	serves(contextInLiteral, literalCleared),
	serves(contextInArray, contextTakenOut),
	serves(contextInRing, identifierInRing),
	serves(contextInGlobal, globalCleared),
	serves(contextByMethod, methodCleared),
	serves(contextByPointer, pointerCleared),
	serves(derivedInElement, derivedFromServer),
	serves(contextInGeneric, genericCleared),
	serves(contextInClosure, identifierInClosure),
	serves(contextAppended, identifierAppended),
}

func serves(defect, fixed func(context.Context)) measure.Case {
	return measure.With(measure.Held, incoming, defect, fixed)
}

type bodyKey struct{}

type idKey struct{}

// incoming is the context of a request with a body of Big bytes.
func incoming() context.Context {
	ctx := context.WithValue(context.Background(), bodyKey{}, make([]byte, measure.Big))
	return context.WithValue(ctx, idKey{}, int(requests.Add(1)))
}

var requests atomic.Int64

func idOf(ctx context.Context) int {
	id, _ := ctx.Value(idKey{}).(int)
	return id
}

// next is a slot of many.
func next() int { return int(requests.Load()) % 64 }

type span struct {
	ctx   context.Context
	start int
}

type tracer struct{ spans []span }

func (t *tracer) begin(ctx context.Context) {
	i := next()
	t.spans[i].ctx = ctx
	t.spans[i].start = i
}

var traces = &tracer{make([]span, 64)}

// contextInElement stores the context in a field of an element.
//
//proof:wider context-retention
func contextInElement(ctx context.Context) {
	traces.begin(ctx)
}

type numberedSpan struct{ id, start int }

type numberedTracer struct{ spans []numberedSpan }

func (t *numberedTracer) begin(ctx context.Context) {
	i := next()
	t.spans[i].id = idOf(ctx)
	t.spans[i].start = i
}

var numberedTraces = &numberedTracer{make([]numberedSpan, 64)}

//proof:none
func identifierInElement(ctx context.Context) {
	numberedTraces.begin(ctx)
}

type call struct {
	id  int
	ctx context.Context
}

type dispatcher struct {
	mu    sync.Mutex
	calls []call
}

func (d *dispatcher) start(ctx context.Context) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls[next()] = call{id: idOf(ctx), ctx: ctx}
}

var dispatch = dispatcher{calls: make([]call, 64)}

// contextInLiteral stores a literal that has the context.
//
//proof:wider context-retention
func contextInLiteral(ctx context.Context) {
	dispatch.start(ctx)
}

type endedCall struct {
	id  int
	ctx context.Context
}

type endingDispatcher struct {
	mu    sync.Mutex
	calls []endedCall
}

func (d *endingDispatcher) start(ctx context.Context, i int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls[i] = endedCall{id: idOf(ctx), ctx: ctx}
}

func (d *endingDispatcher) end(i int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls[i].ctx = nil
}

var endingDispatch = endingDispatcher{calls: make([]endedCall, 64)}

//proof:none
func literalCleared(ctx context.Context) {
	i := next()
	endingDispatch.start(ctx, i)
	defer endingDispatch.end(i)
}

type workers struct{ current [64]context.Context }

func (w *workers) run(ctx context.Context, worker int) error {
	w.current[worker] = ctx
	return ctx.Err()
}

var working workers

// contextInArray has an array of contexts.
//
//proof:wider context-retention
func contextInArray(ctx context.Context) {
	working.run(ctx, next())
}

type idleWorkers struct{ current [64]context.Context }

func (w *idleWorkers) run(ctx context.Context, worker int) error {
	w.current[worker] = ctx
	defer func() { w.current[worker] = nil }()
	return ctx.Err()
}

var idling idleWorkers

//proof:none
func contextTakenOut(ctx context.Context) {
	idling.run(ctx, next())
}

type ring struct {
	next   int
	recent []context.Context
}

func (r *ring) add(ctx context.Context) {
	r.recent[r.next%len(r.recent)] = ctx
	r.next++
}

var history = ring{recent: make([]context.Context, 64)}

// contextInRing has the last 64 of them.
//
//proof:wider context-retention
func contextInRing(ctx context.Context) {
	history.add(ctx)
}

type numberRing struct {
	next   int
	recent []int
}

func (r *numberRing) add(ctx context.Context) {
	r.recent[r.next%len(r.recent)] = idOf(ctx)
	r.next++
}

var numbers = numberRing{recent: make([]int, 64)}

//proof:none
func identifierInRing(ctx context.Context) {
	numbers.add(ctx)
}

var lastOf [64]struct{ ctx context.Context }

// contextInGlobal has a variable of the package, and no method.
//
//proof:wider context-retention
func contextInGlobal(ctx context.Context) {
	lastOf[next()].ctx = ctx
}

var currentOf [64]struct{ ctx context.Context }

//proof:none
func globalCleared(ctx context.Context) {
	i := next()
	currentOf[i].ctx = ctx
	defer func() { currentOf[i].ctx = nil }()
}

type cell struct{ ctx context.Context }

func (c *cell) set(ctx context.Context) { c.ctx = ctx }

type cells struct{ all []cell }

var board = cells{make([]cell, 64)}

// contextByMethod has a setter of the element.
//
//proof:miss context-retention: a method of the element
func contextByMethod(ctx context.Context) {
	board.all[next()].set(ctx)
}

type clearedCell struct{ ctx context.Context }

func (c *clearedCell) set(ctx context.Context) { c.ctx = ctx }

type clearedCells struct{ all []clearedCell }

var clearedBoard = clearedCells{make([]clearedCell, 64)}

//proof:none
func methodCleared(ctx context.Context) {
	c := &clearedBoard.all[next()]
	c.set(ctx)
	defer c.set(nil)
}

type seat struct{ ctx context.Context }

type hall struct{ seats []*seat }

func (h *hall) take(ctx context.Context) {
	s := h.seats[next()]
	s.ctx = ctx
}

func seats() []*seat {
	list := make([]*seat, 64)
	for i := range list {
		list[i] = &seat{}
	}
	return list
}

var taken = hall{seats()}

// contextByPointer has the element in a variable first.
//
//proof:miss context-retention: the element has a name of its own
func contextByPointer(ctx context.Context) {
	taken.take(ctx)
}

type clearedSeat struct{ ctx context.Context }

type clearedHall struct{ seats [64]clearedSeat }

func (h *clearedHall) take(ctx context.Context) {
	s := &h.seats[next()]
	s.ctx = ctx
	defer func() { s.ctx = nil }()
}

var clearedHalls clearedHall

//proof:none
func pointerCleared(ctx context.Context) {
	clearedHalls.take(ctx)
}

type jobSlot struct {
	ctx    context.Context
	cancel context.CancelFunc
}

type runner struct{ slots [64]jobSlot }

func (r *runner) run(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	r.slots[next()] = jobSlot{ctx, cancel}
}

var running runner

// derivedInElement stores a context that is made from the caller's.
//
//proof:wider context-retention
func derivedInElement(ctx context.Context) {
	running.run(ctx)
}

type detachedRunner struct{ slots [64]jobSlot }

func (r *detachedRunner) run(ctx context.Context) {
	base := context.WithValue(context.Background(), idKey{}, idOf(ctx))
	own, cancel := context.WithCancel(base)
	r.slots[next()] = jobSlot{own, cancel}
}

var detached detachedRunner

//proof:none
func derivedFromServer(ctx context.Context) {
	detached.run(ctx)
}

type slotOf[T any] struct {
	ctx   context.Context
	value T
}

type slotsOf[T any] struct{ slots []slotOf[T] }

func (s *slotsOf[T]) put(ctx context.Context, value T) {
	s.slots[next()] = slotOf[T]{ctx, value}
}

var genericSlots = slotsOf[int]{make([]slotOf[int], 64)}

// contextInGeneric has slots of any type.
//
//proof:wider context-retention
func contextInGeneric(ctx context.Context) {
	genericSlots.put(ctx, 1)
}

type clearedSlotOf[T any] struct {
	ctx   context.Context
	value T
}

type clearedSlotsOf[T any] struct{ slots []clearedSlotOf[T] }

func (s *clearedSlotsOf[T]) put(ctx context.Context, value T) {
	i := next()
	s.slots[i] = clearedSlotOf[T]{ctx, value}
	defer func() { s.slots[i].ctx = nil }()
}

var clearedSlots = clearedSlotsOf[int]{make([]clearedSlotOf[int], 64)}

//proof:none
func genericCleared(ctx context.Context) {
	clearedSlots.put(ctx, 1)
}

var describers [64]func() int

// contextInClosure stores a function that captures the context.
//
//proof:miss context-retention: captured by a stored closure
func contextInClosure(ctx context.Context) {
	describers[next()] = func() int { return idOf(ctx) }
}

var numberDescribers [64]func() int

//proof:none
func identifierInClosure(ctx context.Context) {
	id := idOf(ctx)
	numberDescribers[next()] = func() int { return id }
}

var seenContexts []context.Context

// contextAppended appends to a slice that only grows.
//
//proof:miss context-retention: a slice that is appended to
func contextAppended(ctx context.Context) {
	seenContexts = append(seenContexts, ctx)
}

var seenNumbers []int

//proof:none
func identifierAppended(ctx context.Context) {
	seenNumbers = append(seenNumbers, idOf(ctx))
}
