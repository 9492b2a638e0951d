// Command live serves a shop that leaks in five ways and is suspected of a sixth, with its profiles beside it. It prints the
// address that it listens on.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"

	"example.com/live/shop"
)

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	shop.New().Register(http.DefaultServeMux)
	fmt.Println(listener.Addr())
	log.Fatal(http.Serve(listener, nil))
}
