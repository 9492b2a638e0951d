package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/signal"
)

// Not reported: the process ends with main, and its goroutines with it.
func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	served := make(chan error)
	go func() {
		served <- serve(ctx)
	}()
	select {
	case err := <-served:
		fmt.Println(err)
	case <-ctx.Done():
		return
	}
}

func serve(ctx context.Context) error {
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return err
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go answer(ctx, conn)
	}
}

// Called for every connection: each call that gives up leaves a goroutine behind.
func answer(ctx context.Context, conn net.Conn) {
	defer conn.Close()
	line := make(chan string)
	go func() {
		buffer := make([]byte, 128)
		n, _ := conn.Read(buffer)
		line <- string(buffer[:n]) // want "blocks for ever"
	}()
	select {
	case text := <-line:
		fmt.Fprintln(conn, text)
	case <-ctx.Done():
	}
}
