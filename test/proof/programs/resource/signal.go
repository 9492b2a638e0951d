package resource

import (
	"context"
	"measure"
	"os"
	"os/signal"
	"syscall"
)

// Of signals the runtime holds each channel until Stop.
var signals = []measure.Case{
	measure.Grows.Of(notified, notifiedStopped),
	measure.Grows.Of(notifiedInLoop, notifiedInLoopStopped),
	measure.Grows.Of(notifiedByHelper, notifiedByHelperStopped),
	measure.Goroutines.Of(notifyContext, notifyContextStopped),
}

// notified waits for a signal in a function that is called again and again.
//
//proof:wider signal-notify-not-stopped
func notified() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	select {
	case <-c:
	default:
	}
}

//proof:none
func notifiedStopped() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	defer signal.Stop(c)
	select {
	case <-c:
	default:
	}
}

// notifiedInLoop makes a channel for each round.
//
//proof:want signal-notify-not-stopped
func notifiedInLoop() {
	for range 2 {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGUSR2)
		select {
		case <-c:
		default:
		}
	}
}

//proof:none
func notifiedInLoopStopped() {
	for range 2 {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGUSR2)
		select {
		case <-c:
		default:
		}
		signal.Stop(c)
	}
}

func interrupts() <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	return c
}

// notifiedByHelper has its channel from a helper, which nobody can stop.
//
//proof:miss signal-notify-not-stopped: the channel leaves its function
func notifiedByHelper() {
	select {
	case <-interrupts():
	default:
	}
}

//proof:none
func notifiedByHelperStopped() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	select {
	case <-c:
	default:
	}
	signal.Stop(c)
}

// notifyContext throws the stop function away.
//
//proof:want lost-cancel
func notifyContext() {
	ctx, _ := signal.NotifyContext(context.Background(), syscall.SIGUSR1)
	if ctx.Err() != nil {
		return
	}
}

//proof:none
func notifyContextStopped() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGUSR1)
	defer stop()
	if ctx.Err() != nil {
		return
	}
}
