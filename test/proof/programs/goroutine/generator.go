package goroutine

import (
	"context"
	"io"
	"measure"
	"strings"
)

// Each program leaves a generator of its own package before it has taken all.
var generators = []measure.Case{
	leaves(breaksRange, drainsRange),
	leaves(takesFirst, takesAll),
	leaves(returnsFromRange, cancelsRange),
	leaves(methodGenerator, methodGeneratorStopped),
	leaves(genericGenerator, genericGeneratorDrained),
	leaves(nestedGenerators, nestedGeneratorsCancelled),
	leaves(pipeWriter, pipeWriterClosed),
	leaves(pipeReader, pipeReaderClosed),
	leaves(pipeCopy, pipeCopyClosed),
	leaves(pipeInHelper, pipeInHelperClosed),
}

// all gives the numbers below n.
func all(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i
		}
	}()
	return c
}

// breaksRange leaves the loop in the middle.
//
//proof:wider uncancelled-producer
func breaksRange(context.Context) {
	for n := range all(10) {
		if n == 3 {
			break
		}
	}
}

//proof:none
func drainsRange(context.Context) {
	found := false
	for n := range all(10) {
		found = found || n == 3
	}
}

// takesFirst receives once.
//
//proof:miss uncancelled-producer: a receive outside of a loop may know how many there are
func takesFirst(context.Context) {
	numbers := all(5)
	slow(<-numbers)
}

//proof:none
func takesAll(context.Context) {
	numbers := all(5)
	slow(<-numbers)
	for range numbers {
	}
}

// allUntil gives the numbers below n until the context ends.
func allUntil(ctx context.Context, n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			select {
			case c <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return c
}

// returnsFromRange returns, with a context that nobody cancels.
//
//proof:want abandoned-generator
func returnsFromRange(context.Context) {
	for n := range allUntil(context.Background(), 10) {
		if n == 2 {
			return
		}
	}
}

//proof:none
func cancelsRange(context.Context) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for n := range allUntil(ctx, 10) {
		if n == 2 {
			return
		}
	}
}

type tree struct{ left, right *tree }

func (t *tree) walk() <-chan *tree {
	c := make(chan *tree)
	go func() {
		defer close(c)
		t.send(c)
	}()
	return c
}

func (t *tree) send(c chan<- *tree) {
	if t == nil {
		return
	}
	c <- t
	t.left.send(c)
	t.right.send(c)
}

// methodGenerator looks for the first leaf.
//
//proof:wider uncancelled-producer
func methodGenerator(context.Context) {
	t := &tree{&tree{}, &tree{&tree{}, nil}}
	for n := range t.walk() {
		if n.left == nil {
			return
		}
	}
}

func (t *tree) walkUntil(stop <-chan struct{}) <-chan *tree {
	c := make(chan *tree)
	go func() {
		defer close(c)
		t.sendUntil(c, stop)
	}()
	return c
}

func (t *tree) sendUntil(c chan<- *tree, stop <-chan struct{}) {
	if t == nil {
		return
	}
	select {
	case c <- t:
	case <-stop:
		return
	}
	t.left.sendUntil(c, stop)
	t.right.sendUntil(c, stop)
}

//proof:none
func methodGeneratorStopped(context.Context) {
	stop := make(chan struct{})
	defer close(stop)
	t := &tree{&tree{}, &tree{&tree{}, nil}}
	for n := range t.walkUntil(stop) {
		if n.left == nil {
			return
		}
	}
}

func stream[T any](items ...T) <-chan T {
	c := make(chan T)
	go func() {
		defer close(c)
		for _, item := range items {
			c <- item
		}
	}()
	return c
}

// genericGenerator leaves a generic generator.
//
//proof:wider uncancelled-producer
func genericGenerator(context.Context) {
	for s := range stream("a", "b", "c") {
		if s == "b" {
			return
		}
	}
}

//proof:none
func genericGeneratorDrained(context.Context) {
	c := stream("a", "b", "c")
	for s := range c {
		if s == "b" {
			break
		}
	}
	for range c {
	}
}

// nestedGenerators leaves two at once.
//
//proof:miss uncancelled-producer: a send is reported once, for the first of the functions that leave it
func nestedGenerators(context.Context) {
outer:
	for i := range all(4) {
		for j := range all(4) {
			if i+j == 3 {
				break outer
			}
		}
	}
}

//proof:none
func nestedGeneratorsCancelled(context.Context) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
outer:
	for i := range allUntil(ctx, 4) {
		for j := range allUntil(ctx, 4) {
			if i+j == 3 {
				break outer
			}
		}
	}
}

// pipeWriter writes to a pipe that nobody reads any more.
//
//proof:miss pipe-not-closed: the reader stops early
func pipeWriter(context.Context) {
	r, w := io.Pipe()
	go func() {
		for range 10 {
			io.WriteString(w, "line\n")
		}
		w.Close()
	}()
	r.Read(make([]byte, 4))
}

//proof:none
func pipeWriterClosed(context.Context) {
	r, w := io.Pipe()
	go func() {
		for range 10 {
			io.WriteString(w, "line\n")
		}
		w.Close()
	}()
	r.Read(make([]byte, 4))
	r.Close()
}

// pipeReader reads to an end that the writer does not tell where it fails.
//
//proof:miss pipe-not-closed: a pipe that has its writer in another goroutine
func pipeReader(ctx context.Context) {
	r, w := io.Pipe()
	go io.Copy(io.Discard, r)
	io.WriteString(w, "text")
	if ctx.Err() != nil {
		return
	}
	w.Close()
}

//proof:none
func pipeReaderClosed(ctx context.Context) {
	r, w := io.Pipe()
	go io.Copy(io.Discard, r)
	defer w.Close()
	io.WriteString(w, "text")
	if ctx.Err() != nil {
		return
	}
}

// pipeCopy has a writer that forgets to close.
//
//proof:miss pipe-not-closed: a writer that never closes
func pipeCopy(context.Context) {
	r, w := io.Pipe()
	go func() {
		io.Copy(w, strings.NewReader(text))
	}()
	go io.ReadAll(r)
}

//proof:none
func pipeCopyClosed(context.Context) {
	r, w := io.Pipe()
	go func() {
		_, err := io.Copy(w, strings.NewReader(text))
		w.CloseWithError(err)
	}()
	go io.ReadAll(r)
}

func produce(w *io.PipeWriter) {
	if _, err := io.WriteString(w, text); err != nil {
		return
	}
	w.Close()
}

// pipeInHelper has a reader that gives up.
//
//proof:miss pipe-not-closed: the writer is a function
func pipeInHelper(ctx context.Context) {
	r, w := io.Pipe()
	go produce(w)
	if ctx.Err() != nil {
		return
	}
	io.Copy(io.Discard, r)
}

//proof:none
func pipeInHelperClosed(ctx context.Context) {
	r, w := io.Pipe()
	go produce(w)
	defer r.Close()
	if ctx.Err() != nil {
		return
	}
	io.Copy(io.Discard, r)
}
