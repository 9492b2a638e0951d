// Package modules holds clients and watchers of other modules.
package fixture

import (
	"context"
	"io"

	"cloud.google.com/go/storage"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/fsnotify/fsnotify"
	"google.golang.org/grpc"
)

type syncer struct{ watcher *fsnotify.Watcher }

func newSyncer(dirs []string) (*syncer, error) {
	watcher, err := fsnotify.NewWatcher() // want "this watcher is not closed on the way to line 23, and its goroutine and its descriptor stay for ever"
	if err != nil {
		return nil, err
	}
	for _, dir := range dirs {
		if err := watcher.Add(dir); err != nil {
			return nil, err
		}
	}
	return &syncer{watcher}, nil
}

func call(ctx context.Context, target string) error {
	conn, err := grpc.NewClient(target) // want "nothing closes this connection, and its goroutines and connections stay for ever; write defer conn.Close\\(\\)"
	if err != nil {
		return err
	}
	return conn.Invoke(ctx, "/service/method", nil, nil)
}

// A client of generated code around it closes nothing.
func greet(ctx context.Context, target string) (string, error) {
	conn, err := grpc.NewClient(target) // want "nothing closes this connection"
	if err != nil {
		return "", err
	}
	client := NewGreeterClient(conn)
	return client.Greet(ctx, "you")
}

func read(ctx context.Context, object *storage.ObjectHandle) ([]byte, error) {
	r, err := object.NewReader(ctx) // want "nothing closes this reader, and its connection stays until the other side ends it"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// From here on: left alone.

// It ends with its context.
func readAndCancel(ctx context.Context, object *storage.ObjectHandle) ([]byte, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r, err := object.NewReader(ctx)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Where it is not closed the context has ended.
func readUnlessCancelled(ctx context.Context, object *storage.ObjectHandle) ([]byte, error) {
	r, err := object.NewReader(ctx)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func callAndClose(ctx context.Context, target string) error {
	conn, err := grpc.NewClient(target)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Invoke(ctx, "/service/method", nil, nil)
}

type client struct{ conn *grpc.ClientConn }

// The client keeps the connection.
func newClient(target string) (*client, error) {
	conn, err := grpc.NewClient(target)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn}, nil
}

func (c *client) Close() error { return c.conn.Close() }

// Code generated from a service.
type GreeterClient interface {
	Greet(ctx context.Context, name string) (string, error)
}

type greeterClient struct{ cc *grpc.ClientConn }

func NewGreeterClient(cc *grpc.ClientConn) GreeterClient { return &greeterClient{cc} }

func (c *greeterClient) Greet(ctx context.Context, name string) (string, error) {
	var reply string
	err := c.cc.Invoke(ctx, "/greeter/greet", name, &reply)
	return reply, err
}

// Whoever gets the client has the connection with it.
func newGreeter(target string) (GreeterClient, error) {
	conn, err := grpc.NewClient(target)
	if err != nil {
		return nil, err
	}
	return NewGreeterClient(conn), nil
}

// An object that is read to its end gives its connection back, as the response that it comes from does.
func readObject(ctx context.Context, client *s3.Client, in *s3.GetObjectInput) (string, error) {
	object, err := client.GetObject(ctx, in)
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(object.Body)
	return string(data), err
}

func readSmallObject(ctx context.Context, client *s3.Client, in *s3.GetObjectInput) ([]byte, error) {
	object, err := client.GetObject(ctx, in) // want "this object is not closed on the way to line \\d+"
	if err != nil {
		return nil, err
	}
	if object.Length > 1<<20 {
		return nil, io.ErrShortBuffer
	}
	return io.ReadAll(object.Body)
}
