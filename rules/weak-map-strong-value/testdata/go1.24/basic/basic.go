// Package basic keeps things beside weak pointers.
package basic

import (
	"runtime"
	"sync"
	"weak"
)

type blob struct {
	data []byte
	name string
}

type entry struct {
	of   *blob
	name string
}

// doc:bad
var names = map[weak.Pointer[blob]]entry{}

func register(b *blob) {
	names[weak.Make(b)] = entry{of: b, name: b.name} // want "the value refers to the object of the weak pointer that is the key, and the entry keeps it alive"
}

// doc:end

// doc:good
var titles = map[weak.Pointer[blob]]string{}

func registerName(b *blob) {
	key := weak.Make(b)
	titles[key] = b.name
	runtime.AddCleanup(b, func(key weak.Pointer[blob]) { delete(titles, key) }, key)
}

// doc:end

var (
	blobs   = map[weak.Pointer[blob]]*blob{}
	actions = map[weak.Pointer[blob]]func(){}
	shared  sync.Map
	lengths = map[weak.Pointer[blob]]int{}
	others  = map[weak.Pointer[blob]]*blob{}
	weaker  = map[string]weak.Pointer[blob]{}
)

func (b *blob) flush() {}

func all(b *blob) {
	key := weak.Make(b)
	blobs[key] = b                      // want "b is the object of the weak pointer that is the key"
	actions[key] = func() { b.flush() } // want "the value refers to the object of the weak pointer"
	actions[key] = b.flush              // want "the value refers to the object of the weak pointer"
	shared.Store(key, b)                // want "b is the object of the weak pointer that is the key"
	shared.Store(weak.Make(b), &b.name) // want "the value refers to the object of the weak pointer"
}

func fine(b, other *blob) {
	key := weak.Make(b)
	lengths[key] = len(b.data)
	others[key] = other
	weaker[b.name] = key
	actions[key] = func() { lengths[key]++ }
	shared.Store(b.name, key)
	shared.Store(key, b.name)
	delete(blobs, key)
}
