// Package ways keeps pointers to elements by way of others: objects, methods, functions, fields of the element.
package ways

import (
	"encoding/json"
	"sort"
	"sync"
)

type pod struct {
	name  string
	ready bool
	node  *node
	stats struct{ restarts int }
}

type node struct{ zone string }

func list() []pod { return nil }

type entry struct {
	pod  *pod
	rank int
}

type index struct {
	entries map[string]entry
	boxes   []*entry
	names   []*string
	zones   []*string
	seen    sync.Map
	ready   []*pod
	pods    []pod
	queue   chan *pod
}

// In an object that is stored.
func (x *index) inObjects() {
	pods := list()
	for i := range pods {
		if pods[i].ready {
			x.entries[pods[i].name] = entry{pod: &pods[i], rank: i} // want "this pointer keeps the whole array of pods in memory for as long as it is in x.entries"
		}
	}
	for i := range pods {
		if pods[i].name == "first" {
			e := &entry{rank: i}
			e.pod = &pods[i] // want "this pointer keeps the whole array of pods in memory for as long as it is in x.boxes"
			x.boxes = append(x.boxes, e)
		}
	}
}

// The object is the function's own, or came from elsewhere.
func (x *index) inOthers(given *entry) {
	pods := list()
	var last entry
	for i := range pods {
		if pods[i].ready {
			last.pod = &pods[i]
			given.pod = &pods[i]
		}
	}
	println(last.pod)
}

// A field that lies in the element, and one of an object that it points to.
func (x *index) fields() {
	pods := list()
	for i := range pods {
		if pods[i].ready {
			x.names = append(x.names, &pods[i].name) // want "this pointer keeps the whole array of pods"
			x.zones = append(x.zones, &pods[i].node.zone)
		}
	}
}

// By methods and functions that keep what they are given.
func (x *index) byCalls() {
	pods := list()
	sort.Slice(pods, func(i, j int) bool { return pods[i].name < pods[j].name })
	count(pods)
	for i := range pods {
		if pods[i].ready {
			x.seen.Store(pods[i].name, &pods[i]) // want "this pointer keeps the whole array of pods in memory for as long as it is in x.seen"
			x.add(&pods[i])                      // want "this pointer keeps the whole array of pods in memory for as long as it is in x.ready"
			x.addCopy(&pods[i])
			show(&pods[i])
		}
	}
}

func (x *index) add(p *pod)     { x.ready = append(x.ready, p) }
func (x *index) addCopy(p *pod) { c := *p; x.ready = append(x.ready, &c) }
func show(p *pod)               { println(p.name) }
func count(pods []pod) int      { return len(pods) }

// An index of the function's own.
func local() {
	var x index
	pods := list()
	for i := range pods {
		if pods[i].ready {
			x.add(&pods[i])
			x.seen.Store(i, &pods[i])
		}
	}
}

// What a decoder fills.
func (x *index) decode(data []byte) error {
	var pods []pod
	if err := json.Unmarshal(data, &pods); err != nil {
		return err
	}
	for i := range pods {
		if pods[i].ready {
			x.ready = append(x.ready, &pods[i]) // want "this pointer keeps the whole array of pods"
		}
	}
	return nil
}

// Where others may have it, all is kept anyway.
func (x *index) decodeInto(data []byte, keep func(*[]pod)) error {
	var pods []pod
	if err := json.Unmarshal(data, &pods); err != nil {
		return err
	}
	keep(&pods)
	for i := range pods {
		if pods[i].ready {
			x.ready = append(x.ready, &pods[i])
		}
	}
	return nil
}

func find(pods []pod, name string) *pod {
	for i := range pods {
		if pods[i].name == name {
			return &pods[i]
		}
	}
	return nil
}

// One that a function looked for.
func (x *index) found(name string) {
	p := find(list(), name)
	if p != nil {
		x.ready = append(x.ready, p) // want `this pointer keeps the whole array of list\(\) in memory for as long as it is in x.ready`
	}
	pods := list()
	x.boxes = append(x.boxes, &entry{pod: find(pods, name)}) // want "this pointer keeps the whole array of pods"
}

func (x *index) all() []pod { return x.pods }

// In a slice that is kept anyway, for each of many names, or as a copy.
func (x *index) foundInOwn(names []string) {
	if p := find(x.all(), "first"); p != nil {
		x.ready = append(x.ready, p)
	}
	pods := list()
	for _, name := range names {
		x.ready = append(x.ready, find(pods, name))
	}
	if p := find(list(), "first"); p != nil {
		c := *p
		x.ready = append(x.ready, &c)
	}
	own := x.all()
	for i := range own {
		if own[i].ready {
			x.ready = append(x.ready, &own[i])
		}
	}
}

// Whoever receives may soon be done with it.
func (x *index) send() {
	pods := list()
	for i := range pods {
		if pods[i].ready {
			x.queue <- &pods[i]
		}
	}
}

// Every round keeps one: an error leaves the loop and the function.
func (x *index) readAll(read func(*pod) error) error {
	pods := make([]pod, 10)
	for i := range pods {
		if err := read(&pods[i]); err != nil {
			return err
		}
		x.ready = append(x.ready, &pods[i]) // wider "the pointers in x.ready share the array of pods"
	}
	return nil
}

// Here an error goes on to the next round.
func (x *index) readSome(read func(string) error) {
	pods := list()
	for i := range pods {
		if err := read(pods[i].name); err != nil {
			continue
		}
		x.ready = append(x.ready, &pods[i]) // want "this pointer keeps the whole array of pods"
	}
}
