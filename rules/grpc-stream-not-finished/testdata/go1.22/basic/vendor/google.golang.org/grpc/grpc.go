// Package grpc stands for the module of that name.
package grpc

import "context"

type CallOption interface{ call() }

type ClientStream interface {
	Trailer() map[string][]string
	CloseSend() error
	Context() context.Context
	SendMsg(m any) error
	RecvMsg(m any) error
}
