// Command shopd serves a small shop. With -memprofile it runs a fixed workload
// and writes a heap profile instead of listening.
package main

import (
	"flag"
	"log"
	"net/http"
	"os"
	"runtime"
	"runtime/pprof"

	"example.com/shop/internal/catalog"
	"example.com/shop/internal/orders"
	"example.com/shop/internal/session"
	"example.com/shop/internal/stock"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to listen on")
	memprofile := flag.String("memprofile", "", "write a heap profile of a fixed workload to this file")
	flag.Parse()

	srv := newServer(catalog.New(), orders.NewService(), session.NewPool(), stock.NewWarehouse())
	if *memprofile == "" {
		log.Fatal(http.ListenAndServe(*addr, srv))
	}
	if err := runWorkload(srv); err != nil {
		log.Fatal(err)
	}
	if err := writeHeap(*memprofile); err != nil {
		log.Fatal(err)
	}
	runtime.KeepAlive(srv)
}

func writeHeap(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	runtime.GC()
	runtime.GC()
	if err := pprof.WriteHeapProfile(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
