package prometheus

type Labels map[string]string

type CounterOpts struct{ Name string }

type GaugeOpts struct{ Name string }

type HistogramOpts struct{ Name string }

type Counter interface{ Inc() }

type Gauge interface{ Set(float64) }

type Observer interface{ Observe(float64) }

type MetricVec struct{}

func (m *MetricVec) DeleteLabelValues(lvs ...string) bool { return false }

type CounterVec struct{ *MetricVec }

func NewCounterVec(opts CounterOpts, labels []string) *CounterVec { return &CounterVec{} }

func (v *CounterVec) WithLabelValues(lvs ...string) Counter   { return nil }
func (v *CounterVec) With(labels Labels) Counter              { return nil }
func (v *CounterVec) MustCurryWith(labels Labels) *CounterVec { return v }

type GaugeVec struct{ *MetricVec }

func NewGaugeVec(opts GaugeOpts, labels []string) *GaugeVec { return &GaugeVec{} }

func (v *GaugeVec) WithLabelValues(lvs ...string) Gauge { return nil }

type HistogramVec struct{ *MetricVec }

func NewHistogramVec(opts HistogramOpts, labels []string) *HistogramVec { return &HistogramVec{} }

func (v *HistogramVec) WithLabelValues(lvs ...string) Observer { return nil }
