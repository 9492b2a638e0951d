// Package rarely holds transports that few calls make.
package rarely

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strings"

	"fixture/internal/stamp"
)

func read(resp *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Only a call whose first request has failed makes one.
func fetchAgain(url string) ([]byte, error) {
	body, err := read(http.Get(url))
	if err != nil && strings.Contains(err.Error(), "HTTP_1_1_REQUIRED") {
		client := &http.Client{Transport: &http.Transport{TLSNextProto: map[string]func(string, *tls.Conn) http.RoundTripper{}}}
		return read(client.Get(url))
	}
	return body, err
}

// Each call with a certificate makes one.
func fetchWith(url string, config *tls.Config) ([]byte, error) {
	if config == nil {
		return read(http.Get(url))
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: config}} // want "each call of fetchWith"
	return read(client.Get(url))
}

// testDial is set in tests.
var testDial func(ctx context.Context, network, address string) (net.Conn, error)

// The program itself never has the hook.
func fetchHooked(url string) ([]byte, error) {
	client := http.DefaultClient
	if testDial != nil {
		client = &http.Client{Transport: &http.Transport{DialContext: testDial}}
	}
	return read(client.Get(url))
}

var dial func(ctx context.Context, network, address string) (net.Conn, error)

// UseDialer sets what later calls use.
func UseDialer(f func(ctx context.Context, network, address string) (net.Conn, error)) { dial = f }

func fetchDialed(url string) ([]byte, error) {
	if dial != nil {
		client := &http.Client{Transport: &http.Transport{DialContext: dial}} // want "each call of fetchDialed"
		return read(client.Get(url))
	}
	return read(http.Get(url))
}

// Options come from other packages, which may set what they like.
type Options struct {
	Server string
}

// Fetch gets a page.
func (o *Options) Fetch(url string) ([]byte, error) {
	client := http.Client{}
	if o.Server != "" {
		client.Transport = &http.Transport{TLSClientConfig: &tls.Config{ServerName: o.Server}} // want "each call of Fetch"
	}
	return read(client.Get(url))
}

func fetchStamp(url string) ([]byte, error) { return stamp.New(url).FetchNamed() }
