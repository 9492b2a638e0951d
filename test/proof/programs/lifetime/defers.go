package lifetime

import (
	"context"
	"io"
	"measure"
	"os"
	"sync"
	"time"
)

// Each program opens 10 files one after the other and should hold one at a time.
var defers = []measure.Case{
	opens(filesInRange, filesInFunction),
	opens(filesInCount, filesClosedAtOnce),
	opens(closureInLoop, closureInFunction),
	opens(deferredWithIf, deferredNever),
	opens(inNestedLoop, inNestedFunction),
	opens(gotoLoop, gotoLoopClosed),
	opens(methodLoop, methodLoopClosed),
	opens(helperOpens, helperOpensClosed),
	opens(genericLoop, genericLoopClosed),
	opens(constantRounds, constantRoundsClosed),
	measure.Case{Unit: buffersHeld, Defect: measure.Named(buffers, buffers), Fixed: measure.Named(buffersInFunction, buffersInFunction)},
	measure.Case{Unit: timersHeld, Defect: measure.Named(cancelsInLoop, cancelsInLoop), Fixed: measure.Named(cancelsInFunction, cancelsInFunction)},
}

var (
	openFiles   = measure.Unit{Name: "descriptors in the call", Calls: 1, Read: measure.Descriptors.Read, Leak: 5, Clean: 1}
	buffersHeld = measure.Unit{Name: "bytes in the call", Calls: 1, Read: measure.Held.Read, Leak: measure.Big / 2, Clean: measure.Big / 4}
	timersHeld  = measure.Unit{Name: "bytes in the call", Calls: 1, Read: measure.Held.Read, Leak: 20_000, Clean: 10_000}
)

func opens(defect, fixed func([]string)) measure.Case {
	return measure.With(openFiles, names, defect, fixed)
}

func names() []string {
	list := make([]string, 10)
	for i := range list {
		list[i] = os.Args[0]
	}
	return list
}

func read(r io.Reader) { io.CopyN(io.Discard, r, 10) }

// filesInRange closes all files when the function returns.
//
//proof:want defer-in-loop
func filesInRange(names []string) {
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return
		}
		defer f.Close()
		read(f)
	}
	measure.Here()
}

//proof:none
func filesInFunction(names []string) {
	for _, name := range names {
		func() {
			f, err := os.Open(name)
			if err != nil {
				return
			}
			defer f.Close()
			read(f)
		}()
	}
	measure.Here()
}

// filesInCount counts instead of ranging.
//
//proof:want defer-in-loop
func filesInCount(names []string) {
	for i := 0; i < len(names); i++ {
		if f, err := os.Open(names[i]); err == nil {
			defer f.Close()
			read(f)
		}
	}
	measure.Here()
}

//proof:none
func filesClosedAtOnce(names []string) {
	for i := 0; i < len(names); i++ {
		if f, err := os.Open(names[i]); err == nil {
			read(f)
			f.Close()
		}
	}
	measure.Here()
}

// closureInLoop defers a literal.
//
//proof:want defer-in-loop
func closureInLoop(names []string) {
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		defer func() {
			if err := f.Close(); err != nil {
				total--
			}
		}()
		read(f)
	}
	measure.Here()
}

//proof:none
func closureInFunction(names []string) {
	one := func(name string) {
		f, err := os.Open(name)
		if err != nil {
			return
		}
		defer func() {
			if err := f.Close(); err != nil {
				total--
			}
		}()
		read(f)
	}
	for _, name := range names {
		one(name)
	}
	measure.Here()
}

// deferredWithIf defers under a condition.
//
//proof:want defer-in-loop
func deferredWithIf(names []string) {
	for i, name := range names {
		f, err := os.Open(name)
		if err == nil && i >= 0 {
			defer f.Close()
		}
		if err != nil {
			continue
		}
		read(f)
	}
	measure.Here()
}

//proof:none
func deferredNever(names []string) {
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		read(f)
		if err := f.Close(); err != nil {
			return
		}
	}
	measure.Here()
}

// inNestedLoop defers in the inner of two loops.
//
//proof:want defer-in-loop
func inNestedLoop(names []string) {
	for len(names) > 0 {
		for _, name := range names[:2] {
			f, err := os.Open(name)
			if err != nil {
				return
			}
			defer f.Close()
			read(f)
		}
		names = names[2:]
	}
	measure.Here()
}

//proof:none
func inNestedFunction(names []string) {
	for len(names) > 0 {
		both(names[0], names[1])
		names = names[2:]
	}
	measure.Here()
}

func both(a, b string) {
	f, err := os.Open(a)
	if err != nil {
		return
	}
	defer f.Close()
	g, err := os.Open(b)
	if err != nil {
		return
	}
	defer g.Close()
	read(io.MultiReader(f, g))
}

// gotoLoop loops by goto.
//
//proof:miss defer-in-loop: a loop by goto
func gotoLoop(names []string) {
	i := 0
next:
	f, err := os.Open(names[i])
	if err != nil {
		return
	}
	defer f.Close()
	read(f)
	if i++; i < len(names) {
		goto next
	}
	measure.Here()
}

//proof:none
func gotoLoopClosed(names []string) {
	i := 0
next:
	f, err := os.Open(names[i])
	if err != nil {
		return
	}
	read(f)
	f.Close()
	if i++; i < len(names) {
		goto next
	}
	measure.Here()
}

type hasher struct {
	mu  sync.Mutex
	sum int64
}

func (h *hasher) hash(names []string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		n, err := io.CopyN(io.Discard, f, 10)
		if err != nil {
			return err
		}
		h.sum += n
	}
	measure.Here()
	return nil
}

// methodLoop calls hash, which stands above.
//
//proof:want defer-in-loop
func methodLoop(names []string) {
	new(hasher).hash(names)
}

type closingHasher struct {
	mu  sync.Mutex
	sum int64
}

func (h *closingHasher) hash(names []string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, name := range names {
		if err := h.one(name); err != nil {
			return err
		}
	}
	measure.Here()
	return nil
}

func (h *closingHasher) one(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	n, err := io.CopyN(io.Discard, f, 10)
	h.sum += n
	return err
}

//proof:none
func methodLoopClosed(names []string) {
	new(closingHasher).hash(names)
}

func open(name string) (io.ReadCloser, error) { return os.Open(name) }

// helperOpens has the files from a function of the package.
//
//proof:want defer-in-loop
func helperOpens(names []string) {
	for _, name := range names {
		r, err := open(name)
		if err != nil {
			return
		}
		defer r.Close()
		read(r)
	}
	measure.Here()
}

//proof:none
func helperOpensClosed(names []string) {
	for _, name := range names {
		r, err := open(name)
		if err != nil {
			return
		}
		read(r)
		r.Close()
	}
	measure.Here()
}

func eachOpen[T io.ReadCloser](open func(string) (T, error), names []string) {
	for _, name := range names {
		r, err := open(name)
		if err != nil {
			return
		}
		defer r.Close()
		read(r)
	}
	measure.Here()
}

// genericLoop calls eachOpen, which stands above.
//
//proof:wider defer-in-loop
func genericLoop(names []string) {
	eachOpen(os.Open, names)
}

func eachClosed[T io.ReadCloser](open func(string) (T, error), names []string) {
	for _, name := range names {
		r, err := open(name)
		if err != nil {
			return
		}
		read(r)
		r.Close()
	}
	measure.Here()
}

//proof:none
func genericLoopClosed(names []string) {
	eachClosed(os.Open, names)
}

// constantRounds goes round no more often than a constant says.
//
//proof:wider defer-in-loop
func constantRounds(names []string) {
	for i := range 10 {
		f, err := os.Open(names[i])
		if err != nil {
			return
		}
		defer f.Close()
		read(f)
	}
	measure.Here()
}

//proof:none
func constantRoundsClosed(names []string) {
	for i := range 10 {
		f, err := os.Open(names[i])
		if err != nil {
			return
		}
		read(f)
		f.Close()
	}
	measure.Here()
}

// buffers defers functions that capture what each round made.
//
//proof:miss defer-in-loop: nothing is released
func buffers() {
	for range 10 {
		buf := make([]byte, measure.Big/10)
		defer func() { total += len(buf) }()
	}
	measure.Here()
}

//proof:none
func buffersInFunction() {
	for range 10 {
		func() {
			buf := make([]byte, measure.Big/10)
			defer func() { total += len(buf) }()
		}()
	}
	measure.Here()
}

// cancelsInLoop cancels all contexts when the function returns.
//
//proof:wider defer-in-loop
func cancelsInLoop() {
	for range 200 {
		ctx, cancel := context.WithTimeout(server, time.Hour)
		defer cancel()
		work(ctx)
	}
	measure.Here()
}

//proof:none
func cancelsInFunction() {
	for range 200 {
		func() {
			ctx, cancel := context.WithTimeout(server, time.Hour)
			defer cancel()
			work(ctx)
		}()
	}
	measure.Here()
}
