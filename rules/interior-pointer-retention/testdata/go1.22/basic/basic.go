// Package basic keeps pointers to fields.
package basic

type document struct {
	id   string
	size int
	body []byte
}

type catalog struct {
	ids   map[string]*string
	sizes []*int
	docs  map[string]*document
}

func parse(b []byte) string { return string(b[:8]) }

// doc:bad
func (c *catalog) add(b []byte) {
	d := &document{body: b}
	d.id = parse(d.body)
	c.ids[d.id] = &d.id // want "&d.id keeps all of d in memory for as long as it is in c.ids"
}

// doc:end

// doc:good
func (c *catalog) addCopy(b []byte) {
	d := &document{body: b}
	d.id = parse(d.body)
	id := d.id
	c.ids[id] = &id
}

// doc:end

type table struct {
	cells [1024]int
	count int
}

func (c *catalog) count() {
	t := new(table)
	t.count = 1
	c.sizes = append(c.sizes, &t.count) // want "&t.count keeps all of t"
}

// The object is kept as well, came from elsewhere, or is hardly larger.
type pair struct{ a, b int }

func (c *catalog) fine(given *document, find func() *document) {
	d := &document{}
	c.docs[d.id] = d
	c.ids[d.id] = &d.id
	c.sizes = append(c.sizes, &given.size)
	found := find()
	c.sizes = append(c.sizes, &found.size)
	p := &pair{}
	c.sizes = append(c.sizes, &p.a)
	local := map[string]*int{}
	e := &document{}
	local[e.id] = &e.size
}

// A method value and a closure hold the object, too.
type hooks struct{ all []func() }

func (t *table) reset() { t.count = 0 }

func (h *hooks) add() {
	t := &table{}
	h.all = append(h.all, t.reset) // miss "keeps all of t"
}
