// Package accounts holds locks that some way out of a function leaves taken.
package accounts

import (
	"errors"
	"os"
	"sync"
)

var errMissing = errors.New("missing")

// doc:bad
type Accounts struct {
	mu       sync.Mutex
	balances map[string]int
}

func (a *Accounts) Withdraw(name string, amount int) error {
	a.mu.Lock() // want "a.mu stays locked on the way to line 22, and whoever wants it next waits for ever; call a.mu.Unlock"
	balance, ok := a.balances[name]
	if !ok {
		return errMissing
	}
	a.balances[name] = balance - amount
	a.mu.Unlock()
	return nil
}

// doc:end

// doc:good
func (a *Accounts) WithdrawSafely(name string, amount int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	balance, ok := a.balances[name]
	if !ok {
		return errMissing
	}
	a.balances[name] = balance - amount
	return nil
}

// doc:end

// A lock by the type that embeds it.
type Sessions struct {
	sync.RWMutex
	byID map[int]string
	next *Sessions
}

func (s *Sessions) find(id int) (string, bool) {
	s.RLock() // want "s stays locked on the way to line 56, .*; call s.RUnlock"
	name, ok := s.byID[id]
	if !ok {
		return "", false
	}
	s.RUnlock()
	return name, true
}

var (
	registryMu sync.Mutex
	registry   = map[string]int{}
)

func register(name string) bool {
	registryMu.Lock() // want "registryMu stays locked on the way to line 74"
	switch name {
	case "":
		registryMu.Unlock()
		return false
	case "reserved":
		return false
	}
	registry[name]++
	registryMu.Unlock()
	return true
}

// The read lock is changed for a write lock, which the second return forgets.
func (s *Sessions) intern(id int, name string) string {
	s.RLock()
	old, ok := s.byID[id]
	s.RUnlock()
	if ok {
		return old
	}
	s.Lock() // want "s stays locked on the way to line 91, .*; call s.Unlock"
	if old, ok := s.byID[id]; ok {
		return old
	}
	s.byID[id] = name
	s.Unlock()
	return name
}

// The next round waits for this one.
func drain(mu *sync.Mutex, items []string, handle func(string) error) {
	for _, item := range items {
		mu.Lock() // want "the loop can come round to this Lock without mu.Unlock"
		if handle(item) != nil {
			continue
		}
		mu.Unlock()
	}
}

// Every round has a lock of its own, and leaves it taken.
func count(all []*Accounts) (n int) {
	for _, a := range all {
		a.mu.Lock() // want "the loop can go round without a.mu.Unlock.., and whoever wants a.mu of that round next waits"
		if len(a.balances) == 0 {
			continue
		}
		n += len(a.balances)
		a.mu.Unlock()
	}
	return n
}

// A function literal has ways out of its own.
func counter() func(bool) int {
	var mu sync.Mutex
	n := 0
	return func(isReset bool) int {
		mu.Lock() // want "mu stays locked on the way to line 130"
		if isReset {
			n = 0
			return 0
		}
		n++
		mu.Unlock()
		return n
	}
}

// The lock is one field further.
type server struct{ accounts Accounts }

func (s *server) total(name string) (int, error) {
	s.accounts.mu.Lock() // want "s.accounts.mu stays locked on the way to line 145"
	balance, ok := s.accounts.balances[name]
	if !ok {
		return 0, errMissing
	}
	s.accounts.mu.Unlock()
	return balance, nil
}

// A defer that comes after the return does not help.
func (a *Accounts) deferredLate(name string) int {
	a.mu.Lock() // want "a.mu stays locked on the way to line 155"
	if name == "" {
		return 0
	}
	defer a.mu.Unlock()
	return a.balances[name]
}

// The end of the process and a panic need no unlock.
func (a *Accounts) must(name string) int {
	a.mu.Lock()
	balance, ok := a.balances[name]
	if !ok && name == "" {
		os.Exit(1)
	}
	if !ok {
		panic(errMissing)
	}
	a.mu.Unlock()
	return balance
}

// What was deferred before counts as well, and so does a deferred literal.
func (a *Accounts) deferred(name string) int {
	defer func() {
		a.mu.Unlock()
	}()
	a.mu.Lock()
	if name == "" {
		return 0
	}
	return a.balances[name]
}

// Locked and unlocked under the same condition.
func (a *Accounts) maybe(name string, isLocked bool) int {
	if !isLocked {
		a.mu.Lock()
	}
	balance := a.balances[name]
	if !isLocked {
		a.mu.Unlock()
	}
	return balance
}

// A flag says whether it is locked.
func (a *Accounts) flagged(name string) int {
	locked := false
	if name != "" {
		a.mu.Lock()
		locked = true
	}
	balance := a.balances[name]
	if locked {
		a.mu.Unlock()
	}
	return balance
}

// Hand over hand: the lock of the next is given back by another name.
func walk(first *Sessions) int {
	first.Lock()
	n := 0
	for s := first; ; {
		next := s.next
		if next == nil {
			s.Unlock()
			return n
		}
		next.Lock()
		s.Unlock()
		n++
		s = next
	}
}

// The address of the lock goes elsewhere.
func (a *Accounts) lent(name string, finish func(*sync.Mutex)) int {
	a.mu.Lock()
	if name == "" {
		finish(&a.mu)
		return 0
	}
	a.mu.Unlock()
	return a.balances[name]
}

// A goroutine gives it back.
func (a *Accounts) later(name string) {
	a.mu.Lock()
	if name == "" {
		go func() {
			delete(a.balances, name)
			a.mu.Unlock()
		}()
		return
	}
	a.mu.Unlock()
}

// Locks in elements have no path that can be compared.
func shard(shards []Accounts, i int) int {
	shards[i].mu.Lock() // miss "stays locked"
	if len(shards[i].balances) == 0 {
		return 0
	}
	shards[i].mu.Unlock()
	return 1
}
