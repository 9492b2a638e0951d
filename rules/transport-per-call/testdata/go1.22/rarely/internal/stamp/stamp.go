// Package stamp has settings that nothing sets.
package stamp

import (
	"crypto/tls"
	"io"
	"net/http"
	"time"
)

// Client asks for time stamps.
type Client struct {
	URL    string
	Server string
	Name   string
}

// New makes a client without a Server.
func New(url string) *Client { return &Client{URL: url, Name: "stamp"} }

// Fetch makes a transport only for a Server, which no client has.
func (c *Client) Fetch() ([]byte, error) {
	client := http.Client{Timeout: time.Second}
	if c.Server != "" {
		client.Transport = &http.Transport{TLSClientConfig: &tls.Config{ServerName: c.Server}}
	}
	resp, err := client.Get(c.URL)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// FetchNamed makes one for each client with a Name.
func (c *Client) FetchNamed() ([]byte, error) {
	client := http.Client{Timeout: time.Second}
	if c.Name != "" {
		client.Transport = &http.Transport{TLSClientConfig: &tls.Config{ServerName: c.Name}} // want "each call of FetchNamed"
	}
	resp, err := client.Get(c.URL)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
