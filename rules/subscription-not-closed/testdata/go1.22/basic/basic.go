package fixture

import (
	"net/http"
	"sync"
)

type subscription struct {
	topic *topic
	c     chan string
}

type topic struct {
	mu            sync.Mutex
	subscriptions map[*subscription]bool
}

func (t *topic) Subscribe() *subscription {
	s := &subscription{topic: t, c: make(chan string, 16)}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subscriptions[s] = true
	return s
}

func (s *subscription) Unsubscribe() {
	s.topic.mu.Lock()
	defer s.topic.mu.Unlock()
	delete(s.topic.subscriptions, s)
}

var news = &topic{subscriptions: map[*subscription]bool{}}

// doc:bad
func stream(w http.ResponseWriter, r *http.Request) {
	sub := news.Subscribe() // want "this subscription is not ended on the way to line 41: it stays for as long as what it is registered with lives, with its handler and its buffer; call sub.Unsubscribe\\(\\) there as well, or defer it"
	for {
		select {
		case message := <-sub.c:
			if _, err := w.Write([]byte(message)); err != nil {
				return
			}
		case <-r.Context().Done():
			sub.Unsubscribe()
			return
		}
	}
}

// doc:end

// doc:good
func streamed(w http.ResponseWriter, r *http.Request) {
	sub := news.Subscribe()
	defer sub.Unsubscribe()
	for {
		select {
		case message := <-sub.c:
			if _, err := w.Write([]byte(message)); err != nil {
				return
			}
		case <-r.Context().Done():
			return
		}
	}
}

// doc:end

func first(w http.ResponseWriter, r *http.Request) {
	sub := news.Subscribe() // want "nothing ends this subscription: it stays for as long as what it is registered with lives, with its handler and its buffer; defer sub.Unsubscribe\\(\\)"
	_, _ = w.Write([]byte(<-sub.c))
}

func each(names []string) []string {
	var found []string
	for range names {
		sub := news.Subscribe() // want "every round of the loop leaves a subscription that stays for as long as what it is registered with lives"
		message := <-sub.c
		if message == "" {
			sub.Unsubscribe()
			break
		}
		found = append(found, message)
	}
	return found
}

func again(w http.ResponseWriter, r *http.Request) {
	sub := news.Subscribe() // want "sub gets another value on line 92 before this subscription is ended"
	if _, err := w.Write([]byte(<-sub.c)); err != nil {
		sub = news.Subscribe()
	}
	sub.Unsubscribe()
}

func thrown(w http.ResponseWriter, r *http.Request) {
	news.Subscribe() // want "nothing holds this subscription, so that it cannot be ended: it stays for as long as what it is registered with lives, with its handler and its buffer; keep it and call its Unsubscribe"
}

type reader struct{ sub *subscription }

// Nothing ends it although the reader is closed, which may be how the process ends: confidence is low.
func newReader() *reader {
	return &reader{}
}

func (r *reader) start() {
	r.sub = news.Subscribe() // want "nothing in this package ends the subscription in sub: it stays for as long as what it is registered with lives, although its owner is closed before; call sub.Unsubscribe\\(\\) there"
}

func (r *reader) Close() {}

type tidy struct{ sub *subscription }

// The owner ends it.
func (t *tidy) start() { t.sub = news.Subscribe() }

func (t *tidy) Close() { t.sub.Unsubscribe() }

// Whoever gets it answers for it.
func handed() *subscription {
	return news.Subscribe()
}

// The topic goes with the function.
func own(w http.ResponseWriter, r *http.Request) {
	t := &topic{subscriptions: map[*subscription]bool{}}
	sub := t.Subscribe()
	_, _ = w.Write([]byte(<-sub.c))
}

// It is for the life of the process.
func init() {
	news.Subscribe()
}
