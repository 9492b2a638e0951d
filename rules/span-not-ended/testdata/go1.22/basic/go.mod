module fixture

go 1.22

require go.opentelemetry.io/otel v1.0.0
