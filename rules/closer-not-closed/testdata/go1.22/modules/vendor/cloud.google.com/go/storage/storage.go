// Package storage has what the fixture needs of the module of that name.
package storage

import "context"

type ObjectHandle struct{ name string }

type Reader struct{ ctx context.Context }

func (o *ObjectHandle) NewReader(ctx context.Context) (*Reader, error) { return &Reader{ctx}, nil }

func (r *Reader) Read(p []byte) (int, error) { return 0, r.ctx.Err() }

func (r *Reader) Close() error { return nil }
