// Package cleanup waits in cleanups, which since Go 1.25 hold up few others.
package cleanup

import "runtime"

type object struct {
	done chan struct{}
	name string
}

func cleans(o *object) {
	runtime.AddCleanup(o, func(done chan struct{}) { <-done }, o.done)
}

func finalizes(o *object) {
	runtime.SetFinalizer(o, func(o *object) { <-o.done }) // want "this finalizer may wait on a channel"
}
