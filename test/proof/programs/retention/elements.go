package retention

import (
	"encoding/json"
	"measure"
	"strings"
	"sync"
)

// Each program reads a list of items and keeps one of them, in a container of its own.
var elements = []measure.Case{
	measure.Held.Of(addressInMap, copyInMap),
	measure.Held.Of(addressInField, copyInField),
	measure.Held.Of(addressOfDecoded, copyOfDecoded),
	measure.Held.Of(addressAppended, copyAppended),
	measure.Held.Of(addressReturned, copyReturned),
	measure.Held.Of(addressInLiteral, copyInLiteral),
	measure.Held.Of(addressOfField, copyOfField),
	measure.Held.Of(addressSent, copySent),
	measure.Held.Of(addressOfVariable, copyOfVariable),
	measure.Held.Of(addressStored, copyStored),
}

type item struct {
	name  string
	ready bool
	data  [1 << 10]byte
}

// list gives items of Big bytes in total.
func listItems() []item {
	items := make([]item, measure.Big/(1<<10))
	items[3] = item{name: "third", ready: true}
	return items
}

var ready = map[int]*item{}

// addressInMap keeps the address of some elements, and so the array.
//
//proof:want element-pointer-retention
func addressInMap() {
	items := listItems()
	for i := range items {
		if items[i].ready {
			ready[len(ready)] = &items[i]
		}
	}
}

var readyCopies = map[int]*item{}

//proof:none
func copyInMap() {
	items := listItems()
	for i := range items {
		if items[i].ready {
			chosen := items[i]
			readyCopies[len(readyCopies)] = &chosen
		}
	}
}

type watcher struct{ last *item }

var watchers []*watcher

// addressInField stores in a field of an object that is kept.
//
//proof:want element-pointer-retention
func addressInField() {
	w := &watcher{}
	watchers = append(watchers, w)
	items := listItems()
	for i := range items {
		it := &items[i]
		if it.name == "third" {
			w.last = it
			return
		}
	}
}

type copyWatcher struct{ last *item }

var copyWatchers []*copyWatcher

//proof:none
func copyInField() {
	w := &copyWatcher{}
	copyWatchers = append(copyWatchers, w)
	items := listItems()
	for i := range items {
		if items[i].name == "third" {
			it := items[i]
			w.last = &it
			return
		}
	}
}

type decoded struct {
	Name  string
	Sizes [64]int
}

var chosen = map[string][]*decoded{}

// listOf is a document with a list, which takes Big bytes when it is decoded.
var listOf = "[" + strings.Repeat(`{"Name":"x"},`, measure.Big/528) + `{"Name":"y"}]`

// addressOfDecoded picks from a list that was decoded.
//
//proof:want element-pointer-retention
func addressOfDecoded() {
	var all []decoded
	if err := json.Unmarshal([]byte(listOf), &all); err != nil {
		return
	}
	for i := range all {
		if all[i].Name == "y" {
			chosen["y"] = append(chosen["y"], &all[i])
		}
	}
}

var chosenCopies = map[string][]*decoded{}

//proof:none
func copyOfDecoded() {
	var all []decoded
	if err := json.Unmarshal([]byte(listOf), &all); err != nil {
		return
	}
	for i := range all {
		if all[i].Name == "y" {
			d := all[i]
			chosenCopies["y"] = append(chosenCopies["y"], &d)
		}
	}
}

type cache struct {
	mu    sync.Mutex
	items []*item
}

var shared cache

func (c *cache) add(it *item) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items = append(c.items, it)
}

// addressAppended hands the address to a method that keeps it.
//
//proof:want element-pointer-retention
func addressAppended() {
	items := listItems()
	for i := range items {
		if items[i].ready {
			shared.add(&items[i])
		}
	}
}

type copyCache struct {
	mu    sync.Mutex
	items []*item
}

var sharedCopies copyCache

func (c *copyCache) add(it *item) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items = append(c.items, it)
}

//proof:none
func copyAppended() {
	items := listItems()
	for i := range items {
		if items[i].ready {
			it := items[i]
			sharedCopies.add(&it)
		}
	}
}

// find gives the address of an element.
func find(items []item, name string) *item {
	for i := range items {
		if items[i].name == name {
			return &items[i]
		}
	}
	return nil
}

var found []*item

// addressReturned keeps what a helper found.
//
//proof:want element-pointer-retention
func addressReturned() {
	if it := find(listItems(), "third"); it != nil {
		found = append(found, it)
	}
}

var foundCopies []*item

//proof:none
func copyReturned() {
	if it := find(listItems(), "third"); it != nil {
		c := *it
		foundCopies = append(foundCopies, &c)
	}
}

type handle struct {
	id   int
	item *item
}

var handles = map[int]handle{}

// addressInLiteral puts the address into a struct.
//
//proof:want element-pointer-retention
func addressInLiteral() {
	items := listItems()
	for i := range items {
		if !items[i].ready {
			continue
		}
		handles[len(handles)] = handle{id: i, item: &items[i]}
	}
}

type copyHandle struct {
	id   int
	item *item
}

var copyHandles = map[int]copyHandle{}

//proof:none
func copyInLiteral() {
	items := listItems()
	for i, it := range items {
		if !it.ready {
			continue
		}
		copyHandles[len(copyHandles)] = copyHandle{id: i, item: &it}
	}
}

var readyNames []*string

// addressOfField keeps the address of a field of an element.
//
//proof:want element-pointer-retention
func addressOfField() {
	items := listItems()
	for i := range items {
		if items[i].ready {
			readyNames = append(readyNames, &items[i].name)
		}
	}
}

var readyNameCopies []*string

//proof:none
func copyOfField() {
	items := listItems()
	for i := range items {
		if items[i].ready {
			name := items[i].name
			readyNameCopies = append(readyNameCopies, &name)
		}
	}
}

var outbox = make(chan *item, 100)

// addressSent sends the address to who keeps it.
//
//proof:miss element-pointer-retention: who receives it may soon be done with it
func addressSent() {
	items := listItems()
	for i := range items {
		if items[i].ready {
			outbox <- &items[i]
		}
	}
}

var outboxOfCopies = make(chan *item, 100)

//proof:none
func copySent() {
	items := listItems()
	for i := range items {
		if items[i].ready {
			it := items[i]
			outboxOfCopies <- &it
		}
	}
}

var best []*item

// addressOfVariable looks for the best first.
//
//proof:want element-pointer-retention
func addressOfVariable() {
	items := listItems()
	var most *item
	for i := range items {
		if most == nil || items[i].ready {
			most = &items[i]
		}
	}
	best = append(best, most)
}

var bestCopies []*item

//proof:none
func copyOfVariable() {
	items := listItems()
	var most *item
	for i := range items {
		if most == nil || items[i].ready {
			most = &items[i]
		}
	}
	c := *most
	bestCopies = append(bestCopies, &c)
}

var latest sync.Map

// addressStored stores in a sync.Map.
//
//proof:want element-pointer-retention
func addressStored() {
	items := listItems()
	for i := range items {
		if items[i].ready {
			latest.Store(uniqueNumber(), &items[i])
		}
	}
}

var latestCopies sync.Map

//proof:none
func copyStored() {
	items := listItems()
	for i := range items {
		if items[i].ready {
			it := items[i]
			latestCopies.Store(uniqueNumber(), &it)
		}
	}
}
