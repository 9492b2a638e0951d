// Package retries has wrappers that close the response of an attempt which they make again.
package retries

import (
	"errors"
	"io"
	"net/http"
)

var client = http.DefaultClient

func withRetry(req *http.Request) (*http.Response, error) {
	for range 3 {
		resp, err := client.Do(req)
		if err != nil {
			continue
		}
		if resp.StatusCode < http.StatusInternalServerError {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("no answer")
}

func found(req *http.Request) bool {
	resp, err := withRetry(req) // want "nothing closes"
	if err != nil {
		return false
	}
	return resp.StatusCode == http.StatusOK
}

func foundAndClosed(req *http.Request) bool {
	resp, err := withRetry(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// The variable outlives the rounds.
func withRetries(req *http.Request) (resp *http.Response, err error) {
	for {
		resp, err = client.Do(req)
		if err != nil || resp.StatusCode == http.StatusOK {
			return resp, err
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

func length(req *http.Request) (int64, error) {
	resp, err := withRetries(req) // want "nothing closes"
	if err != nil {
		return 0, err
	}
	return resp.ContentLength, nil
}

// The last response comes back closed, with a body in memory or none.
func lastClosed(req *http.Request) (*http.Response, error) {
	var last *http.Response
	for range 3 {
		resp, err := client.Do(req)
		if err != nil {
			return nil, err
		}
		resp.Body.Close()
		last = resp
		if resp.StatusCode == http.StatusOK {
			return resp, nil
		}
	}
	return last, nil
}

func status(req *http.Request) int {
	resp, err := lastClosed(req)
	if err != nil {
		return 0
	}
	return resp.StatusCode
}

// Each response is kept by somebody else, too.
type recorder struct{ responses []*http.Response }

func (r *recorder) do(req *http.Request) (*http.Response, error) {
	for {
		resp, err := client.Do(req)
		if err != nil {
			return nil, err
		}
		r.responses = append(r.responses, resp)
		if resp.StatusCode == http.StatusOK {
			return resp, nil
		}
	}
}

func (r *recorder) status(req *http.Request) int {
	resp, err := r.do(req)
	if err != nil {
		return 0
	}
	return resp.StatusCode
}

var _ = []any{found, foundAndClosed, length, status, (*recorder).status}
