// Command record starts the goroutines of all shapes and writes their profiles to the directory it is given.
package main

import (
	"log"
	"os"
	"path/filepath"
	"runtime/pprof"
	"time"

	"example.com/shapes"
)

func main() {
	shapes.Start()
	for range 2 {
		go func() { // go: in-package-main count=2
			<-make(chan int) // waits: in-package-main
		}()
	}
	time.Sleep(200 * time.Millisecond)
	for _, form := range []struct {
		profile, file string
		debug         int
	}{
		{"goroutine", "goroutine.pb.gz", 0},
		{"goroutine", "goroutine.txt", 1},
		{"goroutineleak", "goroutineleak.pb.gz", 0},
		{"goroutine", "goroutine.dump.txt", 2},
	} {
		if err := write(form.profile, filepath.Join(os.Args[1], form.file), form.debug); err != nil {
			log.Fatal(err)
		}
	}
}

func write(profile, path string, debug int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := pprof.Lookup(profile).WriteTo(f, debug); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
