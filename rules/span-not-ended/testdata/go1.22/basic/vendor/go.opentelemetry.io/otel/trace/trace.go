// Package trace stands for the package of that name.
package trace

import "context"

type (
	SpanStartOption interface{ start() }
	SpanEndOption   interface{ end() }
	TracerOption    interface{ tracer() }
)

type Span interface {
	End(options ...SpanEndOption)
	RecordError(err error)
}

type Tracer interface {
	Start(ctx context.Context, spanName string, opts ...SpanStartOption) (context.Context, Span)
}

func SpanFromContext(ctx context.Context) Span { return nil }
