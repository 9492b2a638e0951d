// Package basic keeps pointers to elements.
package basic

type pod struct {
	name  string
	ready bool
	spec  []byte
}

func list() ([]pod, error) { return nil, nil }

type index struct {
	byName map[string]*pod
	ready  []*pod
	all    map[string]*pod
	pods   []pod
}

// doc:bad
func (x *index) fill() error {
	pods, err := list()
	if err != nil {
		return err
	}
	for i := range pods {
		if pods[i].ready {
			x.ready = append(x.ready, &pods[i]) // want "this pointer keeps the whole array of pods in memory for as long as it is in x.ready"
		}
	}
	return nil
}

// doc:end

// doc:good
func (x *index) fillWithCopies() error {
	pods, err := list()
	if err != nil {
		return err
	}
	for i := range pods {
		if pods[i].ready {
			p := pods[i]
			x.ready = append(x.ready, &p)
		}
	}
	return nil
}

// doc:end

// By a local name, with a round that is cut short.
func (x *index) fillOthers() {
	pods, _ := list()
	for i := range pods {
		p := &pods[i]
		if !p.ready {
			continue
		}
		x.all[p.name] = p // want "this pointer keeps the whole array of pods"
	}
}

// All are kept, but single ones are deleted.
func (x *index) fillAll() {
	pods, _ := list()
	for i := range pods {
		x.byName[pods[i].name] = &pods[i] // want "this pointer keeps the whole array of pods"
	}
}

func (x *index) remove(name string) { delete(x.byName, name) }

// All are kept for good.
var known = map[string]*pod{}

func learn() {
	pods := make([]pod, 10)
	for i := range pods {
		known[pods[i].name] = &pods[i] // wider "the pointers in known share the array of pods"
	}
}

// The slice lives as long.
func (x *index) own() {
	pods, _ := list()
	x.pods = pods
	for i := range pods {
		if pods[i].ready {
			x.ready = append(x.ready, &pods[i])
		}
	}
	for i := range x.pods {
		if x.pods[i].ready {
			x.ready = append(x.ready, &x.pods[i])
		}
	}
}

// Somebody else's slice, a local sink, and copies.
func (x *index) given(pods []pod) (found []*pod) {
	for i := range pods {
		if pods[i].ready {
			x.ready = append(x.ready, &pods[i])
		}
	}
	fresh, _ := list()
	for i := range fresh {
		if fresh[i].ready {
			found = append(found, &fresh[i])
		}
	}
	for _, p := range fresh {
		if p.ready {
			x.ready = append(x.ready, &p)
		}
	}
	return found
}

// A slice of pointers.
func (x *index) pointers(list func() []*pod) {
	pods := list()
	for i := range pods {
		if pods[i].ready {
			x.ready = append(x.ready, pods[i])
		}
	}
}
