// Package decoded holds bodies that a decoder reads, which comes to the end of what is short.
package decoded

import (
	"encoding/json"
	"errors"
	"net/http"
)

var errStatus = errors.New("status")

type problem struct{ Message string }

func problemOf(resp *http.Response) error {
	var p problem
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return err
	}
	return errors.New(p.Message)
}

// An error message is short.
func message(url string) (*http.Response, error) {
	resp, err := http.Get(url) // wider "the body of resp is not closed on the way to line 29"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, problemOf(resp)
	}
	return resp, nil
}

func inPlace(url string) error {
	resp, err := http.Get(url) // wider "the body of resp is not closed on the way to line 43"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		var p problem
		decoder := json.NewDecoder(resp.Body)
		_ = decoder.Decode(&p)
		return errors.New(p.Message)
	}
	return resp.Body.Close()
}

// A decoder that fails stops where it is: at the first byte of a page that is no JSON.
func failed(url string) (*http.Response, error) {
	resp, err := http.Get(url) // want "the body of resp is not closed on the way to line 56"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		if err := problemOf(resp); err != nil {
			return nil, err
		}
	}
	return resp, nil
}

// Another way does not read it.
func unread(url string) error {
	resp, err := http.Get(url) // want "the body of resp is not closed on the way to line 69"
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNotFound {
		return errStatus
	}
	if resp.StatusCode != http.StatusOK {
		return problemOf(resp)
	}
	return resp.Body.Close()
}

// Nobody has thought of closing it.
func neverClosed(url string) error {
	resp, err := http.Get(url) // want "nothing closes the body of resp"
	if err != nil {
		return err
	}
	return problemOf(resp)
}
