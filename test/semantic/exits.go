package app

import (
	"log"
	"os"
	"runtime"
	"sync"
	"testing"
)

// Exits are of kinds.

func fails() { // exit: panic
	panic("always")
}

func leaves() { // exit: process-exit
	os.Exit(1)
}

func ends() { // exit: goexit
	runtime.Goexit()
}

func skips(t *testing.T) { // exit: goexit
	t.Helper()
	t.FailNow()
}

// Any test log's Fatal ends the goroutine, which the interface promises.

func stops(t testing.TB) { // exit: goexit
	t.Fatal("not reached on this platform")
}

func blocks() { // exit: goexit
	select {}
}

func serves(work chan func()) { // exit: goexit
	for {
		f := <-work
		f()
	}
}

func waits(work chan func()) { // exit: may return
	for f := range work {
		f()
	}
}

// A panic that the language raises itself is no exit.

func index(list []int, at int) int { return list[at] } // exit: may return

// What always ends in one of them is one.

func fatal(err error) { // exit: process-exit
	log.Println(err)
	leaves()
}

func mustEither(ok bool) int { // exit: panic
	if ok {
		leaves()
	} else {
		fails()
	}
	return 0
}

func inPlace() { // exit: panic
	func() { fails() }()
}

type fataler interface{ Fatal() }

func throughInterface(f fataler) { // exit: may return
	f.Fatal()
}

func started() { // exit: may return
	go fails()
	defer leaves()
}

// A deferred recover turns a panic into a return, if it is the deferred function that recovers.

func recovers() (err any) { // exit: may return
	defer func() { err = recover() }()
	fails()
	return nil
}

func named() { // exit: may return
	defer handle()
	fails()
}

func handle() { // exit: may return
	log.Print(recover())
}

func handles() { handle() } // exit: may return

func recoversNothing() { // exit: panic
	defer handles()
	fails()
}

func unlocks(mu *sync.Mutex) { // exit: panic
	mu.Lock()
	defer mu.Unlock()
	fails()
}

func leavesAnyway() { // exit: process-exit
	defer handle()
	leaves()
}

// That no call returns is a must-fact: recursion starts from it.

func retries(n int) { // exit: process-exit
	if n == 0 {
		leaves()
	}
	retries(n - 1)
}

func ping(n int) { // exit: panic
	if n == 0 {
		fails()
	}
	pong(n)
}

func pong(n int) { // exit: panic
	ping(n - 1)
}

func even(n int) { // exit: may return
	if n == 0 {
		return
	}
	odd(n - 1)
}

func odd(n int) { // exit: may return
	even(n - 1)
}

func parses(n int) { // exit: may return
	defer func() { log.Print(recover()) }()
	descends(n)
}

func descends(n int) { // exit: may return
	if n == 0 {
		panic("too deep")
	}
	parses(n - 1)
}

// Some return only if an argument has a certain value.

func check(err error) { // exit: process-exit unless argument 0 is nil
	if err != nil {
		log.Fatal(err)
	}
}

func noError(t *testing.T, err error) { // exit: goexit unless argument 1 is nil
	t.Helper()
	if err == nil {
		return
	}
	t.Fatal(err)
}

func assert(ok bool, message string) { // exit: panic unless argument 0 is true
	if !ok {
		panic(message)
	}
}

func must(n int, err error) int { // exit: process-exit unless argument 1 is nil
	check(err)
	return n
}

func expect(err error) { // exit: panic unless argument 0 is not nil
	switch {
	case err == nil:
		panic("no error")
	default:
		log.Print(err)
	}
}

func warns(err error, strict bool) { // exit: may return
	if err != nil && strict {
		log.Fatal(err)
	}
}

func overwrites(err error) { // exit: may return
	if err != nil {
		err = index2()
	}
	if err != nil {
		log.Fatal(err)
	}
}

func index2() error { return nil }

func opens() error {
	f, err := os.Open("a") // then: check(err)
	check(err)             // then: err is nil: f.Close(), process-exit
	return f.Close()
}

func counts(n int) {
	assert(n > 0, "count") // then: n > 0 is true: leaves(), panic
	leaves()               // then: process-exit
	fails()                // then: never comes here
}
