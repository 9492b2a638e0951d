package event

type Subscription interface {
	Err() <-chan error
	Unsubscribe()
}

type Feed struct{}

func (f *Feed) Subscribe(channel interface{}) Subscription { return nil }

type SubscriptionScope struct{}

func (s *SubscriptionScope) Track(sub Subscription) Subscription { return sub }
