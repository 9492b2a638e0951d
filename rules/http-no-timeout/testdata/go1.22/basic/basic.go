// Package basic holds the plain forms of the defect, and what looks like it.
package basic

import (
	"net"
	"net/http"
	"time"
)

// doc:bad
var client = &http.Client{} // want "this client has no timeout"

func serve(handler http.Handler) error {
	server := &http.Server{Addr: ":8080", Handler: handler} // want "this server has no timeout for reading requests"
	return server.ListenAndServe()
}

// doc:end

// doc:good
var limited = &http.Client{Timeout: 30 * time.Second}

func serveWell(handler http.Handler) error {
	server := &http.Server{Addr: ":8080", Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	return server.ListenAndServe()
}

// doc:end

func functions(handler http.Handler, listener net.Listener) error {
	resp, err := http.Get("http://example.com") // want "http.Get uses a client without timeout"
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := http.Serve(listener, handler); err != nil { // want "http.Serve serves without timeouts"
		return err
	}
	return http.ListenAndServe(":8080", handler) // want "http.ListenAndServe serves without timeouts"
}

var withTransport = http.Client{Transport: &http.Transport{MaxIdleConns: 10}} // want "this client has no timeout"

// The transport limits the wait for the response.
var byTransport = http.Client{Transport: &http.Transport{ResponseHeaderTimeout: time.Minute}}

// What another transport does is not known.
func wrapped(next http.RoundTripper) *http.Client { return &http.Client{Transport: next} }

var writing = http.Server{WriteTimeout: time.Minute} // want "this server has no timeout for reading requests"

var reading = http.Server{ReadTimeout: time.Minute}

// A type of the same name is another one.
type Client struct{ Name string }

var other = Client{}
