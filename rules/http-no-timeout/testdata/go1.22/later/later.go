// Package later holds a client whose timeout is set after it was made.
package later

import (
	"net/http"
	"time"
)

func newClient(timeout time.Duration) *http.Client {
	client := &http.Client{}
	if timeout > 0 {
		client.Timeout = timeout
	}
	return client
}

// A server is another thing.
var server = http.Server{Addr: ":8080"} // want "this server has no timeout for reading requests"
