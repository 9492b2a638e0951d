// Package counted holds channels with room for all values that can really be under way.
package counted

import (
	"context"
	"errors"
)

type conn interface {
	Recv() (string, error)
	Send(string) error
}

// The second goroutine starts only once the first has sent to greeting, and so nothing to failed.
func register(ctx context.Context, c conn) error {
	greeting := make(chan string, 1)
	accepted := make(chan struct{})
	failed := make(chan error, 1)
	go func() {
		msg, err := c.Recv()
		if err != nil {
			failed <- err
			return
		}
		greeting <- msg
	}()
	var name string
	select {
	case name = <-greeting:
	case err := <-failed:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
	go func() {
		if err := c.Send("hello " + name); err != nil {
			failed <- err
			return
		}
		close(accepted)
	}()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-accepted:
	}
	return nil
}

// The first goroutine goes on after it has sent to greeting, so two values can be under way.
func registerAndWait(ctx context.Context, c conn) error {
	greeting := make(chan string, 1)
	failed := make(chan error, 1)
	go func() {
		msg, err := c.Recv()
		if err == nil {
			greeting <- msg
			_, err = c.Recv()
		}
		failed <- err // want "if registerAndWait returns"
	}()
	select {
	case <-greeting:
	case <-ctx.Done():
		return ctx.Err()
	}
	go func() { failed <- c.Send("hello") }()
	<-ctx.Done()
	return ctx.Err()
}

// One literal is started for each of two channels, and each gets one value that is received.
func relay(up, down func() error, oneWay bool) {
	copyAll := func(step func() error, done chan error) {
		done <- step()
		close(done)
	}
	sent := make(chan error)
	received := make(chan error)
	go copyAll(down, received)
	if !oneWay {
		go copyAll(up, sent)
	}
	select {
	case <-sent:
	case <-received:
	}
	if !oneWay {
		<-sent
	}
	<-received
}

// Nobody takes the value of the second if the first tells of an error.
func relayOnce(up, down func() error) error {
	copyAll := func(step func() error, done chan error) {
		done <- step() // want "if relayOnce returns without receiving from sent"
	}
	sent := make(chan error)
	received := make(chan error)
	go copyAll(down, received)
	go copyAll(up, sent)
	if err := <-received; err != nil {
		return err
	}
	return <-sent
}

// The capacity holds one value of each send; how often changes come is not known.
func firstEvent(changes, ends <-chan string, quit <-chan struct{}) (string, error) {
	result := make(chan string, 2)
	go func() {
		for {
			select {
			case end := <-ends:
				result <- end // wider "nobody receives them"
				return
			case change := <-changes:
				result <- change
			case <-quit:
				return
			}
		}
	}()
	select {
	case event := <-result:
		return event, nil
	case <-quit:
		return "", errors.New("stopped")
	}
}

// Without any room every later change waits.
func firstChange(changes <-chan string, quit <-chan struct{}) (string, error) {
	result := make(chan string)
	go func() {
		for {
			select {
			case change := <-changes:
				result <- change // want "nobody receives them"
			case <-quit:
				return
			}
		}
	}()
	select {
	case event := <-result:
		return event, nil
	case <-quit:
		return "", errors.New("stopped")
	}
}

func number(n int) (uint16, error) {
	if n < 0 || n > 1<<16-1 {
		return 0, errors.New("out of range")
	}
	return uint16(n), nil
}

// The end of ctx makes dial fail, not number.
func forward(ctx context.Context, port int, dial func(context.Context, uint16) error) error {
	done := make(chan error)
	go func() {
		n, err := number(port)
		if err != nil {
			done <- err
			return
		}
		err = dial(ctx, n)
		if err != nil {
			done <- err // want "if forward returns without receiving from done"
		}
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return nil
	}
}
