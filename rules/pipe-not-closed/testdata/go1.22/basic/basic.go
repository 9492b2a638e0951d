// Package basic holds pipes to which goroutines write.
package basic

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
)

// doc:bad
func copyPacked(dst io.Writer, src io.Reader) error {
	pr, pw := io.Pipe() // want "if this function returns on line 21 before pr has been read to its end, the goroutine .* write defer pr.Close\\(\\)"
	go func() {
		z := gzip.NewWriter(pw)
		io.Copy(z, src)
		z.Close()
		pw.Close()
	}()
	_, err := io.Copy(dst, pr)
	return err
}

// doc:end

// doc:good
func copyPackedAndClose(dst io.Writer, src io.Reader) error {
	pr, pw := io.Pipe()
	defer pr.Close()
	go func() {
		z := gzip.NewWriter(pw)
		io.Copy(z, src)
		z.Close()
		pw.Close()
	}()
	_, err := io.Copy(dst, pr)
	return err
}

// doc:end

func decode(write func(io.Writer) error) (v any, err error) {
	pr, pw := io.Pipe() // want "if this function returns on line 46"
	go func() { pw.CloseWithError(write(pw)) }()
	if err := json.NewDecoder(pr).Decode(&v); err != nil {
		return nil, err
	}
	return v, nil
}

// From here on: left alone.

// Whoever reads the body closes it.
func post(url string, v any) (*http.Response, error) {
	pr, pw := io.Pipe()
	go func() { pw.CloseWithError(json.NewEncoder(pw).Encode(v)) }()
	return http.Post(url, "application/json", pr)
}

func reader(v any) io.ReadCloser {
	pr, pw := io.Pipe()
	go func() { pw.CloseWithError(json.NewEncoder(pw).Encode(v)) }()
	return pr
}

func closedWithError(dst io.Writer, v any) error {
	pr, pw := io.Pipe()
	go func() { pw.CloseWithError(json.NewEncoder(pw).Encode(v)) }()
	_, err := io.Copy(dst, pr)
	pr.CloseWithError(err)
	return err
}

// Either end will do.
func writerClosed(dst io.Writer, v any) error {
	pr, pw := io.Pipe()
	defer pw.Close()
	go func() { json.NewEncoder(pw).Encode(v) }()
	_, err := io.CopyN(dst, pr, 10)
	return err
}
