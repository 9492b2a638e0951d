module fixture

go 1.22

require (
	github.com/ethereum/go-ethereum v1.14.0
	github.com/libp2p/go-libp2p v0.36.0
	github.com/nats-io/nats.go v1.37.0
)
