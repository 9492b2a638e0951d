// Package grpc has what the fixture needs of the module of that name.
package grpc

import "context"

type DialOption interface{}

type ClientConn struct{ target string }

func NewClient(target string, opts ...DialOption) (*ClientConn, error) {
	return &ClientConn{target}, nil
}

func (c *ClientConn) Invoke(ctx context.Context, method string, args, reply any) error { return nil }

func (c *ClientConn) Close() error { return nil }
