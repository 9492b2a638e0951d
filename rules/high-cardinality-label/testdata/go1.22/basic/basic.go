package fixture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

var (
	requests  = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "requests"}, []string{"path"})
	durations = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "seconds"}, []string{"method", "path"})
	failures  = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "failures"}, []string{"reason"})
	peers     = prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "peers"}, []string{"address"})
)

// doc:bad
func count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		requests.WithLabelValues(r.URL.Path).Inc() // want "this label is chosen by whoever sends the request: each other value leaves one more time series in requests until the process ends; use one of a few values"
	})
}

// doc:end

// The pattern of the route is one of a few.
// doc:good
func countRoutes(pattern string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		requests.WithLabelValues(pattern).Inc()
	})
}

// doc:end

func observe(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	path := strings.ToLower(strings.TrimSuffix(r.URL.Path, "/"))
	durations.WithLabelValues(r.Method, path).Observe(time.Since(start).Seconds()) // want "this label is chosen by whoever sends the request \\(r.URL.Path\\)"
}

func query(w http.ResponseWriter, r *http.Request) {
	u := r.URL
	requests.WithLabelValues(u.Query().Get("user")).Inc()  // want "chosen by whoever sends the request"
	requests.WithLabelValues(r.UserAgent()).Inc()          // want "chosen by whoever sends the request"
	requests.WithLabelValues(r.Header.Get("Tenant")).Inc() // want "chosen by whoever sends the request"
	requests.WithLabelValues("q:" + r.RequestURI).Inc()    // want "chosen by whoever sends the request \\(r.RequestURI\\)"
}

func address(w http.ResponseWriter, r *http.Request) {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = "unknown"
	}
	requests.WithLabelValues(host).Inc() // want "this label is the address of a client \\(r.RemoteAddr\\)"
}

func serve(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		peers.WithLabelValues(conn.RemoteAddr().String()).Set(1) // want "this label is the address of a client \\(conn.RemoteAddr\\(\\)\\)"
		go io.Copy(io.Discard, conn)
	}
}

func fetch(ctx context.Context, job string) error {
	err := download(ctx, job)
	if err != nil {
		failures.WithLabelValues(err.Error()).Inc() // want "this label is the text of an error: each other value"
	}
	return err
}

// A constant in the other case changes nothing.
func outcome(ctx context.Context, job string) {
	status := "ok"
	if err := download(ctx, job); err != nil {
		status = err.Error()
	}
	failures.With(prometheus.Labels{"reason": status}).Inc() // want "this label is the text of an error \\(err.Error\\(\\)\\)"
}

func formatted(ctx context.Context, job string) {
	if err := download(ctx, job); err != nil {
		failures.WithLabelValues(fmt.Sprintf("failed: %v", err)).Inc() // want "this label is the text of an error \\(err\\)"
	}
}

func identified() {
	id := uuid.New()
	requests.WithLabelValues(id.String()).Inc()      // want "this label is another one in each call \\(uuid.New\\(\\)\\)"
	requests.WithLabelValues(uuid.NewString()).Inc() // want "this label is another one in each call:"
}

func timed() {
	requests.WithLabelValues(strconv.FormatInt(time.Now().UnixNano(), 10)).Inc() // want "this label is a time \\(time.Now\\(\\)\\)"
	requests.WithLabelValues(time.Now().String()).Inc()                          // want "this label is a time"
}

// The value is passed by a caller.
func record(reason string) {
	failures.WithLabelValues(reason).Inc() // want "this label is the text of an error \\(err.Error\\(\\)\\)"
}

func run(ctx context.Context) {
	record("started")
	if err := download(ctx, "a"); err != nil {
		record(err.Error())
	}
}

func clientOf(r *http.Request) string {
	if r.RemoteAddr != "" {
		return r.RemoteAddr
	}
	return "unknown"
}

func helped(w http.ResponseWriter, r *http.Request) {
	requests.WithLabelValues(clientOf(r)).Inc() // want "this label is the address of a client \\(r.RemoteAddr\\)"
}

func framework(c *gin.Context) {
	c.Next()
	requests.WithLabelValues(c.Request.URL.Path).Inc() // want "this label is chosen by whoever sends the request"
	requests.WithLabelValues(c.ClientIP()).Inc()       // want "this label is the address of a client"
	requests.WithLabelValues(c.FullPath()).Inc()
}

// A prefix leaves as many values as before.
func skipped(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/static/") || r.URL.Path == "/healthz" {
		return
	}
	requests.WithLabelValues(r.URL.Path).Inc() // want "chosen by whoever sends the request"
}

type instruments struct{ errors metric.Int64Counter }

// The SDK limits how many it keeps.
func (i *instruments) fail(ctx context.Context, err error) {
	i.errors.Add(ctx, 1, metric.WithAttributes(attribute.String("error", err.Error()))) // want "this attribute is the text of an error \\(err.Error\\(\\)\\): each other value makes one more time series, up to the limit of the SDK"
}

// Constants and numbers of a few values.
func bounded(w http.ResponseWriter, r *http.Request, status int, worker int) {
	durations.WithLabelValues(r.Method, "all").Observe(1)
	requests.WithLabelValues(strconv.Itoa(status)).Inc()
	requests.WithLabelValues(http.StatusText(status)).Inc()
	requests.WithLabelValues(fmt.Sprintf("worker-%d", worker)).Inc()
}

var known = map[string]bool{"/a": true, "/b": true}

// Only paths of the table get here.
func lookedUp(w http.ResponseWriter, r *http.Request) {
	if !known[r.URL.Path] {
		http.NotFound(w, r)
		return
	}
	requests.WithLabelValues(r.URL.Path).Inc()
}

// What is not known is replaced.
func replaced(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	if len(path) > 20 {
		path = "other"
	}
	requests.WithLabelValues(path).Inc()
}

func isRoute(path string) bool { return path == "/a" || path == "/b" }

func asked(w http.ResponseWriter, r *http.Request) {
	if isRoute(r.URL.Path) && r.Method == http.MethodGet {
		requests.WithLabelValues(r.URL.Path).Inc()
	}
}

func cases(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/a", "/b":
		requests.WithLabelValues(r.URL.Path).Inc()
	default:
		requests.WithLabelValues("other").Inc()
	}
}

func compared(w http.ResponseWriter, r *http.Request) {
	if path := r.URL.Path; path == "/a" {
		requests.WithLabelValues(path).Inc()
	}
}

// A function of the package leaves few values.
func route(path string) string {
	if strings.HasPrefix(path, "/users/") {
		return "/users/{id}"
	}
	return path
}

func routed(w http.ResponseWriter, r *http.Request) {
	requests.WithLabelValues(route(r.URL.Path)).Inc()
}

// The paths of requests that the program makes are its own.
type transport struct{ next http.RoundTripper }

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	requests.WithLabelValues(r.URL.Path).Inc()
	return t.next.RoundTrip(r)
}

var (
	errBusy   = errors.New("busy")
	errClosed = errors.New("closed")
)

func admit(n int) error {
	if n > 100 {
		return errBusy
	}
	if n < 0 {
		return errClosed
	}
	return nil
}

// The error is one of two.
func sentinels(n int) {
	if err := admit(n); err != nil {
		failures.WithLabelValues(err.Error()).Inc()
	}
}

func cancelled(ctx context.Context) {
	failures.WithLabelValues(ctx.Err().Error()).Inc()
}

// The type is one of a few.
func typed(err error) {
	failures.WithLabelValues(fmt.Sprintf("%T", err)).Inc()
}

type hub struct{ connected *prometheus.GaugeVec }

// The series goes with what it stands for.
func (h *hub) handle(w http.ResponseWriter, r *http.Request) {
	h.connected.WithLabelValues(r.RemoteAddr).Set(1)
	defer h.connected.DeleteLabelValues(r.RemoteAddr)
	_, _ = io.Copy(io.Discard, r.Body)
}

// The labels are put into the map one by one.
func filled(w http.ResponseWriter, r *http.Request) {
	labels := prometheus.Labels{}
	labels["path"] = r.URL.Path
	requests.With(labels).Inc() // miss "chosen by whoever sends the request"
}

func download(ctx context.Context, job string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, job, nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	return response.Body.Close()
}
