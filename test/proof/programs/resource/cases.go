// Package resource holds programs that leave connections, listeners and files open.
package resource

import (
	"io"
	"measure"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
)

// Cases are all programs of the package.
func Cases() []measure.Case {
	return slices.Concat(bodies, closers, transports, signals)
}

// text is more than a client reads ahead, so that the connection waits for its reader.
var text = strings.Repeat("text ", 20000)

// address serves text.
var address = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/missing" {
		w.WriteHeader(http.StatusNotFound)
	}
	io.WriteString(w, text)
})).URL

var total int
