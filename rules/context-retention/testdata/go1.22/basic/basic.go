// Package basic stores contexts.
package basic

import "context"

type traceKey struct{}

type sample struct {
	ctx   context.Context
	trace string
	value int
}

type reservoir struct {
	samples []sample
	byName  map[string]sample
	ctx     context.Context
}

// doc:bad
func (r *reservoir) offer(ctx context.Context, i, value int) {
	r.samples[i].ctx = ctx // want "ctx is stored in r.samples.i..ctx, which outlives the call, and keeps every value in it alive until the element is overwritten"
	r.samples[i].value = value
}

// doc:end

// doc:good
func (r *reservoir) offerWell(ctx context.Context, i, value int) {
	r.samples[i].trace, _ = ctx.Value(traceKey{}).(string)
	r.samples[i].value = value
}

// doc:end

func (r *reservoir) replace(ctx context.Context, i, value int) {
	r.samples[i] = sample{ctx: ctx, value: value} // want "ctx is stored in r.samples.i."
}

var last [4]sample

func remember(ctx context.Context, i int) {
	last[i].ctx = ctx // want "ctx is stored in last.i..ctx"
}

// Not reported.

// The context of the object itself.
func (r *reservoir) start(ctx context.Context) { r.ctx = ctx }

// Entries of maps are mostly deleted in the end.
func (r *reservoir) put(ctx context.Context, name string) { r.byName[name] = sample{ctx: ctx} }

// Gone with the call.
func local(ctx context.Context) int {
	samples := make([]sample, 2)
	samples[0].ctx = ctx
	return len(samples)
}

type job struct{ ctx context.Context }

type pool struct{ slots []job }

// Set back when it is done with.
func (p *pool) begin(ctx context.Context, i int) { p.slots[i].ctx = ctx }

func (p *pool) end(i int) { p.slots[i].ctx = nil }

type call struct {
	id  int
	ctx context.Context
}

type calls struct{ running []call }

// The field is set back, not the element that was stored as a literal.
func (c *calls) begin(ctx context.Context, i int) { c.running[i] = call{id: i, ctx: ctx} }

func (c *calls) end(i int) { c.running[i].ctx = nil }

type workers struct{ current [4]context.Context }

// The element is set back.
func (w *workers) begin(ctx context.Context, i int) { w.current[i] = ctx }

func (w *workers) end(i int) { w.current[i] = nil }

type spans struct{ open []sample }

// The element is overwritten with an empty one.
func (s *spans) begin(ctx context.Context, i int) { s.open[i] = sample{ctx: ctx} }

func (s *spans) end(i int) { s.open[i] = sample{} }

var anonymous [4]struct{ ctx context.Context }

// The struct has no name.
func beginAnonymous(ctx context.Context, i int) { anonymous[i].ctx = ctx }

func endAnonymous(i int) { anonymous[i].ctx = nil }

type batches struct{ all []sample }

// All elements are cleared.
func (b *batches) add(ctx context.Context, i int) { b.all[i].ctx = ctx }

func (b *batches) flush() { clear(b.all) }
