package resource

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"measure"
	"net/http"
)

var bodies = []measure.Case{
	measure.Goroutines.Of(statusOnly, statusOnlyClosed),
	measure.Goroutines.Of(errorStatus, errorStatusClosed),
	measure.Goroutines.Of(clientMethod, clientMethodClosed),
	measure.Goroutines.Of(decoded, decodedClosed),
	measure.Goroutines.Of(discardedResponse, discardedResponseClosed),
	measure.Goroutines.Of(retried, retriedClosed),
	measure.Goroutines.Of(helperGet, helperGetClosed),
	measure.Goroutines.Of(roundTrip, roundTripClosed),
	measure.Goroutines.Of(genericGet, genericGetClosed),
	measure.Goroutines.Of(inGoroutine, inGoroutineClosed),
	measure.Goroutines.Of(checkedByHelper, checkedByHelperClosed),
}

// statusOnly looks at the status and not at the body.
//
//proof:want response-body-not-closed
func statusOnly() {
	resp, err := http.Get(address)
	if err != nil {
		return
	}
	total += resp.StatusCode
}

//proof:none
func statusOnlyClosed() {
	resp, err := http.Get(address)
	if err != nil {
		return
	}
	resp.Body.Close()
	total += resp.StatusCode
}

// errorStatus returns at a bad status, before the body is closed.
//
//proof:want response-body-not-closed
func errorStatus() {
	resp, err := http.Get(address + "/missing")
	if err != nil {
		return
	}
	if resp.StatusCode != http.StatusOK {
		return
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
}

//proof:none
func errorStatusClosed() {
	resp, err := http.Get(address + "/missing")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return
	}
	io.Copy(io.Discard, resp.Body)
}

type api struct {
	client *http.Client
	base   string
}

func (a *api) ping(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.base, nil)
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 300 {
		return fmt.Errorf("status %s", resp.Status)
	}
	return nil
}

func (a *api) pingClosed(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.base, nil)
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("status %s", resp.Status)
	}
	return nil
}

var theAPI = &api{http.DefaultClient, address}

// clientMethod calls ping, which stands above.
//
//proof:want response-body-not-closed
func clientMethod() {
	theAPI.ping(context.Background())
}

//proof:none
func clientMethodClosed() {
	theAPI.pingClosed(context.Background())
}

// decoded decodes the body, which fails, and leaves it.
//
//proof:want response-body-not-closed
func decoded() {
	resp, err := http.Get(address)
	if err != nil {
		return
	}
	var v struct{ Name string }
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return
	}
	total += len(v.Name)
}

//proof:none
func decodedClosed() {
	resp, err := http.Get(address)
	if err != nil {
		return
	}
	defer func() { _ = resp.Body.Close() }()
	var v struct{ Name string }
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return
	}
	total += len(v.Name)
}

// discardedResponse has no use for the response.
//
//proof:want response-body-not-closed
func discardedResponse() {
	if _, err := http.Get(address); err != nil {
		total--
	}
}

//proof:none
func discardedResponseClosed() {
	if resp, err := http.Get(address); err != nil {
		total--
	} else {
		resp.Body.Close()
	}
}

// retried closes the last response alone.
//
//proof:want response-body-not-closed
func retried() {
	var resp *http.Response
	for range 3 {
		var err error
		resp, err = http.Get(address + "/missing")
		if err != nil {
			return
		}
		if resp.StatusCode == http.StatusOK {
			break
		}
	}
	resp.Body.Close()
}

//proof:none
func retriedClosed() {
	for range 3 {
		resp, err := http.Get(address + "/missing")
		if err != nil {
			return
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			break
		}
	}
}

func fetch(path string) (*http.Response, error) { return http.Get(address + path) }

// helperGet has the response from a function of the package.
//
//proof:want response-body-not-closed
func helperGet() {
	resp, err := fetch("/")
	if err != nil {
		return
	}
	total += len(resp.Header)
}

//proof:none
func helperGetClosed() {
	resp, err := fetch("/")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	total += len(resp.Header)
}

// roundTrip uses the transport.
//
//proof:want response-body-not-closed
func roundTrip() {
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return
	}
	total += resp.StatusCode
}

//proof:none
func roundTripClosed() {
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return
	}
	io.CopyN(io.Discard, resp.Body, 10)
	resp.Body.Close()
}

var errStatus = errors.New("status")

func getJSON[T any](url string) (value T, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return value, err
	}
	if resp.StatusCode != http.StatusOK {
		return value, errStatus
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&value)
	return value, err
}

func getJSONClosed[T any](url string) (value T, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return value, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return value, errStatus
	}
	err = json.NewDecoder(resp.Body).Decode(&value)
	return value, err
}

// genericGet calls getJSON, which stands above.
//
//proof:want response-body-not-closed
func genericGet() {
	getJSON[int](address + "/missing")
}

//proof:none
func genericGetClosed() {
	getJSONClosed[int](address + "/missing")
}

// inGoroutine asks in a goroutine and reports the status.
//
//proof:want response-body-not-closed
func inGoroutine() {
	codes := make(chan int, 1)
	go func() {
		defer close(codes)
		resp, err := http.Head(address + "/missing")
		if err == nil {
			resp, err = http.Get(address)
		}
		if err == nil {
			codes <- resp.StatusCode
		}
	}()
	total += <-codes
}

//proof:none
func inGoroutineClosed() {
	codes := make(chan int, 1)
	go func() {
		defer close(codes)
		resp, err := http.Get(address)
		if err == nil {
			codes <- resp.StatusCode
			resp.Body.Close()
		}
	}()
	total += <-codes
}

func checkStatus(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return errStatus
	}
	return nil
}

// checkedByHelper lets a helper look at the response.
//
//proof:want response-body-not-closed
func checkedByHelper() {
	resp, err := http.Get(address + "/missing")
	if err != nil {
		return
	}
	if err := checkStatus(resp); err != nil {
		return
	}
	resp.Body.Close()
}

//proof:none
func checkedByHelperClosed() {
	resp, err := http.Get(address + "/missing")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	if err := checkStatus(resp); err != nil {
		return
	}
}
