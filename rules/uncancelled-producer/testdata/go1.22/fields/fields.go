// Package fields holds methods that send to the loop of their object.
package fields

import "context"

type registry struct {
	adds    chan string
	drops   chan string
	queued  chan string
	asked   chan string
	drained chan string
	quit    chan struct{}
	names   map[string]bool
}

func newRegistry() *registry {
	r := &registry{
		adds:    make(chan string),
		drops:   make(chan string),
		queued:  make(chan string, 16),
		asked:   make(chan string),
		drained: make(chan string),
		quit:    make(chan struct{}),
		names:   map[string]bool{},
	}
	go r.loop()
	return r
}

func (r *registry) loop() {
	for {
		select {
		case name := <-r.adds:
			r.names[name] = true
		case name := <-r.drops:
			delete(r.names, name)
		case name := <-r.queued:
			r.names[name] = true
		case name := <-r.drained:
			r.names[name] = true
		case <-r.quit:
			r.drain()
			return
		}
	}
}

func (r *registry) Close() { close(r.quit) }

func (r *registry) Add(name string) {
	r.adds <- name // wider "loop that receives leaves at r.quit \\(line 41\\): after that it blocks for ever"
}

// It can give up.
func (r *registry) Drop(name string) {
	select {
	case r.drops <- name:
	case <-r.quit:
	}
}

// There is room for some.
func (r *registry) Queue(name string) { r.queued <- name }

// Another function receives as well.
func (r *registry) Drained(name string) { r.drained <- name }

func (r *registry) drain() {
	for {
		select {
		case <-r.drained:
		default:
			return
		}
	}
}

// The one who receives waits for nothing else.
func (r *registry) Ask(name string) { r.asked <- name }

func (r *registry) answer() string { return <-r.asked }

// The signal is a context of the object.
type worker struct {
	ctx  context.Context
	jobs chan func()
}

func newWorker(ctx context.Context) *worker {
	return &worker{ctx: ctx, jobs: make(chan func())}
}

func (w *worker) Run() {
	for {
		select {
		case job := <-w.jobs:
			job()
		case <-w.ctx.Done():
			return
		}
	}
}

func (w *worker) Do(job func()) {
	w.jobs <- job // wider "leaves at w.ctx.Done\\(\\) \\(line \\d+\\)"
}

// The context of a call: another one may receive afterwards.
type pipe struct{ values chan int }

func newPipe() *pipe { return &pipe{values: make(chan int)} }

func (p *pipe) read(ctx context.Context, use func(int)) {
	for {
		select {
		case v := <-p.values:
			use(v)
		case <-ctx.Done():
			return
		}
	}
}

func (p *pipe) Write(v int) { p.values <- v } // miss "blocks for ever"

// The sender itself says that it is over.
type feed struct {
	items chan string
	done  chan struct{}
}

func newFeed() *feed { return &feed{items: make(chan string), done: make(chan struct{})} }

func (f *feed) produce(all []string) {
	for _, item := range all {
		f.items <- item
	}
	close(f.done)
}

func (f *feed) consume(use func(string)) {
	for {
		select {
		case item := <-f.items:
			use(item)
		case <-f.done:
			return
		}
	}
}
