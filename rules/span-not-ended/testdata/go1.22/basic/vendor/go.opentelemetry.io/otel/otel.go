// Package otel stands for the module of that name.
package otel

import "go.opentelemetry.io/otel/trace"

func Tracer(name string, opts ...trace.TracerOption) trace.Tracer { return nil }
