// A program that tests start runs on its own, and for long.
package main

import (
	"net"
	"net/http"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		listen(r.Host)
	})
	_ = http.ListenAndServe("localhost:0", nil)
}

func listen(address string) {
	l, err := net.Listen("tcp", address) // want "not closed on the way"
	if err != nil || address == "" {
		return
	}
	l.Close()
}
