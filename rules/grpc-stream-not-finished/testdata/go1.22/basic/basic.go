// Package basic holds the plain forms of the defect, and what looks like it.
package basic

import (
	"context"
	"errors"
	"io"

	"google.golang.org/grpc"
)

// What the generator of gRPC makes.
type (
	Event       struct{ Name string }
	EventClient interface {
		Watch(ctx context.Context, in *Event, opts ...grpc.CallOption) (Event_WatchClient, error)
		Upload(ctx context.Context, opts ...grpc.CallOption) (Event_UploadClient, error)
		Get(ctx context.Context, in *Event, opts ...grpc.CallOption) (*Event, error)
	}
	Event_WatchClient interface {
		Recv() (*Event, error)
		grpc.ClientStream
	}
	Event_UploadClient interface {
		Send(*Event) error
		CloseAndRecv() (*Event, error)
		grpc.ClientStream
	}
)

// doc:bad
func first(client EventClient) (*Event, error) {
	stream, err := client.Watch(context.Background(), &Event{}) // want "nothing receives from stream to its end, .* until the server ends it"
	if err != nil {
		return nil, err
	}
	return stream.Recv()
}

// doc:end

// doc:good
func firstWell(client EventClient) (*Event, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stream, err := client.Watch(ctx, &Event{})
	if err != nil {
		return nil, err
	}
	return stream.Recv()
}

// doc:end

func ofCaller(ctx context.Context, client EventClient) (*Event, error) {
	stream, err := client.Watch(ctx, &Event{}) // want "nothing receives from stream to its end, .* until its context ends"
	if err != nil {
		return nil, err
	}
	return stream.Recv()
}

func unread(client EventClient) error {
	_, err := client.Watch(context.Background(), &Event{}) // want "nothing holds this stream"
	return err
}

// The loop receives until there is an error.
func all(client EventClient, each func(*Event)) error {
	stream, err := client.Watch(context.Background(), &Event{})
	if err != nil {
		return err
	}
	for {
		event, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		each(event)
	}
}

// This one ends before the stream does.
func until(client EventClient, name string) error {
	stream, err := client.Watch(context.Background(), &Event{}) // miss "the loop may end before the stream"
	if err != nil {
		return err
	}
	for {
		event, err := stream.Recv()
		if err != nil || event.Name == name {
			return err
		}
	}
}

// The answer ends the stream.
func upload(client EventClient, events []*Event) (*Event, error) {
	stream, err := client.Upload(context.Background())
	if err != nil {
		return nil, err
	}
	for _, event := range events {
		if err := stream.Send(event); err != nil {
			break
		}
	}
	return stream.CloseAndRecv()
}

// Whoever gets the stream reads it.
func opened(client EventClient) (Event_WatchClient, error) {
	return client.Watch(context.Background(), &Event{})
}

type watcher struct{ stream Event_WatchClient }

func (w *watcher) start(client EventClient) (err error) {
	w.stream, err = client.Watch(context.Background(), &Event{})
	return err
}

func inGoroutine(client EventClient, each func(*Event)) error {
	stream, err := client.Watch(context.Background(), &Event{})
	if err != nil {
		return err
	}
	go func() {
		for event, err := stream.Recv(); err == nil; event, err = stream.Recv() {
			each(event)
		}
	}()
	return nil
}

func toHelper(client EventClient, each func(*Event)) error {
	stream, err := client.Watch(context.Background(), &Event{})
	if err != nil {
		return err
	}
	return drain(stream, each)
}

func drain(stream Event_WatchClient, each func(*Event)) error {
	for {
		event, err := stream.Recv()
		if err != nil {
			return err
		}
		each(event)
	}
}

// No stream.
func get(client EventClient) (*Event, error) { return client.Get(context.Background(), &Event{}) }
