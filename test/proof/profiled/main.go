// Command profiled runs one program of package work and writes its profile: profiled NAME FILE.
package main

import (
	"log"
	"os"
	"runtime"
	"runtime/pprof"

	"example.com/profiled/work"
)

func main() {
	name, file := os.Args[1], os.Args[2]
	program, ok := work.Programs[name]
	if !ok {
		log.Fatalf("there is no program %s", name)
	}
	program()
	// What is in a profile was true before the latest collection.
	runtime.GC()
	runtime.GC()
	f, err := os.Create(file)
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
