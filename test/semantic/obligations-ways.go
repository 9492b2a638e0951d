package obligations

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"sync/atomic"
	"testing"
	"time"
)

var errStop = errors.New("stop")

func read(f *os.File) error { return errStep }
func step() error           { return errStep }

var errStep = errors.New("step")

// Ways from the acquisition to a return: each that passes no release is a finding, and its branches are the evidence.

func earlyReturn(url string) error {
	resp, err := http.Get(url) // obligation: unmet
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errStop
	}
	defer resp.Body.Close()
	return nil
}

func itsWay(url string) error {
	resp, err := http.Get(url) // way: err != nil is false, resp.StatusCode != http.StatusOK is true, the function returns here
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errStop
	}
	return resp.Body.Close()
}

// What equals one constant equals no other, by whatever name.
func byOneConstant(url string) error {
	resp, err := http.Get(url) // obligation: met
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
	}
	if resp.StatusCode == 500 {
		return errStop
	}
	return resp.Body.Close()
}

func byEither(url string) error {
	resp, err := http.Get(url) // obligation: unmet
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK && resp.StatusCode != 204 {
		resp.Body.Close()
	}
	if resp.StatusCode == 204 {
		return errStop
	}
	return resp.Body.Close()
}

// Somebody else has to fail, or to be faster; what the function finds fault with is no failure.
func byFailure(path string) error {
	f, err := os.Open(path) // rare: true
	if err != nil {
		return err
	}
	if err := step(); err != nil {
		return err
	}
	return f.Close()
}

func byVerdict(path string) error {
	f, err := os.Open(path) // rare: false
	if err != nil {
		return err
	}
	if f.Name() == "" {
		return errors.New("no name")
	}
	return f.Close()
}

func byRace(path string, isTaken *atomic.Bool) error {
	f, err := os.Open(path) // rare: true
	if err != nil {
		return err
	}
	if !isTaken.CompareAndSwap(false, true) {
		return errors.New("taken")
	}
	return f.Close()
}

func byRaceOfNumbers(path string, state *int32) error {
	f, err := os.Open(path) // rare: true
	if err != nil {
		return err
	}
	if isFirst := atomic.CompareAndSwapInt32(state, 0, 1); !isFirst {
		return nil
	}
	return f.Close()
}

func byWonRace(path string, isTaken *atomic.Bool) error {
	f, err := os.Open(path) // rare: false
	if err != nil {
		return err
	}
	if isTaken.CompareAndSwap(false, true) {
		return nil
	}
	return f.Close()
}

func wayThroughSelect(done chan bool) {
	t := time.NewTicker(time.Second) // way: this case is chosen, the function returns here
	select {
	case <-t.C:
		t.Stop()
	case <-done:
	}
}

func wayThroughLoop(paths []string, mode int) error {
	for _, path := range paths {
		f, err := os.Open(path) // way: err != nil is false, mode is not 1, mode is 2, the loop goes round, the loop comes round to here
		if err != nil {
			return err
		}
		switch mode {
		case 1:
			f.Close()
		case 2:
			continue
		}
		f.Close()
	}
	return nil
}

func allCases(path string, mode int) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	switch mode {
	case 1:
		return f.Close()
	case 2:
		fallthrough
	default:
		f.Close()
	}
	return nil
}

// Panics and exits are no returns.

func panics(path string) {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		panic(err)
	}
	if read(f) != nil {
		panic("unreadable")
	}
	f.Close()
}

func exits(path string) {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		log.Fatal(err)
	}
	if read(f) != nil {
		os.Exit(1)
	}
	f.Close()
}

func failsTest(t *testing.T, path string) {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		t.Fatal(err)
	}
	if read(f) != nil {
		t.Fatal("unreadable")
	}
	f.Close()
}

// Loops: a round that goes on without a release loses the one before.

func eachRound(paths []string) error {
	for _, path := range paths {
		f, err := os.Open(path) // obligation: met
		if err != nil {
			continue
		}
		err = read(f)
		f.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func continues(paths []string) error {
	for _, path := range paths {
		f, err := os.Open(path) // obligation: unmet, again
		if err != nil {
			return err
		}
		if read(f) != nil {
			continue
		}
		f.Close()
	}
	return nil
}

func breaks(paths []string) error {
	for _, path := range paths {
		f, err := os.Open(path) // obligation: unmet
		if err != nil {
			return err
		}
		if read(f) != nil {
			break
		}
		f.Close()
	}
	return nil
}

func retries(url string) error {
	var resp *http.Response
	var err error
	for attempt := 0; attempt < 3; attempt++ {
		resp, err = http.Get(url) // obligation: unmet, again
		if err != nil {
			continue
		}
		if resp.StatusCode < 500 {
			break
		}
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func retriesOnlyFailures(url string) error {
	var resp *http.Response
	var err error
	for attempt := 0; attempt < 3; attempt++ {
		resp, err = http.Get(url) // obligation: met
		if err == nil {
			break
		}
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func retriesAndReleases(url string) error {
	for {
		resp, err := http.Get(url) // obligation: met
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 {
			resp.Body.Close()
			continue
		}
		return resp.Body.Close()
	}
}

func labelled(paths []string) error {
outer:
	for _, path := range paths {
		f, err := os.Open(path) // obligation: unmet, again
		if err != nil {
			return err
		}
		for range 3 {
			if read(f) == nil {
				continue outer
			}
		}
		f.Close()
	}
	return nil
}

func jumps(path string) (err error) {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	if err = read(f); err != nil {
		goto done
	}
	err = step()
done:
	f.Close()
	return err
}

func jumpsPast(path string) (err error) {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	if err = read(f); err != nil {
		goto done
	}
	f.Close()
done:
	return err
}

func keepsTheLast(paths []string) error {
	var last *os.File
	for _, path := range paths {
		f, err := os.Open(path) // obligation: met
		if err != nil {
			continue
		}
		if last != nil {
			last.Close()
		}
		last = f
	}
	if last != nil {
		last.Close()
	}
	return nil
}

func forgetsTheOneBefore(paths []string) {
	var last *os.File
	for _, path := range paths {
		f, err := os.Open(path) // obligation: unmet, overwritten
		if err != nil {
			continue
		}
		last = f
	}
	if last != nil {
		last.Close()
	}
}

func overwritten(path string) error {
	f, err := os.Open(path) // obligation: unmet, overwritten
	if err != nil {
		return err
	}
	if f, err = os.Open(path + ".new"); err != nil { // obligation: met
		return err
	}
	return f.Close()
}

// The same condition again, with nothing assigned between, has the same value.

func sameCondition(path string, useFile bool) (err error) {
	var f *os.File
	if useFile {
		f, err = os.Open(path) // obligation: met
		if err != nil {
			return err
		}
	}
	err = step()
	if useFile {
		f.Close()
	}
	return err
}

func sameConditionNegated(path string, useFile bool) error {
	if !useFile {
		return nil
	}
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	if useFile {
		f.Close()
	}
	return nil
}

func sameComparison(path, mode string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	if mode != "keep" {
		f.Close()
	}
	err = step()
	if mode == "keep" {
		f.Close()
	}
	return err
}

func sameField(path string, o *struct{ keep bool }) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	if o.keep {
		f.Close()
	}
	if !o.keep {
		f.Close()
	}
	return nil
}

func sameTag(path, mode string) (err error) {
	var f *os.File
	switch mode {
	case "file":
		f, err = os.Open(path) // obligation: met
		if err != nil {
			return err
		}
	}
	err = step()
	switch mode {
	case "file":
		f.Close()
	}
	return err
}

func sameLength(paths []string) (err error) {
	var f *os.File
	if len(paths) > 0 {
		f, err = os.Open(paths[0]) // obligation: met
		if err != nil {
			return err
		}
	}
	if len(paths) > 0 {
		f.Close()
	}
	return nil
}

// A call may give another answer the next time.
func askedAgain(path string, isFile func(string) bool) (err error) {
	var f *os.File
	if isFile(path) {
		f, err = os.Open(path) // obligation: unknown
		if err != nil {
			return err
		}
	}
	if isFile(path) {
		f.Close()
	}
	return nil
}

// A condition whose variable is assigned between is another one; what it has to do with the file is not known.
func changedBetween(path string, useFile bool) (err error) {
	f, err := os.Open(path) // obligation: unknown
	if err != nil {
		return err
	}
	if useFile {
		f.Close()
	}
	useFile = !useFile
	if !useFile {
		return nil
	}
	return step()
}

func fieldChangedBetween(path string, o *struct{ keep bool }) error {
	f, err := os.Open(path) // obligation: unknown
	if err != nil {
		return err
	}
	if o.keep {
		f.Close()
	}
	o.keep = !o.keep
	if !o.keep {
		f.Close()
	}
	return nil
}

// What others can assign is not followed at all.
func changedElsewhere(path string, change func(*bool)) error {
	useFile := true
	change(&useFile)
	f, err := os.Open(path) // obligation: unknown
	if err != nil {
		return err
	}
	if useFile {
		f.Close()
	}
	change(&useFile)
	if !useFile {
		f.Close()
	}
	return nil
}

func flag(path string) error {
	f, err := os.Open(path) // obligation: met
	if err != nil {
		return err
	}
	closed := false
	if step() == nil {
		f.Close()
		closed = true
	}
	if !closed {
		f.Close()
	}
	return nil
}

// A flag that is set where the loop is left with the response in hand tells of it afterwards.
func flagOfSuccess(url string) error {
	var resp *http.Response
	success := false
	for range 3 {
		var err error
		resp, err = http.Get(url) // obligation: met
		if err != nil {
			continue
		}
		success = true
		break
	}
	if !success {
		return errStop
	}
	return resp.Body.Close()
}

func flagOfSomethingElse(url string) error {
	resp, err := http.Get(url) // obligation: unmet
	if err != nil {
		return err
	}
	ready := false
	if step() == nil {
		ready = true
	}
	if !ready {
		return errStop
	}
	return resp.Body.Close()
}

// A condition that has nothing to do with the acquisition may still say whether there is something to release.
func otherCondition(path string, really bool) error {
	f, err := os.Open(path) // obligation: unknown
	if err != nil {
		return err
	}
	if really {
		f.Close()
	}
	return nil
}

func otherConditionInLoop(path string, rounds []int) error {
	f, err := os.Open(path) // obligation: unknown
	if err != nil {
		return err
	}
	for range rounds {
		f.Close()
	}
	return nil
}

// A condition on the resource itself does not say whether there is one.
func conditionOnIt(url string) error {
	resp, err := http.Get(url) // obligation: unmet
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusOK {
		resp.Body.Close()
	}
	return nil
}

// Between acquisition and defer.
func beforeDefer(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	if err := step(); err != nil {
		return fmt.Errorf("step: %w", err)
	}
	defer f.Close()
	return read(f)
}

func shortCircuit(path string) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil || read(f) != nil {
		return err
	}
	return f.Close()
}

func thrownAway(path string) {
	os.Open(path) // obligation: unmet, discarded
}

// Each round has a variable of its own: what an earlier round has deferred releases another file.
func deferredForEarlierRound(names []string) error {
	for _, name := range names {
		f, err := os.Open(name) // obligation: unmet
		if err != nil {
			return err
		}
		if _, err := f.Stat(); err != nil {
			return err
		}
		defer func() { f.Close() }()
	}
	return nil
}
