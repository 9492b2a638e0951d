// Package http2 stands for the one of that name.
package http2

import (
	"errors"
	"net/http"
)

type Transport struct{ AllowHTTP bool }

func (t *Transport) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("not there")
}

func ConfigureTransport(*http.Transport) error { return nil }
