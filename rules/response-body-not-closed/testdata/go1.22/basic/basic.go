// Package basic holds the plain forms of the defect.
package basic

import (
	"encoding/json"
	"errors"
	"net/http"
)

// doc:bad
func load(url string, into any) error {
	resp, err := http.Get(url) // want "the body of resp is not closed on the way to line 17"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

// doc:end

// doc:good
func loadWell(url string, into any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

// doc:end

func never(url string) (int, error) {
	resp, err := http.Get(url) // want "nothing closes the body of resp, .* write defer resp.Body.Close"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func unchecked(url string) int {
	resp, _ := http.Get(url) // want "nothing closes the body of resp"
	return resp.StatusCode
}

func discarded(url string) error {
	_, err := http.Get(url) // want "nothing holds this response"
	return err
}

func statement(url string) {
	http.Get(url) // want "nothing holds this response"
}

func retry(client *http.Client, req *http.Request) (*http.Response, error) {
	resp, err := client.Do(req) // want "resp gets another value on line 68 before"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp, err = client.Do(req)
	}
	return resp, err
}

func rounds(client *http.Client, reqs []*http.Request) error {
	for _, req := range reqs {
		resp, err := client.Do(req) // want "the loop comes round before the body of this response is closed"
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusOK {
			continue
		}
		resp.Body.Close()
	}
	return nil
}

type client struct{ http http.Client }

// get only hands on what it gets.
func (c *client) get(url string) (*http.Response, error) {
	return c.http.Get(url)
}

func throughWrapper(c *client, url string) (int, error) {
	resp, err := c.get(url) // want "nothing closes the body of resp"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// follower has an end, and nothing in the package closes what it follows.
type follower struct {
	resp *http.Response
	done chan struct{}
}

func follow(url string) (*follower, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	f := &follower{done: make(chan struct{})}
	f.resp, err = http.Get(url) // want "nothing in this package closes the body of the response in resp"
	resp.Body.Close()
	return f, err
}

func (f *follower) Close() { close(f.done) }
