// Package helper has clients that read and close the bodies of responses themselves.
package helper

import (
	"bytes"
	"io"
	"net/http"
)

// Helper is a client of this kind.
type Helper struct{ *http.Client }

// New returns one.
func New() *Helper { return &Helper{&http.Client{Transport: drain{http.DefaultTransport}}} }

type drain struct{ inner http.RoundTripper }

// RoundTrip returns a copy of the body.
func (d drain) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := d.inner.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	copied := *resp
	copied.Body = io.NopCloser(bytes.NewReader(body))
	return &copied, nil
}
