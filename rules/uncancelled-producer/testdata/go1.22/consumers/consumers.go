// Package consumers holds producers whose consumers, in the same package, stop receiving too early.
package consumers

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
	"time"
)

var errTooLong = errors.New("line too long")

// The context is there, but the send does not look at it.
func lines(ctx context.Context, r io.Reader) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		scanner := bufio.NewScanner(r)
		for scanner.Scan() && ctx.Err() == nil {
			out <- scanner.Text() // wider "once find has returned \\(line 31\\) there is none.*select with ctx.Done\\(\\)"
		}
	}()
	return out
}

func find(ctx context.Context, r io.Reader, word string) (string, bool) {
	for line := range lines(ctx, r) {
		if strings.Contains(line, word) {
			return line, true
		}
	}
	return "", false
}

// No signal at all; the consumer has a deadline of its own.
func (s *store) keys() (<-chan string, error) {
	if s.closed {
		return nil, errors.New("closed")
	}
	out := make(chan string, 8)
	go func() {
		for _, key := range s.all {
			out <- key // wider "once count has returned \\(line 70\\) there is none"
		}
		close(out)
	}()
	return out, nil
}

type store struct {
	closed bool
	all    []string
}

func (s *store) count(ctx context.Context) (n int, err error) {
	keys, err := s.keys()
	if err != nil {
		return 0, err
	}
	for {
		select {
		case _, ok := <-keys:
			if !ok {
				return n, nil
			}
			n++
		case <-ctx.Done():
			return n, ctx.Err()
		}
	}
}

// Given on by another function.
func (s *store) values(done <-chan struct{}) <-chan string {
	out := make(chan string)
	go s.produce(out)
	return out
}

func (s *store) produce(out chan<- string) {
	defer close(out)
	for _, key := range s.all {
		out <- strings.ToUpper(key) // wider "once check has returned.*select with done"
	}
}

func (s *store) forwarded(done <-chan struct{}) <-chan string { return s.values(done) }

func (s *store) check(done <-chan struct{}, limit int) error {
	for value := range s.forwarded(done) {
		if len(value) > limit {
			return errTooLong
		}
	}
	return nil
}

// A single answer that a caller gives up waiting for.
func ask(question string, answer func(string) string) <-chan string {
	out := make(chan string)
	go func() {
		out <- answer(question) // wider "once asked has returned"
	}()
	return out
}

func asked(question string, answer func(string) string) string {
	select {
	case text := <-ask(question, answer):
		return text
	case <-time.After(time.Second):
		return ""
	}
}

// The consumer goes on until the channel is closed.
func words(ctx context.Context, text string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for _, word := range strings.Fields(text) {
			out <- word
		}
	}()
	return out
}

func countWords(ctx context.Context, text string) (n int) {
	for range words(ctx, text) {
		n++
	}
	return n
}

// It takes the rest when it leaves early.
func runes(text string) <-chan rune {
	out := make(chan rune)
	go func() {
		defer close(out)
		for _, r := range text {
			out <- r
		}
	}()
	return out
}

func firstUpper(text string) rune {
	in := runes(text)
	for r := range in {
		if r < 'a' {
			for range in {
			}
			return r
		}
	}
	return 0
}

func firstLower(text string) rune {
	in := runes(text)
	defer func() {
		for range in {
		}
	}()
	for r := range in {
		if r >= 'a' {
			return r
		}
	}
	return 0
}

// There is room for all that is sent.
func two(a, b string) <-chan string {
	out := make(chan string, 2)
	go func() {
		out <- a
		out <- b
	}()
	return out
}

func one(a, b string) string { return <-two(a, b) }

// The producer sends its error last, and there the consumer leaves.
type item struct {
	text string
	err  error
}

func items(r io.Reader) <-chan item {
	out := make(chan item)
	go func() {
		defer close(out)
		reader := bufio.NewReader(r)
		for {
			text, err := reader.ReadString('\n')
			if err != nil {
				out <- item{err: err}
				return
			}
			out <- item{text: text}
		}
	}()
	return out
}

func joined(r io.Reader) (string, error) {
	var all strings.Builder
	for i := range items(r) {
		if i.err != nil {
			return "", i.err
		}
		all.WriteString(i.text)
	}
	return all.String(), nil
}

// Others receive as well: who leaves last is not known.
func numbers(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range n {
			out <- i
		}
	}()
	return out
}

func split(n int, use func(int) error) {
	in := numbers(n)
	go func() {
		for i := range in {
			_ = use(i)
		}
	}()
	for i := range in {
		if use(i) != nil {
			return
		}
	}
}

// A consumer that hands the channel on may do so to one that takes the rest.
func given(n int, use func(<-chan int)) {
	in := numbers(n)
	use(in)
	<-in
}

type node struct {
	key         string
	left, right *node
}

// What is called sends, and calls itself.
func (n *node) keys() <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		n.send(out)
	}()
	return out
}

func (n *node) send(out chan<- string) {
	if n == nil {
		return
	}
	out <- n.key // wider "once has has returned .* there is none"
	n.left.send(out)
	n.right.send(out)
}

func (n *node) has(key string) bool {
	for own := range n.keys() {
		if own == key {
			return true
		}
	}
	return false
}

// What is called sends, or else calls itself: one value.
func tries(try func() (string, bool)) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		again(try, out)
	}()
	return out
}

func again(try func() (string, bool), out chan<- string) {
	value, ok := try()
	if !ok {
		again(try, out)
		return
	}
	out <- value
}

func tried(try func() (string, bool)) string {
	for value := range tries(try) {
		if value != "" {
			return value
		}
	}
	return ""
}

// With one address the sender has nothing more to send: the other way out leaves it behind.
func connect(addresses []string, dial func(string) error) (string, error) {
	for address := range rolling(addresses) {
		if err := dial(address); err != nil {
			if len(addresses) == 1 {
				return "", err
			}
			continue
		}
		return address, nil
	}
	return "", io.EOF
}

func rolling(addresses []string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for _, address := range addresses {
			out <- address // wider "once connect has returned \\(line 324\\) there is none"
		}
	}()
	return out
}
