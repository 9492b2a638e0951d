// Package modules holds subscriptions of other modules.
package fixture

import (
	"net/http"

	"github.com/ethereum/go-ethereum/event"
	bus "github.com/libp2p/go-libp2p/core/event"
	"github.com/nats-io/nats.go"
)

type server struct {
	conn  *nats.Conn
	bus   bus.Bus
	heads event.Feed
	scope event.SubscriptionScope
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	sub, err := s.bus.Subscribe(new(string)) // want "this subscription is not ended on the way to line 26: it stays for as long as the event bus lives, with its handler and its buffer; call sub.Close\\(\\) there as well, or defer it"
	if err != nil {
		return
	}
	message, ok := (<-sub.Out()).(string)
	if !ok {
		return
	}
	_, _ = w.Write([]byte(message))
	_ = sub.Close()
}

func (s *server) watch(w http.ResponseWriter, r *http.Request) {
	heads := make(chan int, 1)
	s.heads.Subscribe(heads) // want "nothing holds this subscription, so that it cannot be ended: it stays for as long as its feed lives"
	<-heads
}

func (s *server) deferred(w http.ResponseWriter, r *http.Request) {
	heads := make(chan int, 1)
	sub := s.heads.Subscribe(heads)
	defer sub.Unsubscribe()
	select {
	case <-heads:
	case <-sub.Err():
	case <-r.Context().Done():
	}
}

// The scope ends what it tracks.
func (s *server) subscribe(heads chan<- int) event.Subscription {
	return s.scope.Track(s.heads.Subscribe(heads))
}

func (s *server) next(w http.ResponseWriter, r *http.Request) {
	sub, err := s.conn.SubscribeSync("x") // want "this subscription is not ended on the way to line 61: it stays until its connection is closed"
	if err != nil {
		return
	}
	message, err := sub.NextMsg()
	if err != nil {
		return
	}
	_, _ = w.Write(message.Data)
	_ = sub.Unsubscribe()
}

func (s *server) nextOrNone(w http.ResponseWriter, r *http.Request) {
	sub, err := s.conn.SubscribeSync("x")
	if err != nil {
		return
	}
	defer sub.Unsubscribe()
	if message, err := sub.NextMsg(); err == nil {
		_, _ = w.Write(message.Data)
	}
}
