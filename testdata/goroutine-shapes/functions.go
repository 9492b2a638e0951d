package shapes

import (
	"context"

	worker "example.com/shapes/worker.v2"
)

func namedFunction() {
	for range 13 {
		go wait(make(chan int)) // go: named-function count=13 example.com/shapes.wait
	}
}

func wait(never chan int) {
	<-never // waits: named-function
}

func sharedFunction() {
	for range 14 {
		go shared(make(chan int)) // go: shared-function-first count=14 example.com/shapes.shared
	}
	for range 15 {
		go shared( // go: shared-function-second count=15 example.com/shapes.shared
			make(chan int),
		)
	}
}

func shared(never chan int) {
	never <- 1 // waits: shared-function-first, shared-function-second
}

type server struct{ requests chan int }

func methodCall() {
	for range 16 {
		s := &server{make(chan int)}
		go s.run() // go: method-call count=16 example.com/shapes.(*server).run
	}
}

func (s *server) run() {
	<-s.requests // waits: method-call
}

func methodValue() {
	for range 17 {
		serve := (&server{make(chan int)}).serve
		go serve() // go: method-value count=17 example.com/shapes.(*server).serve
	}
}

func (s *server) serve() {
	<-s.requests // waits: method-value
}

func methodExpression() {
	for range 18 {
		go (*server).poll(&server{make(chan int)}, context.Background()) // go: method-expression count=18 example.com/shapes.(*server).poll
	}
}

func (s *server) poll(ctx context.Context) {
	select { // waits: method-expression
	case <-s.requests:
	case <-ctx.Done():
	}
}

type queue struct{ items chan int }

type store struct{ queue }

func promotedMethod() {
	for range 19 {
		s := &store{queue{make(chan int)}}
		go s.drain() // go: promoted-method count=19 example.com/shapes.queue.drain
	}
}

func (q queue) drain() {
	for range q.items { // waits: promoted-method
	}
}

type runner interface{ loop() }

func interfaceMethod() {
	for range 20 {
		var r runner = &server{make(chan int)}
		go r.loop() // go: interface-method count=20 example.com/shapes.(*server).loop
	}
}

func (s *server) loop() {
	<-s.requests // waits: interface-method
}

func genericFunction() {
	for range 21 {
		go drain(make(chan string)) // go: generic-function count=21 example.com/shapes.drain
	}
}

func drain[T any](values <-chan T) {
	for range values { // waits: generic-function
	}
}

type topic[T any] struct{ events chan T }

func genericMethod() {
	for range 22 {
		t := &topic[string]{make(chan string)}
		go t.publish("") // go: generic-method count=22 example.com/shapes.(*topic).publish
	}
}

func (t *topic[T]) publish(event T) {
	t.events <- event // waits: generic-method
}

func functionOfAnotherPackage() {
	for range 23 {
		go worker.Run(make(chan int)) // go: function-of-another-package count=23 example.com/shapes/worker%2ev2.Run
	}
}
