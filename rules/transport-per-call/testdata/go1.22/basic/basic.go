// Package basic holds transports that functions make for their own requests.
package basic

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// doc:bad
func fetch(url string) ([]byte, error) {
	transport := &http.Transport{ // want "each call of fetch makes a transport of its own, .* until the server closes it"
		TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS13},
	}
	client := &http.Client{Transport: transport}
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// doc:end

// doc:good
var shared = &http.Client{
	Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS13}},
}

func fetchShared(url string) ([]byte, error) {
	resp, err := shared.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// doc:end

func read(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func inPlace(url string) error {
	return read((&http.Client{Transport: &http.Transport{}}).Get(url)) // want "each call of inPlace"
}

func stored(url string, insecure bool) error {
	client := &http.Client{Timeout: time.Second}
	if insecure {
		tr := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}} // want "each call of stored"
		client.Transport = tr
	}
	return read(client.Get(url))
}

func structClient(req *http.Request) error {
	var client http.Client
	client.Transport = &http.Transport{Proxy: http.ProxyFromEnvironment} // want "each call of structClient"
	return read(client.Do(req))
}

func roundTrip(req *http.Request) error {
	tr := new(http.Transport) // want "each call of roundTrip"
	tr.Proxy = http.ProxyFromEnvironment
	return read(tr.RoundTrip(req))
}

func cloned(url string) error {
	tr := http.DefaultTransport.(*http.Transport).Clone() // want "each call of cloned makes .* two goroutines for 90 seconds; make one"
	tr.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS13}
	client := http.Client{Transport: tr}
	return read(client.Get(url))
}

func limited(url string) error {
	client := http.Client{Transport: &http.Transport{IdleConnTimeout: 30 * time.Second}} // want "two goroutines for 30 seconds"
	return read(client.Get(url))
}

func limitedBy(url string, timeout time.Duration) error {
	tr := &http.Transport{} // want "two goroutines until its IdleConnTimeout"
	tr.IdleConnTimeout = timeout
	client := http.Client{Transport: tr}
	return read(client.Get(url))
}

func eachRound(urls []string) error {
	for _, url := range urls {
		client := http.Client{Transport: &http.Transport{}} // want "each call of eachRound"
		if err := read(client.Get(url)); err != nil {
			return err
		}
	}
	return nil
}

func unixSocket(url, path string) error {
	client := http.Client{
		Transport: &http.Transport{ // want "each call of unixSocket"
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				return (&net.Dialer{}).DialContext(ctx, "unix", path)
			},
		},
	}
	return read(client.Get(url))
}

func newClient(timeout time.Duration) *http.Client {
	return &http.Client{Transport: &http.Transport{ResponseHeaderTimeout: timeout}}
}

func newClientOrError(ca string) (*http.Client, error) {
	if ca == "" {
		return nil, errors.New("no authority")
	}
	tr := &http.Transport{}
	client := &http.Client{Transport: tr}
	return client, nil
}

func ofConstructor(url string) error {
	return read(newClient(time.Second).Get(url)) // want "each call of ofConstructor"
}

func ofFailingConstructor(url string) error {
	client, err := newClientOrError(url) // want "each call of ofFailingConstructor"
	if err != nil {
		return err
	}
	return get(client, url)
}

func get(client *http.Client, url string) error {
	return read(client.Get(url))
}

// From here on: left alone.

// The constructor's caller keeps the client.
type api struct{ client *http.Client }

func newAPI() *api { return &api{client: newClient(time.Second)} }

// A client without a transport shares that of the package.
func withoutTransport(url string) error {
	client := &http.Client{Timeout: time.Second}
	return read(client.Get(url))
}

func withoutKeepAlives(url string) error {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	return read(client.Get(url))
}

func withoutKeepAlivesLater(url string) error {
	tr := http.DefaultTransport.(*http.Transport).Clone()
	tr.DisableKeepAlives = true
	client := &http.Client{Transport: tr}
	return read(client.Get(url))
}

// Idle connections are closed at once if there may be fewer than none.
func noneIdle(url string) error {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: -1}}
	return read(client.Get(url))
}

func closed(url string) error {
	tr := &http.Transport{}
	defer tr.CloseIdleConnections()
	client := &http.Client{Transport: tr}
	return read(client.Get(url))
}

func closedByClient(url string) error {
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	return read(client.Get(url))
}

func closedInLiteral(url string) error {
	tr := &http.Transport{}
	defer func() { tr.CloseIdleConnections() }()
	return read((&http.Client{Transport: tr}).Get(url))
}

// The server closes the connection when it has answered.
func closedByServer(req *http.Request) error {
	req.Close = true
	return read((&http.Client{Transport: &http.Transport{}}).Do(req))
}

func closedByLiteral(u *url.URL) error {
	req := &http.Request{Method: http.MethodGet, URL: u, Close: true}
	return read((&http.Client{Transport: &http.Transport{}}).Do(req))
}

func closedByHeader(req *http.Request) error {
	req.Header.Set("Connection", "close")
	return read((&http.Client{Transport: &http.Transport{}}).Do(req))
}

// The connection was made, and is closed, here.
func ownConnection(url string, conn net.Conn) error {
	defer conn.Close()
	tr := &http.Transport{Dial: func(string, string) (net.Conn, error) { return conn, nil }}
	return read((&http.Client{Transport: tr}).Get(url))
}

// The deadline ends the connection.
func untilDeadline(url, path string) error {
	tr := &http.Transport{Dial: func(string, string) (net.Conn, error) {
		conn, err := net.Dial("unix", path)
		if err != nil {
			return nil, err
		}
		return conn, conn.SetDeadline(time.Now().Add(time.Second))
	}}
	return read((&http.Client{Transport: tr}).Get(url))
}

// Nothing is requested with it here.
func notUsed() *http.Transport {
	tr := &http.Transport{}
	tr.MaxIdleConns = 10
	return tr
}

// The wrapper may close it.
type wrapper struct{ inner http.RoundTripper }

func (w wrapper) RoundTrip(req *http.Request) (*http.Response, error) { return w.inner.RoundTrip(req) }

func wrapped(url string) error {
	client := &http.Client{Transport: wrapper{&http.Transport{}}}
	return read(client.Get(url))
}

// The client is somebody else's, and so is what it keeps.
func configure(client *http.Client, url string) error {
	client.Transport = &http.Transport{}
	return read(client.Get(url))
}

// One transport for many requests, in a function that goes on.
func poll(ctx context.Context, url string) error {
	client := &http.Client{Transport: &http.Transport{}}
	for ctx.Err() == nil {
		if err := read(client.Get(url)); err != nil {
			return err
		}
		time.Sleep(time.Minute)
	}
	return ctx.Err()
}

var once *http.Client

// It is made once.
func lazily(url string) error {
	if once == nil {
		once = &http.Client{Transport: &http.Transport{}}
	}
	return read(once.Get(url))
}

// Known misses.

// A literal uses the client.
func inLiteral(url string) error {
	client := &http.Client{Transport: &http.Transport{}} // miss "each call of inLiteral"
	fetch := func() error { return read(client.Get(url)) }
	return fetch()
}

// A body that is closed unread closes its connection.
func unread(url string) (int, error) {
	client := &http.Client{Transport: &http.Transport{}}
	resp, err := client.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Nor is a connection idle whose response nobody holds; that is another leak.
func dropped(url string) error {
	client := &http.Client{Transport: &http.Transport{}}
	_, err := client.Get(url)
	return err
}

// One of two is read.
func secondRead(url string) error {
	client := &http.Client{Transport: &http.Transport{}} // want "each call of secondRead"
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	resp.Body.Close()
	return read(client.Get(url))
}

// There is no body to read.
func head(url string) error {
	client := &http.Client{Transport: &http.Transport{}} // want "each call of head"
	resp, err := client.Head(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The caller gets the response, and may read it.
func handedOn(req *http.Request) (*http.Response, error) {
	client := &http.Client{Transport: &http.Transport{}} // want "each call of handedOn"
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	return resp, nil
}
