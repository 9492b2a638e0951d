package lifetime

import (
	"context"
	"errors"
	"measure"
	"time"
)

// Each of these programs leaves a child with the context of the server.
var cancels = []measure.Case{
	measure.Grows.Of(discarded, discardedNot),
	measure.Grows.Of(missedPath, missedPathDeferred),
	measure.Grows.Of(timeout, timeoutDeferred),
	measure.Grows.Of(inMethod, inMethodDeferred),
	measure.Grows.Of(withCause, withCauseDeferred),
	measure.Grows.Of(cancelledOnError, cancelledAlways),
	measure.Grows.Of(inClosure, inClosureDeferred),
	measure.Grows.Of(byHelper, byHelperDeferred),
	measure.Grows.Of(overwritten, overwrittenCancelled),
	measure.Grows.Of(genericCall, genericCallDeferred),
}

func work(ctx context.Context) error {
	total++
	return ctx.Err()
}

// discarded throws the cancel function away.
//
//proof:want lost-cancel
func discarded() {
	ctx, _ := context.WithCancel(server)
	work(ctx)
}

//proof:none
func discardedNot() {
	ctx, cancel := context.WithCancel(server)
	work(ctx)
	cancel()
}

// missedPath cancels on one of two ways.
//
//proof:want lost-cancel
func missedPath() {
	ctx, cancel := context.WithCancel(server)
	if err := work(ctx); err == nil {
		return
	}
	cancel()
}

//proof:none
func missedPathDeferred() {
	ctx, cancel := context.WithCancel(server)
	defer cancel()
	if err := work(ctx); err == nil {
		return
	}
}

// timeout relies on the time, which is long.
//
//proof:want lost-cancel
func timeout() {
	ctx, _ := context.WithTimeout(server, time.Hour)
	work(ctx)
}

//proof:none
func timeoutDeferred() {
	ctx, cancel := context.WithTimeout(server, time.Hour)
	defer cancel()
	work(ctx)
}

type client struct{ ctx context.Context }

func (c *client) call(deadline time.Time) error {
	ctx, cancel := context.WithDeadline(c.ctx, deadline)
	if err := work(ctx); err != nil {
		cancel()
		return err
	}
	return nil
}

func (c *client) callDeferred(deadline time.Time) error {
	ctx, cancel := context.WithDeadline(c.ctx, deadline)
	defer cancel()
	return work(ctx)
}

// inMethod calls the method above.
//
//proof:want lost-cancel
func inMethod() {
	(&client{server}).call(time.Now().Add(time.Hour))
}

//proof:none
func inMethodDeferred() {
	(&client{server}).callDeferred(time.Now().Add(time.Hour))
}

var errDone = errors.New("done")

// withCause forgets a way through a switch.
//
//proof:miss lost-cancel: a condition without relation to the context
func withCause() {
	ctx, cancel := context.WithCancelCause(server)
	switch err := work(ctx); {
	case err != nil:
		cancel(err)
	case total < 0:
		cancel(errDone)
	}
}

//proof:none
func withCauseDeferred() {
	ctx, cancel := context.WithCancelCause(server)
	defer cancel(errDone)
	switch err := work(ctx); {
	case err != nil:
		cancel(err)
	case total < 0:
		cancel(errDone)
	}
}

// cancelledOnError has a deferred function that cancels only after an error.
//
//proof:miss lost-cancel: correlated with the error
func cancelledOnError() {
	var err error
	ctx, cancel := context.WithCancel(server)
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	err = work(ctx)
}

//proof:none
func cancelledAlways() {
	var err error
	ctx, cancel := context.WithCancel(server)
	defer func() {
		if err != nil {
			total++
		}
		cancel()
	}()
	err = work(ctx)
}

// inClosure has the context in a literal.
//
//proof:want lost-cancel
func inClosure() {
	try := func() error {
		ctx, _ := context.WithTimeout(server, time.Hour)
		return work(ctx)
	}
	try()
}

//proof:none
func inClosureDeferred() {
	try := func() error {
		ctx, cancel := context.WithTimeout(server, time.Hour)
		defer cancel()
		return work(ctx)
	}
	try()
}

func withDeadline(parent context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(parent, time.Hour)
}

// byHelper has the context from a function of the package.
//
//proof:want lost-cancel
func byHelper() {
	ctx, _ := withDeadline(server)
	work(ctx)
}

//proof:none
func byHelperDeferred() {
	ctx, cancel := withDeadline(server)
	defer cancel()
	work(ctx)
}

// overwritten assigns a second cancel function to the variable of the first.
//
//proof:want lost-cancel
func overwritten() {
	ctx, cancel := context.WithCancel(server)
	if total >= 0 {
		ctx, cancel = context.WithTimeout(server, time.Hour)
	}
	defer cancel()
	work(ctx)
}

//proof:none
func overwrittenCancelled() {
	ctx, cancel := context.WithCancel(server)
	defer cancel()
	if total >= 0 {
		ctx, cancel = context.WithTimeout(server, time.Hour)
		defer cancel()
	}
	work(ctx)
}

func retry[T any](ctx context.Context, try func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithCancel(ctx)
	v, err := try(ctx)
	if err != nil {
		cancel()
	}
	return v, err
}

func retryDeferred[T any](ctx context.Context, try func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return try(ctx)
}

// genericCall calls retry, which stands above.
//
//proof:miss lost-cancel: a condition without relation to the context
func genericCall() {
	retry(server, func(ctx context.Context) (int, error) { return 1, work(ctx) })
}

//proof:none
func genericCallDeferred() {
	retryDeferred(server, func(ctx context.Context) (int, error) { return 1, work(ctx) })
}
