package basic

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

func lines(src io.Reader, handle func(string)) error {
	pr, pw := io.Pipe() // want "a goroutine reads from the other end of pw, which is not closed on the way to line 19, and waits there for ever; defer pw.Close\\(\\)"
	go func() {
		scanner := bufio.NewScanner(pr)
		for scanner.Scan() {
			handle(scanner.Text())
		}
	}()
	if _, err := io.Copy(pw, src); err != nil {
		return err
	}
	return pw.Close()
}

// From here on: left alone.

func linesToEnd(src io.Reader, handle func(string)) error {
	pr, pw := io.Pipe()
	defer pw.Close()
	go func() {
		scanner := bufio.NewScanner(pr)
		for scanner.Scan() {
			handle(scanner.Text())
		}
	}()
	_, err := io.Copy(pw, src)
	return err
}

// Closing either end ends the waiting at both.
func readerClosed(src io.Reader) error {
	pr, pw := io.Pipe()
	defer pr.Close()
	go func() { io.Copy(os.Stdout, pr) }()
	_, err := io.Copy(pw, src)
	return err
}

// Nobody waits at a pipe that only this function has.
func alone() {
	_, pw := io.Pipe()
	fmt.Fprintln(os.Stdout, pw != nil)
}

// The writer is the caller's.
func writer() io.WriteCloser {
	pr, pw := io.Pipe()
	go func() { io.Copy(os.Stdout, pr) }()
	return pw
}
