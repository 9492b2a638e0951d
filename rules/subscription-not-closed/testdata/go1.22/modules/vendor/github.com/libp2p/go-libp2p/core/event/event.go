package event

type SubscriptionOpt = func(interface{}) error

type Subscription interface {
	Out() <-chan interface{}
	Close() error
}

type Bus interface {
	Subscribe(eventType interface{}, opts ...SubscriptionOpt) (Subscription, error)
}
