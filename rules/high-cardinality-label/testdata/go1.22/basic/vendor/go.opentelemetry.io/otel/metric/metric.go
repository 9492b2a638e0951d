package metric

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
)

type AddOption interface{}

type MeasurementOption interface{}

func WithAttributes(attributes ...attribute.KeyValue) MeasurementOption { return nil }

type Int64Counter interface {
	Add(ctx context.Context, n int64, options ...AddOption)
}
