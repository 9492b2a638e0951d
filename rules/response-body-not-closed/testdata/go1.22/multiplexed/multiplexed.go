// Package multiplexed holds clients whose connections serve many requests at once, and others.
package multiplexed

import (
	"errors"
	"net/http"
	"sync"
	"time"

	"golang.org/x/net/http2"
)

var errStatus = errors.New("status")

// A connection of HTTP/2 stays for the next request, whatever becomes of a response.
func speaksHTTP2(url string) error {
	client := &http.Client{Transport: &http2.Transport{AllowHTTP: true}}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errStatus
	}
	return resp.Body.Close()
}

var (
	lock    sync.Mutex
	clients = map[string]*http.Client{}
)

func clientOf(host string) (*http.Client, error) {
	lock.Lock()
	defer lock.Unlock()
	if client, ok := clients[host]; ok {
		return client, nil
	}
	transport := &http2.Transport{}
	client := &http.Client{Transport: transport}
	clients[host] = client
	return client, nil
}

func throughFunction(host string) error {
	client, err := clientOf(host)
	if err != nil {
		return err
	}
	resp, err := client.Get(host)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errStatus
	}
	return resp.Body.Close()
}

func get(client *http.Client, url string) (*http.Response, error) {
	client.Transport = &http2.Transport{}
	return client.Get(url)
}

func throughHelper(url string) error {
	resp, err := get(&http.Client{}, url)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errStatus
	}
	return resp.Body.Close()
}

// Which protocol it is depends on the server.
func mayUpgrade(url string) error {
	transport := &http.Transport{}
	if err := http2.ConfigureTransport(transport); err != nil {
		return err
	}
	client := &http.Client{Transport: transport}
	resp, err := client.Get(url) // want "the body of resp is not closed on the way to line 88"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errStatus
	}
	return resp.Body.Close()
}

func patient() *http.Client { return &http.Client{Timeout: time.Minute} }

// A function shows what it makes.
func limited(url string) error {
	resp, err := patient().Get(url) // want "stays until its time is up .time.Minute.;"
	if err != nil || resp.StatusCode != http.StatusOK {
		return err
	}
	return resp.Body.Close()
}
