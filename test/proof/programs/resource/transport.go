package resource

import (
	"crypto/tls"
	"io"
	"measure"
	"net/http"
	"time"
)

var transports = []measure.Case{
	measure.Goroutines.Of(transportInCall, transportOnce),
	measure.Goroutines.Of(transportOfHelper, transportClosed),
	measure.Goroutines.Of(clonedTransport, clonedOnce),
	measure.Goroutines.Of(transportOfMethod, transportOfObject),
	measure.Goroutines.Of(transportAssigned, noKeepAlives),
}

func get(client *http.Client) {
	resp, err := client.Get(address)
	if err != nil {
		return
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

// transportInCall makes a client with a transport of its own for one request.
//
//proof:want transport-per-call
func transportInCall() {
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{}}}
	resp, err := client.Get(address)
	if err != nil {
		return
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

var oneClient = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{}}}

//proof:none
func transportOnce() {
	resp, err := oneClient.Get(address)
	if err != nil {
		return
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

func newClient(timeout time.Duration) *http.Client {
	return &http.Client{Timeout: timeout, Transport: &http.Transport{MaxIdleConns: 10}}
}

// transportOfHelper has a client of a helper for each request.
//
//proof:want transport-per-call
func transportOfHelper() {
	get(newClient(time.Minute))
}

//proof:none
func transportClosed() {
	client := newClient(time.Minute)
	defer client.CloseIdleConnections()
	get(client)
}

// clonedTransport clones the default one for each request.
//
//proof:want transport-per-call
func clonedTransport() {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableCompression = true
	client := http.Client{Transport: transport}
	resp, err := client.Get(address)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
}

var cloned = func() *http.Transport {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableCompression = true
	return transport
}()

//proof:none
func clonedOnce() {
	client := http.Client{Transport: cloned}
	resp, err := client.Get(address)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
}

type fetcher struct{ url string }

func (f *fetcher) fetch() error {
	tr := &http.Transport{}
	req, err := http.NewRequest(http.MethodGet, f.url, nil)
	if err != nil {
		return err
	}
	resp, err := tr.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// transportOfMethod calls fetch, which stands above.
//
//proof:want transport-per-call
func transportOfMethod() {
	(&fetcher{address}).fetch()
}

type reusingFetcher struct {
	url string
	tr  *http.Transport
}

func (f *reusingFetcher) fetch() error {
	req, err := http.NewRequest(http.MethodGet, f.url, nil)
	if err != nil {
		return err
	}
	resp, err := f.tr.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

var reusing = &reusingFetcher{address, &http.Transport{}}

//proof:none
func transportOfObject() {
	reusing.fetch()
}

// transportAssigned assigns the transport to a client that was made before.
//
//proof:want transport-per-call
func transportAssigned() {
	var client http.Client
	client.Timeout = time.Minute
	client.Transport = &http.Transport{Proxy: http.ProxyFromEnvironment}
	resp, err := client.Get(address)
	if err != nil {
		return
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

//proof:none
func noKeepAlives() {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	get(client)
}
