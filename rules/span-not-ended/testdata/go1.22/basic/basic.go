// Package basic holds the plain forms of the defect, and hand-offs that are none.
package basic

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"
)

// doc:bad
func work(ctx context.Context, step func(context.Context) error) error {
	ctx, span := otel.Tracer("app").Start(ctx, "work") // want "span is not ended on the way to line 16"
	if err := step(ctx); err != nil {
		return err
	}
	span.End()
	return nil
}

// doc:end

// doc:good
func workWell(ctx context.Context, step func(context.Context) error) error {
	ctx, span := otel.Tracer("app").Start(ctx, "work")
	defer span.End()
	return step(ctx)
}

// doc:end

func never(ctx context.Context, step func(context.Context) error) error {
	ctx, span := otel.Tracer("app").Start(ctx, "work") // want "nothing ends span, .* write defer span.End"
	err := step(ctx)
	span.RecordError(err)
	return err
}

func discarded(ctx context.Context, step func(context.Context) error) error {
	ctx, _ = otel.Tracer("app").Start(ctx, "work") // want "nothing holds this span"
	return step(ctx)
}

func overwritten(ctx context.Context, step func(context.Context)) {
	_, span := otel.Tracer("app").Start(ctx, "first") // want "span gets another value on line 48"
	step(ctx)
	_, span = otel.Tracer("app").Start(ctx, "second")
	defer span.End()
	step(ctx)
}

func repeated(ctx context.Context, steps []func(context.Context) error) {
	for _, step := range steps {
		ctx, span := otel.Tracer("app").Start(ctx, "step") // want "the loop comes round before this span is ended"
		if err := step(ctx); err != nil {
			continue
		}
		span.End()
	}
}

// A deferred literal ends it, whatever it does before.
func endedInLiteral(ctx context.Context, step func(context.Context) error) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "work")
	defer func() {
		if err != nil {
			span.RecordError(err)
		}
		span.End()
	}()
	return step(ctx)
}

// Whoever gets it ends it.
func start(ctx context.Context, name string) (context.Context, trace.Span) {
	return otel.Tracer("app").Start(ctx, name)
}

func startNamed(ctx context.Context) (context.Context, func()) {
	ctx, span := otel.Tracer("app").Start(ctx, "work")
	return ctx, func() { span.End() }
}

func byHelper(ctx context.Context, step func(context.Context) error) error {
	ctx, span := start(ctx, "work")
	defer finish(span)
	return step(ctx)
}

func finish(span trace.Span) { span.End() }

func notByHelper(ctx context.Context, step func(context.Context) error) error {
	ctx, span := start(ctx, "work") // want "nothing ends span"
	defer note(span)
	return step(ctx)
}

func note(span trace.Span) { span.RecordError(nil) }

// Goroutines and stored functions end it later.
func inGoroutine(ctx context.Context, step func(context.Context)) {
	ctx, span := otel.Tracer("app").Start(ctx, "work")
	go func() {
		defer span.End()
		step(ctx)
	}()
}

type operation struct {
	ctx  context.Context
	span trace.Span
	done func()
}

func (o *operation) begin(ctx context.Context) {
	o.ctx, o.span = otel.Tracer("app").Start(ctx, "work")
}

func (o *operation) Close() { o.span.End() }

func (o *operation) later(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "work")
	o.done = func() { span.End() }
}

// The context carries the span to whoever gets it.
func carried(ctx context.Context) context.Context {
	ctx, _ = otel.Tracer("app").Start(ctx, "work")
	return ctx
}

func (o *operation) carry(ctx context.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "work")
	span.RecordError(nil)
	o.ctx = ctx
}

// It is ended for every outcome.
func handler(w http.ResponseWriter, r *http.Request) {
	_, span := otel.Tracer("app").Start(r.Context(), "handle")
	if r.Method != http.MethodGet {
		span.End()
		return
	}
	span.End()
}
