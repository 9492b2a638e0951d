// Package intake reads what others send.
package intake

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
)

func store([]byte) {}

// doc:bad
func upload(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body) // want "the client decides how much memory this takes.*read r.Body through http.MaxBytesReader"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	store(data)
}

// doc:end

// doc:good
func uploadWell(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	store(data)
}

// doc:end

func byAlias(w http.ResponseWriter, r *http.Request) {
	body := r.Body
	defer body.Close()
	data, _ := io.ReadAll(body) // want "the client decides"
	store(data)
}

func answer(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want "the server decides how much memory this takes"
}

func receive(conn net.Conn) ([]byte, error) {
	return io.ReadAll(conn) // want "the peer decides how much memory this takes"
}

// The limit is set before.
func limitedBefore(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	data, _ := io.ReadAll(r.Body)
	store(data)
}

// The declared length is tested.
func measured(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength < 0 || r.ContentLength > 1<<20 {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	data, _ := io.ReadAll(r.Body)
	store(data)
}

func limited(resp *http.Response, conn net.Conn) ([]byte, error) {
	if data, err := io.ReadAll(io.LimitReader(conn, 512)); err == nil {
		return data, nil
	}
	return io.ReadAll(io.LimitReader(resp.Body, 1<<20))
}

// Who reads the body of a request that it sends itself knows how long it is.
func sign(r *http.Request) ([]byte, error) {
	return io.ReadAll(r.Body)
}

// What is in memory is no larger than it is.
func copied(buffered *bytes.Buffer) ([]byte, error) {
	return io.ReadAll(buffered)
}

// A decoder is limited by what it decodes into, or not: it is not followed.
func decoded(w http.ResponseWriter, r *http.Request) {
	var into map[string]string
	_ = json.NewDecoder(r.Body).Decode(&into)
}

func readAll(r io.Reader) []byte {
	data, _ := io.ReadAll(r)
	return data
}

// A reader that another function reads is not followed.
func handedOn(w http.ResponseWriter, r *http.Request) {
	store(readAll(r.Body)) // miss "the client decides"
}
