// Package guards holds what looks like the defect and is none.
package guards

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"time"
)

// The helper closes it.
func closedByHelper(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer closeBody(resp)
	return nil
}

func closeBody(resp *http.Response) {
	if resp != nil && resp.Body != nil {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

// So does a helper for whatever can be closed.
func closedAsCloser(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer closeQuietly(resp.Body)
	return nil
}

func closeQuietly(c io.Closer) { _ = c.Close() }

// The deferred closure reads the variable when the function returns, so that it closes the last response; the retry
// closes the first one itself.
func retries(client *http.Client, req *http.Request) error {
	var resp *http.Response
	var err error
	for range 3 {
		resp, err = client.Do(req)
		if err != nil {
			continue
		}
		if resp.StatusCode < 500 {
			break
		}
		resp.Body.Close()
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

// It belongs to whoever gets it.
func returned(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

type page struct{ resp *http.Response }

func (p *page) Body() io.ReadCloser { return p.resp.Body }

// An accessor hands the body out.
func stored(url string) (*page, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	p := &page{resp: resp}
	return p, nil
}

// Who reads to the end of the body frees the connection as well.
func read(url string) ([]byte, error) {
	resp, err := http.Get(url) // wider "is read, but not closed on every way"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// Also through another reader, and into a file.
func copied(url, name string) error {
	resp, err := http.Get(url) // wider "is read, but not closed on every way"
	if err != nil {
		return err
	}
	file, err := os.Create(name)
	if err != nil {
		resp.Body.Close()
		return err
	}
	defer file.Close()
	tee := io.TeeReader(resp.Body, file)
	_, err = io.Copy(io.Discard, tee)
	return err
}

// Whoever gets the reader reads to the end.
func wrapped(url string) (*bufio.Reader, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return bufio.NewReader(resp.Body), nil
}

// The scanner ends with the body.
func scanned(url string, line func(string)) error {
	resp, err := http.Get(url) // wider "is read, but not closed on every way"
	if err != nil {
		return err
	}
	scanner := bufio.NewScanner(resp.Body)
	for scanner.Scan() {
		line(scanner.Text())
	}
	return scanner.Err()
}

// The response to a HEAD request has no body.
func head(client *http.Client, url string) (int, error) {
	req, err := http.NewRequest(http.MethodHead, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func headPlain(url string) (int, error) {
	resp, err := http.Head(url)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The end of its context ends the connection.
func cancelled(client *http.Client, url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	_, err = client.Do(req)
	return err
}

// So does the end of the request that it serves.
func handler(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, "http://example.com", nil)
	if err != nil {
		return
	}
	if resp, err := http.DefaultClient.Do(req); err == nil {
		w.WriteHeader(resp.StatusCode)
	}
}

// A recorder holds its body in memory, and so does the controller of a response.
func recorded(h http.Handler, r *http.Request) int {
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	_ = http.NewResponseController(rec).Flush()
	return rec.Result().StatusCode
}

// There is no response where there is an error.
func failure(url string) (int, error) {
	resp, err := http.Get(url)
	if err == nil {
		defer resp.Body.Close()
		return resp.StatusCode, nil
	}
	return 0, err
}

// Only a failure gets further.
func fails(url string) error {
	_, err := http.Get(url)
	if err == nil {
		panic("a response from nobody")
	}
	return err
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// The helper gives back what it was given.
func throughMust(url string) int {
	resp := must(http.Get(url))
	defer resp.Body.Close()
	return resp.StatusCode
}

// A test double makes responses without a connection.
type fake struct{}

func (fake) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: r}, nil
}

func doubled(r *http.Request) (int, error) {
	resp, err := fake{}.RoundTrip(r)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

var errStatus = errors.New("status")

// The check closes it before it fails.
func checked(url string, into any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if err := check(resp); err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

func check(resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	resp.Body.Close()
	return errStatus
}

// What is beyond the limit is the exception.
func limited(url string) ([]byte, error) {
	resp, err := http.Get(url) // wider "is read, but not closed on every way"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(resp.Body, 1<<20))
}

func do(method, url string) (*http.Response, error) {
	req, err := http.NewRequest(method, url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func headByWrapper(url string) (int, error) {
	resp, err := do("HEAD", url)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The helper gets the error as well.
func decoded(url string) (string, error) {
	return decode[string](http.Get(url))
}

func decode[T any](resp *http.Response, err error) (into T, _ error) {
	if err != nil {
		return into, err
	}
	defer resp.Body.Close()
	return into, json.NewDecoder(resp.Body).Decode(&into)
}

// This one does not close it.
func statusOf(resp *http.Response, err error) int {
	if err != nil {
		return 0
	}
	return resp.StatusCode
}

func status(url string) int {
	return statusOf(http.Get(url)) // want "nothing closes the body of resp"
}

// No Content has none.
func remove(client *http.Client, req *http.Request) error {
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusNoContent {
		defer resp.Body.Close()
		return errStatus
	}
	return nil
}

func unchanged(client *http.Client, req *http.Request) error {
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusNotModified:
		return nil
	default:
		resp.Body.Close()
		return errStatus
	}
}

// A round tripper of the package may answer from memory.
type memory struct{ answer *http.Response }

func (m memory) RoundTrip(*http.Request) (*http.Response, error) { return m.answer, nil }

func collector(answer *http.Response) http.RoundTripper { return memory{answer} }

func collected(req *http.Request, answer *http.Response) (int, error) {
	resp, err := collector(answer).RoundTrip(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func collectedByVariable(req *http.Request, answer *http.Response) (int, error) {
	tripper := collector(answer)
	resp, err := tripper.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// One that comes from elsewhere is taken to be a transport.
func tripped(tripper http.RoundTripper, req *http.Request) (int, error) {
	resp, err := tripper.RoundTrip(req) // want "nothing closes the body of resp, .* stays until its context ends;"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The timeout of a client from elsewhere is not known.
func fromElsewhere(client *http.Client, url string) (int, error) {
	resp, err := client.Get(url) // want "stays until the timeout of its client, for ever without one"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// What embeds the client itself, here, is a client.
type ownClient struct{ *http.Client }

func (c ownClient) status(url string) (int, error) {
	resp, err := c.Get(url) // want "nothing closes the body of resp, .* stays until the timeout of its client"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
