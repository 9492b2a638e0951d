package obligations

import (
	"context"
	"crypto/tls"
	"errors"
	"net"

	"github.com/gorilla/websocket"
	"go.mongodb.org/mongo-driver/mongo"
	"golang.org/x/net/proxy"
	"google.golang.org/grpc"

	"example.com/api/pb"
)

// What is made from a resource has need of it.

type store struct {
	db     *mongo.Database
	stream pb.Greeter_StreamClient
	conn   *grpc.ClientConn
}

func (s *store) open(ctx context.Context) error {
	client, err := mongo.Connect(ctx) // obligation: moved
	if err != nil {
		return err
	}
	s.db = client.Database("name")
	return nil
}

func newStore(ctx context.Context) (*store, error) {
	client, err := mongo.Connect(ctx) // obligation: moved
	if err != nil {
		return nil, err
	}
	db := client.Database("name")
	return &store{db: db}, nil
}

func statAll(ctx context.Context, names []string) error {
	client, err := mongo.Connect(ctx) // obligation: unmet
	if err != nil {
		return err
	}
	db := client.Database("name")
	for _, name := range names {
		if err := db.RunCommand(ctx, name).Err(); err != nil {
			return err
		}
	}
	return nil
}

func greet(ctx context.Context, target string) error {
	conn, err := grpc.Dial(target) // obligation: unmet
	if err != nil {
		return err
	}
	client := pb.NewGreeterClient(conn)
	_, err = client.Greet(ctx, &pb.Request{})
	return err
}

func (s *store) connect(ctx context.Context, target string) error {
	conn, err := grpc.Dial(target) // obligation: unmet
	if err != nil {
		return err
	}
	client := pb.NewGreeterClient(conn)
	stream, err := client.Stream(ctx)
	if err != nil {
		return err
	}
	s.stream, s.conn = stream, conn
	return nil
}

func newGreeter(target string) (pb.GreeterClient, error) {
	conn, err := grpc.Dial(target) // obligation: moved
	if err != nil {
		return nil, err
	}
	return pb.NewGreeterClient(conn), nil
}

// What else the call returns may say how it went.
func toldBySibling(dialer *websocket.Dialer, url string) (*websocket.Conn, error) {
	conn, resp, err := dialer.Dial(url, nil) // obligation: unknown
	if resp != nil && resp.StatusCode != 101 {
		return nil, errors.New(resp.Status)
	}
	if err != nil {
		return nil, err
	}
	return conn, nil
}

// It is closed by what it is built around, of which the type is unknown.
func handshake(dialer proxy.Dialer, host string) (net.Conn, error) {
	conn, err := dialer.Dial("tcp", host)
	if err != nil {
		return nil, err
	}
	tlsConn := tls.Client(conn, &tls.Config{}) // obligation: unknown
	if err := tlsConn.Handshake(); err != nil {
		conn.Close()
		return nil, err
	}
	return tlsConn, nil
}
