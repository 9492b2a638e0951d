package obligations

import (
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/jmoiron/sqlx"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"golang.org/x/sync/errgroup"
)

// What other linters report in error where modules are used, and in some more code of the standard library.

// bodyclose: goroutines of an errgroup close it.
func inErrgroup(ctx context.Context, urls []string) error {
	group, _ := errgroup.WithContext(ctx)
	for _, url := range urls {
		resp, err := http.Get(url) // obligation: met
		if err != nil {
			return err
		}
		group.Go(func() error {
			defer resp.Body.Close()
			_, err := io.Copy(io.Discard, resp.Body)
			return err
		})
	}
	return group.Wait()
}

func requestInErrgroup(ctx context.Context, urls []string) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, url := range urls {
		group.Go(func() error {
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
			if err != nil {
				return err
			}
			resp, err := http.DefaultClient.Do(req) // obligation: met
			if err != nil {
				return err
			}
			return resp.Body.Close()
		})
	}
	return group.Wait()
}

func forgottenInErrgroup(ctx context.Context, url string) error {
	group, _ := errgroup.WithContext(ctx)
	group.Go(func() error {
		resp, err := http.Get(url) // obligation: unmet
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusOK {
			return errors.New(resp.Status)
		}
		return resp.Body.Close()
	})
	return group.Wait()
}

// bodyclose 52: a controller of responses holds no body.
func flushed(w http.ResponseWriter) error {
	controller := http.NewResponseController(w) // obligation: none
	return controller.Flush()
}

// bodyclose 77: another variable has the body, and is closed later.
func closedAfterBranch(url string, isRemote bool) error {
	var body io.ReadCloser
	if isRemote {
		resp, err := http.Get(url) // obligation: met
		if err != nil {
			return err
		}
		body = resp.Body
	}
	if body != nil {
		defer body.Close()
	}
	return nil
}

// sqlclosecheck 35: rows of another package.
func selected(db *sqlx.DB) error {
	rows, err := db.Queryx("SELECT * FROM users") // obligation: met
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

func selectedByName(db *sqlx.DB) error {
	rows, err := db.NamedQuery("SELECT * FROM users WHERE name = :name", map[string]any{"name": "a"}) // obligation: met
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	return nil
}

// spancheck 12: a literal ends it.
func endedInLiteral(ctx context.Context, work func(context.Context) error) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "work") // obligation: met
	defer func() {
		if err != nil {
			span.SetStatus(codes.Error, err.Error())
			span.RecordError(err)
		}
		span.End()
	}()
	return work(ctx)
}

// spancheck 33: who gets it from a function of ours ends it.
func startSpan(ctx context.Context, name string) (context.Context, trace.Span) {
	return otel.Tracer("app").Start(ctx, name) // obligation: moved
}

func ended(ctx context.Context, work func(context.Context)) {
	ctx, span := startSpan(ctx, "work") // obligation: met
	defer span.End()
	work(ctx)
}

func withSpan(ctx context.Context, work func(context.Context)) {
	ctx, span := otel.Tracer("app").Start(ctx, "work") // obligation: met
	defer endSpan(span)
	work(ctx)
}

func endSpan(span trace.Span) { span.End() }

func notEnded(ctx context.Context, work func(context.Context) error) error {
	ctx, span := otel.Tracer("app").Start(ctx, "work") // obligation: unmet
	if err := work(ctx); err != nil {
		return err
	}
	span.End()
	return nil
}

// G118 1591, 1595: a field of what the function returns, or of a local value.
type job struct{ cancel func() }

func newJob(ctx context.Context) job {
	_, cancel := context.WithCancel(ctx) // obligation: moved
	made := job{cancel: cancel}
	return made
}

func cancelledByField(ctx context.Context, work func(context.Context)) {
	local := job{}
	ctx, cancel := context.WithCancel(ctx) // obligation: moved
	local.cancel = cancel
	defer func() { local.cancel() }()
	work(ctx)
}

// A method that sqlx has from database/sql.
func promoted(db *sqlx.DB) (bool, error) {
	rows, err := db.Query("SELECT 1") // obligation: unmet
	if err != nil {
		return false, err
	}
	return rows.Next(), nil
}
