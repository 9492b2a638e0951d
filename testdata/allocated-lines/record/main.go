// Command record runs all statements of package lines and writes a heap profile to the file it is given.
package main

import (
	"log"
	"os"
	"runtime"
	"runtime/pprof"

	"example.com/lines"
)

func main() {
	for range lines.Times {
		lines.Run()
	}
	// What is in a profile was true before the latest collection.
	runtime.GC()
	runtime.GC()
	f, err := os.Create(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	if err := pprof.Lookup("heap").WriteTo(f, 0); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}
