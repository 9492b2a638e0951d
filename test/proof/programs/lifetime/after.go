package lifetime

import (
	"context"
	"measure"
	"time"
)

// Each of these programs leaves a function behind that is called later, in ten minutes or when the server stops.
var afters = []measure.Case{
	measure.Grows.Of(afterFunc, afterFuncStopped),
	measure.Grows.Of(afterFuncInField, afterFuncInFieldStopped),
	measure.Grows.Of(afterFuncOfMethod, afterFuncOfMethodStopped),
	measure.Grows.Of(contextAfterFunc, contextAfterFuncStopped),
	measure.Grows.Of(contextAfterFuncDiscarded, contextAfterFuncKept),
}

type conn struct {
	name  string
	timer *time.Timer
}

func (c *conn) expire() { c.name = "" }

// afterFunc drops the timer of a function that captures the connection.
//
//proof:wider afterfunc-not-stopped
func afterFunc() {
	c := &conn{name: "a"}
	time.AfterFunc(10*time.Minute, func() { c.name = "" })
}

//proof:none
func afterFuncStopped() {
	c := &conn{name: "a"}
	t := time.AfterFunc(10*time.Minute, func() { c.name = "" })
	defer t.Stop()
}

func (c *conn) Close() { c.name = "" }

// afterFuncInField has a Close that leaves the timer running.
//
//proof:wider afterfunc-not-stopped
func afterFuncInField() {
	c := &conn{name: "a"}
	c.timer = time.AfterFunc(10*time.Minute, func() { c.expire() })
	c.Close()
}

type stoppingConn struct {
	name  string
	timer *time.Timer
}

func (c *stoppingConn) Close() { c.timer.Stop() }

//proof:none
func afterFuncInFieldStopped() {
	c := &stoppingConn{name: "a"}
	c.timer = time.AfterFunc(10*time.Minute, func() { c.name = "" })
	c.Close()
}

// afterFuncOfMethod has a method value of the connection.
//
//proof:wider afterfunc-not-stopped
func afterFuncOfMethod() {
	c := &conn{name: "a"}
	time.AfterFunc(10*time.Minute, c.expire)
	c.name = "b"
}

//proof:none
func afterFuncOfMethodStopped() {
	c := &conn{name: "a"}
	t := time.AfterFunc(10*time.Minute, c.expire)
	c.name = "b"
	t.Stop()
}

// contextAfterFunc stops on one of two ways.
//
//proof:wider context-afterfunc-not-stopped
func contextAfterFunc() {
	c := &conn{name: "a"}
	stop := context.AfterFunc(server, c.expire)
	if c.name != "" {
		return
	}
	stop()
}

//proof:none
func contextAfterFuncStopped() {
	c := &conn{name: "a"}
	stop := context.AfterFunc(server, c.expire)
	defer stop()
	if c.name != "" {
		return
	}
}

// contextAfterFuncDiscarded throws the stop function away.
//
//proof:wider context-afterfunc-not-stopped
func contextAfterFuncDiscarded() {
	c := &conn{name: "a"}
	_ = context.AfterFunc(server, func() { c.expire() })
}

//proof:none
func contextAfterFuncKept() {
	c := &conn{name: "a"}
	stop := context.AfterFunc(server, func() { c.expire() })
	if !stop() {
		return
	}
}
