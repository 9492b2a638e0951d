package basic

import (
	"net/http"
	"net/http/httptest"
)

// What initialises a package runs once: the server lives as long as the process.
var origin = httptest.NewServer(http.NotFoundHandler()).URL

func originAgain() string {
	return httptest.NewServer(http.NotFoundHandler()).URL // want "nothing holds this server"
}
