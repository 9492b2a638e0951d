// Command probe runs every allocation of package probe and writes profiles.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"sync"

	probe "example.com/probe.v2"
	"example.com/probe.v2/tree"
)

func main() {
	dir := flag.String("dir", ".", "directory for the profiles")
	rounds := flag.Int("rounds", 1, "how often to run")
	flag.Parse()
	for i := 0; i < *rounds; i++ {
		if err := run(i); err != nil {
			log.Fatal(err)
		}
	}
	runtime.GC()
	runtime.GC()
	// The profiler shows what was allocated before the last collection: without another one, all forms are of one moment.
	debug.SetGCPercent(-1)
	for _, name := range []string{"heap", "allocs"} {
		if err := write(name, filepath.Join(*dir, name+".pb.gz"), 0); err != nil {
			log.Fatal(err)
		}
	}
	if err := write("heap", filepath.Join(*dir, "heap.txt"), 1); err != nil {
		log.Fatal(err)
	}
	runtime.KeepAlive(probe.Kept)
}

func run(round int) error {
	keep(probe.Concat([]string{"a", "b", strings.Repeat("c", 500)}))
	keep(probe.Helpers(200))
	packed, err := probe.Compress(make([]byte, 10000))
	if err != nil {
		return err
	}
	keep(packed)
	if _, err := probe.Encode(50); err != nil {
		return err
	}
	probe.Sorted(50)
	keep(probe.Recurse(20))
	trees(round)
	background()
	return nil
}

func trees(round int) {
	var byName tree.Tree[string, []byte]
	for i := 0; i < 50; i++ {
		byName.Put(fmt.Sprint(i*31%50), make([]byte, 64))
	}
	total := 0
	for key, value := range byName.All() {
		total += len(strings.Repeat(key, 4)) + len(value)
	}
	lengths := tree.Map([]int{1, 2, 3, round}, func(n int) []byte {
		return make([]byte, 100*n+100)
	})
	keep(lengths, total)
}

func background() {
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			probe.Helpers(20 + i)
		}()
	}
	wg.Wait()
}

func keep(values ...any) {
	if len(probe.Kept) < 50 {
		probe.Kept = append(probe.Kept, values...)
	}
}

func write(name, path string, debug int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := pprof.Lookup(name).WriteTo(f, debug); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
