// Package bounded holds requests that something ends, so that their connection does not stay for ever.
package bounded

import (
	"context"
	"errors"
	"net/http"
	"time"
)

var errStatus = errors.New("status")

func ownClient(url string) error {
	client := http.Client{Timeout: 5 * time.Second}
	resp, err := client.Get(url) // want "stays until its time is up .5 . time.Second.;"
	if err != nil || resp.StatusCode != http.StatusOK {
		return err
	}
	return resp.Body.Close()
}

var shared = &http.Client{Timeout: time.Minute}

func sharedClient(url string) (int, error) {
	resp, err := shared.Get(url) // want "stays until its time is up .time.Minute.;"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

type api struct {
	client *http.Client
	plain  *http.Client
}

func newAPI(timeout time.Duration) *api {
	limited := &http.Client{}
	limited.Timeout = timeout
	return &api{client: &http.Client{Timeout: timeout}, plain: http.DefaultClient}
}

func (a *api) status(url string) (int, error) {
	resp, err := a.client.Get(url) // want "stays until its time is up .timeout.;"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func (a *api) plainStatus(url string) (int, error) {
	resp, err := a.plain.Get(url) // want "stays for ever;"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func assigned(url string, timeout time.Duration) (int, error) {
	client := &http.Client{}
	client.Timeout = timeout
	resp, err := client.Get(url) // want "stays until its time is up .timeout.;"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func (a *api) get(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return a.client.Do(req)
}

func (a *api) throughHelper(ctx context.Context, url string) error {
	resp, err := a.get(ctx, url) // want "stays until its time is up .timeout.;"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errStatus
	}
	return resp.Body.Close()
}

// Nobody knows when the context of the caller ends.
func callersContext(ctx context.Context, url string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req) // want "stays until its context ends;"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The context ends with the round, though its cancel function is not called.
func withDeadline(ctx context.Context, url string) (int, error) {
	ctx, stop := context.WithTimeout(ctx, time.Second)
	context.AfterFunc(context.Background(), stop)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req) // want "stays until its time is up .time.Second.;"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The context lasts as long as the loop, and the loop for ever.
func endless(urls <-chan string) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for url := range urls {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			continue
		}
		resp, err := http.DefaultClient.Do(req) // want "not closed on the way to line 131, .* stays until its context ends;"
		if err != nil || resp.StatusCode != http.StatusOK {
			continue
		}
		resp.Body.Close()
	}
}

// Who has seen that the context has ended knows that the connection is gone with it.
func interrupted(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return resp.Body.Close()
}

func interruptedOrFailed(ctx context.Context, req *http.Request) error {
	resp, err := http.DefaultClient.Do(req.WithContext(ctx)) // want "the body of resp is not closed on the way to line 158"
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if resp.StatusCode != http.StatusOK {
		return errStatus
	}
	return resp.Body.Close()
}

func interruptedLater(ctx context.Context, req *http.Request, results chan<- *http.Response) error {
	req = req.WithContext(ctx)
	resp, err := http.DefaultClient.Do(req)
	if err := ctx.Err(); err != nil {
		return err
	}
	if err != nil {
		return err
	}
	select {
	case results <- resp:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func interruptedElsewhere(ctx, other context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // want "the body of resp is not closed on the way to line 190"
	if err != nil {
		return err
	}
	if err := other.Err(); err != nil {
		return err
	}
	return resp.Body.Close()
}

type retry struct{ next http.RoundTripper }

// The request is one of a client: its context is that of whoever makes it.
func (r retry) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.next.RoundTrip(req.Clone(req.Context()))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusTooManyRequests {
		return resp, nil
	}
	resp.Body.Close()
	resp, err = r.next.RoundTrip(req) // want "stays until its context ends;"
	if err != nil {
		return nil, err
	}
	return nil, errStatus
}

// A handler that does without its request's writer: the context ends with the request.
type call struct{ Request *http.Request }

func (c *call) forward() int {
	req, err := http.NewRequestWithContext(c.Request.Context(), http.MethodPost, "http://example.com", nil)
	if err != nil {
		return 0
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0
	}
	return resp.StatusCode
}
