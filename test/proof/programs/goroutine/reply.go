package goroutine

import (
	"context"
	"measure"
	"time"
)

// Each program has a server that answers requests, and a client that has left when the answer comes. A field is taken to
// be the same in all values of its type, so what answers over a buffered channel has types of its own.
var replies = []measure.Case{
	leaves(replyInStruct, replyInStructBuffered),
	leaves(replyPointer, replyPointerBuffered),
	leaves(replyOfMethod, replyOfMethodBuffered),
	leaves(replyTimeout, replyTimeoutBuffered),
	leaves(replyOfErrors, replyOfErrorsBuffered),
	leaves(replyByHelper, replyByHelperSelected),
	leaves(replyOfGeneric, replyOfGenericBuffered),
	leaves(replyOfChannels, replyOfChannelsBuffered),
	leaves(replyOfFunction, replyOfFunctionBuffered),
	leaves(replyInLoop, replyInLoopBuffered),
}

type query struct {
	n     int
	reply chan int
}

// serve answers requests until there are no more.
func serve(queries <-chan query) {
	for q := range queries {
		n, _ := slow(q.n)
		q.reply <- n
	}
}

// replyInStruct has an unbuffered channel in the request: the server stays in its send.
//
//proof:want unbuffered-reply
func replyInStruct(ctx context.Context) {
	queries := make(chan query)
	go serve(queries)
	defer close(queries)
	reply := make(chan int)
	queries <- query{1, reply}
	select {
	case <-reply:
	case <-ctx.Done():
	}
}

type bufferedQuery struct {
	n     int
	reply chan int
}

// serveBuffered answers requests until there are no more.
func serveBuffered(queries <-chan bufferedQuery) {
	for q := range queries {
		n, _ := slow(q.n)
		q.reply <- n
	}
}

//proof:none
func replyInStructBuffered(ctx context.Context) {
	queries := make(chan bufferedQuery)
	go serveBuffered(queries)
	defer close(queries)
	reply := make(chan int, 1)
	queries <- bufferedQuery{1, reply}
	select {
	case <-reply:
	case <-ctx.Done():
	}
}

type call struct {
	name string
	done chan struct{}
}

func handle(calls chan *call) {
	for c := range calls {
		slow(len(c.name))
		c.done <- struct{}{}
	}
}

// replyPointer sends pointers to requests.
//
//proof:want unbuffered-reply
func replyPointer(ctx context.Context) {
	calls := make(chan *call)
	go handle(calls)
	c := &call{name: "a", done: make(chan struct{})}
	calls <- c
	close(calls)
	select {
	case <-c.done:
	case <-ctx.Done():
	}
}

type bufferedCall struct {
	name string
	done chan struct{}
}

func handleBuffered(calls chan *bufferedCall) {
	for c := range calls {
		slow(len(c.name))
		c.done <- struct{}{}
	}
}

//proof:none
func replyPointerBuffered(ctx context.Context) {
	calls := make(chan *bufferedCall)
	go handleBuffered(calls)
	c := &bufferedCall{name: "a", done: make(chan struct{}, 1)}
	calls <- c
	close(calls)
	select {
	case <-c.done:
	case <-ctx.Done():
	}
}

type actor struct {
	inbox chan ask
}

type ask struct {
	key   string
	reply chan string
}

func (a *actor) loop() {
	for m := range a.inbox {
		slow(1)
		m.reply <- m.key
	}
}

func (a *actor) get(ctx context.Context, key string) (string, error) {
	m := ask{key: key, reply: make(chan string)}
	a.inbox <- m
	select {
	case v := <-m.reply:
		return v, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// replyOfMethod asks an actor by the method get, which stands above.
//
//proof:want unbuffered-reply
func replyOfMethod(ctx context.Context) {
	a := &actor{make(chan ask)}
	go a.loop()
	a.get(ctx, "k")
	close(a.inbox)
}

type bufferedActor struct {
	inbox chan bufferedAsk
}

type bufferedAsk struct {
	key   string
	reply chan string
}

func (a *bufferedActor) loop() {
	for m := range a.inbox {
		slow(1)
		m.reply <- m.key
	}
}

func (a *bufferedActor) getBuffered(ctx context.Context, key string) (string, error) {
	m := bufferedAsk{key: key, reply: make(chan string, 1)}
	a.inbox <- m
	select {
	case v := <-m.reply:
		return v, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

//proof:none
func replyOfMethodBuffered(ctx context.Context) {
	a := &bufferedActor{make(chan bufferedAsk)}
	go a.loop()
	a.getBuffered(ctx, "k")
	close(a.inbox)
}

// replyTimeout gives up after a time.
//
//proof:want unbuffered-reply
func replyTimeout(context.Context) {
	queries := make(chan query, 1)
	go serve(queries)
	q := query{n: 2, reply: make(chan int)}
	queries <- q
	close(queries)
	select {
	case <-q.reply:
	case <-time.After(time.Microsecond):
	}
}

//proof:none
func replyTimeoutBuffered(context.Context) {
	queries := make(chan bufferedQuery, 1)
	go serveBuffered(queries)
	q := bufferedQuery{n: 2, reply: make(chan int, 1)}
	queries <- q
	close(queries)
	select {
	case <-q.reply:
	case <-time.After(time.Microsecond):
	}
}

type write struct {
	data []byte
	errs chan error
}

func writer(writes chan write) {
	for {
		w, ok := <-writes
		if !ok {
			return
		}
		_, err := slow(len(w.data))
		w.errs <- err
	}
}

// replyOfErrors returns before it waits for the error.
//
//proof:miss unbuffered-reply: whether there is an answer may go with the condition to leave
func replyOfErrors(ctx context.Context) {
	writes := make(chan write)
	go writer(writes)
	defer close(writes)
	errs := make(chan error)
	writes <- write{[]byte("x"), errs}
	if ctx.Err() != nil {
		return
	}
	<-errs
}

type bufferedWrite struct {
	data []byte
	errs chan error
}

func writerBuffered(writes chan bufferedWrite) {
	for {
		w, ok := <-writes
		if !ok {
			return
		}
		_, err := slow(len(w.data))
		w.errs <- err
	}
}

//proof:none
func replyOfErrorsBuffered(ctx context.Context) {
	writes := make(chan bufferedWrite)
	go writerBuffered(writes)
	defer close(writes)
	errs := make(chan error, 1)
	writes <- bufferedWrite{[]byte("x"), errs}
	if ctx.Err() != nil {
		return
	}
	<-errs
}

type helperQuery struct {
	n     int
	reply chan int
}

func answer(q helperQuery) {
	n, _ := slow(q.n)
	q.reply <- n
}

// replyByHelper has a server that answers by a helper.
//
//proof:want unbuffered-reply
func replyByHelper(ctx context.Context) {
	queries := make(chan helperQuery)
	go func() {
		for q := range queries {
			answer(q)
		}
	}()
	defer close(queries)
	q := helperQuery{n: 1, reply: make(chan int)}
	queries <- q
	select {
	case <-q.reply:
	case <-ctx.Done():
	}
}

type selectedQuery struct {
	n     int
	reply chan int
}

func answerUntil(ctx context.Context, q selectedQuery) {
	n, _ := slow(q.n)
	select {
	case q.reply <- n:
	case <-ctx.Done():
	}
}

//proof:none
func replyByHelperSelected(ctx context.Context) {
	queries := make(chan selectedQuery)
	go func() {
		for q := range queries {
			answerUntil(ctx, q)
		}
	}()
	defer close(queries)
	q := selectedQuery{n: 1, reply: make(chan int)}
	queries <- q
	select {
	case <-q.reply:
	case <-ctx.Done():
	}
}

type promise[T any] struct{ result chan T }

func fulfil[T any](promises <-chan promise[T], value T) {
	for p := range promises {
		slow(1)
		p.result <- value
	}
}

// replyOfGeneric has requests of a generic type.
//
//proof:want unbuffered-reply
func replyOfGeneric(ctx context.Context) {
	promises := make(chan promise[int])
	go fulfil(promises, 7)
	defer close(promises)
	p := promise[int]{make(chan int)}
	promises <- p
	select {
	case <-p.result:
	case <-ctx.Done():
	}
}

type bufferedPromise[T any] struct{ result chan T }

func fulfilBuffered[T any](promises <-chan bufferedPromise[T], value T) {
	for p := range promises {
		slow(1)
		p.result <- value
	}
}

//proof:none
func replyOfGenericBuffered(ctx context.Context) {
	promises := make(chan bufferedPromise[int])
	go fulfilBuffered(promises, 7)
	defer close(promises)
	p := bufferedPromise[int]{make(chan int, 1)}
	promises <- p
	select {
	case <-p.result:
	case <-ctx.Done():
	}
}

// replyOfChannels sends the channel itself.
//
//proof:want unbuffered-reply
func replyOfChannels(ctx context.Context) {
	requests := make(chan chan int)
	go func() {
		for reply := range requests {
			slow(1)
			reply <- 1
		}
	}()
	defer close(requests)
	reply := make(chan int)
	requests <- reply
	select {
	case <-reply:
	case <-ctx.Done():
	}
}

//proof:none
func replyOfChannelsBuffered(ctx context.Context) {
	requests := make(chan chan int)
	go func() {
		for reply := range requests {
			slow(1)
			reply <- 1
		}
	}()
	defer close(requests)
	reply := make(chan int, 1)
	requests <- reply
	select {
	case <-reply:
	case <-ctx.Done():
	}
}

// replyOfFunction sends a function that answers.
//
//proof:miss unbuffered-reply: who runs a function that was sent is not followed
func replyOfFunction(ctx context.Context) {
	actions := make(chan func())
	go func() {
		for action := range actions {
			slow(1)
			action()
		}
	}()
	defer close(actions)
	size := make(chan int)
	actions <- func() { size <- 1 }
	select {
	case <-size:
	case <-ctx.Done():
	}
}

//proof:none
func replyOfFunctionBuffered(ctx context.Context) {
	actions := make(chan func())
	go func() {
		for action := range actions {
			slow(1)
			action()
		}
	}()
	defer close(actions)
	size := make(chan int, 1)
	actions <- func() { size <- 1 }
	select {
	case <-size:
	case <-ctx.Done():
	}
}

type loopQuery struct {
	n     int
	reply chan int
}

// replyInLoop has a server whose select has a way out, which the answer has not.
//
//proof:want unbuffered-reply
func replyInLoop(ctx context.Context) {
	queries := make(chan loopQuery)
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for {
			select {
			case q := <-queries:
				slow(1)
				q.reply <- q.n
			case <-stop:
				return
			}
		}
	}()
	q := loopQuery{1, make(chan int)}
	queries <- q
	select {
	case <-q.reply:
	case <-ctx.Done():
	}
}

//proof:none
func replyInLoopBuffered(ctx context.Context) {
	queries := make(chan bufferedQuery)
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for {
			select {
			case q := <-queries:
				slow(1)
				q.reply <- q.n
			case <-stop:
				return
			}
		}
	}()
	q := bufferedQuery{1, make(chan int, 1)}
	queries <- q
	select {
	case <-q.reply:
	case <-ctx.Done():
	}
}
