package app

import (
	"io"

	"example.com/lib"
)

type engine struct{ lib.Base }

type inner struct {
	*engine
	io.Writer
}

type outer struct {
	inner
	start func(int) string
}

func (e *engine) run(times int) error { return nil }
func (e engine) stop() bool           { return true }

// Method values have the receiver bound, method expressions take it first.
func methodValues(o *outer, w io.Writer) {
	_ = o.run                   // type: func(int)(error)
	_ = o.stop()                // type: bool
	_ = o.start(1)              // type: string
	_ = w.Write                 // type: func([]uint8)(int,error)
	_ = o.Name()                // type: string
	_ = (*engine).run(nil, 1)   // type: error
	_ = engine.stop(engine{})   // type: bool
	_ = (*outer).run(o, 1)      // type: error
	_ = io.Writer.Write         // type: func(io.Writer,[]uint8)(int,error)
	_ = (*engine).run           // type: func(*example.com/app.engine,int)(error)
	_ = engine.stop             // type: func(example.com/app.engine)(bool)
	stop := o.stop              // type: func()(bool)
	(*outer).run(o, 1)          // callee: example.com/app.(*engine).run
	o.run(1)                    // callee: example.com/app.(*engine).run
	o.Write(nil)                // callee: io.Writer.Write
	o.Name()                    // callee: example.com/lib.(*Base).Name
	stop()                      // callee: a function value
	func() { o.inner.stop() }() // callee: a function literal
}

// Generic types of other packages, and their aliases.
func genericImports(set lib.Set[string], list *lib.List[*engine]) {
	store, err := lib.Open("") // type: *example.com/lib.Store
	_ = store.Items[0]         // type: string
	_ = lib.Default.Name       // type: func()(string)
	for name := range set {    // type: string
		_ = name
	}
	_ = *list.Head()     // type: *example.com/app.engine
	_ = list.Head        // type: func()(**example.com/app.engine)
	_ = [lib.Limit]int{} // type: [8]int
	_ = lib.Limit << 1   // constant: 16
	_ = err
}
