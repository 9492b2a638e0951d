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
