package app

/*
#include <stdio.h>
#include <stdlib.h>
void keep(char *s);
*/
import "C"

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"os"
	"os/signal"
	"testing"

	"github.com/dgraph-io/badger/v4"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/client"
	"github.com/gorilla/websocket"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"
	"github.com/onsi/ginkgo/v2"
	"github.com/stretchr/testify/require"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	corev1 "k8s.io/client-go/kubernetes/typed/core/v1"
)

// Borrows: wrappers keep their operand, and closing them does not close it.

func borrows(path string, v any) error {
	f, err := os.Open(path) // obligation: unmet
	if err != nil {
		return err
	}
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return err
	}
	defer z.Close()
	return json.NewDecoder(io.LimitReader(z, 1<<20)).Decode(v)
}

// Takes: whoever is handed it closes it from then on.

func takes(address string) (*tls.Conn, error) {
	conn, err := net.Dial("tcp", address) // obligation: moved
	if err != nil {
		return nil, err
	}
	return tls.Client(conn, nil), nil
}

func serves(address string) error {
	l, err := net.Listen("tcp", address) // obligation: moved
	if err != nil {
		return err
	}
	return http.Serve(l, nil)
}

func accepts(l net.Listener) error { // summary: parameter 0 stores all, blocks all
	return http.Serve(l, nil)
}

func uploads(url, path string) (*http.Request, error) {
	f, err := os.Open(path) // obligation: moved
	if err != nil {
		return nil, err
	}
	return http.NewRequest(http.MethodPut, url, f)
}

// Must close, without the source of the module: constructors and methods resolve by their signatures.

func queries(ctx context.Context, url string) error {
	pool, err := pgxpool.New(ctx, url) // type: *github.com/jackc/pgx/v5/pgxpool.Pool
	if err != nil {
		return err
	}
	defer pool.Close()
	rows, err := pool.Query(ctx, "select 1") // obligation: unmet
	if err != nil {
		return err
	}
	return rows.Err()
}

func sends(ctx context.Context, pool *pgxpool.Pool, batch *pgx.Batch) error {
	results := pool.SendBatch(ctx, batch) // obligation: unmet
	_, err := results.Exec()
	return err
}

func begins(ctx context.Context, pool *pgxpool.Pool) error {
	tx, err := pool.Begin(ctx) // type: github.com/jackc/pgx/v5.Tx
	if err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func dials(ctx context.Context, url string) error {
	conn, _, err := websocket.DefaultDialer.DialContext(ctx, url, nil) // callee: unknown
	_ = conn
	nc, err := nats.Connect(url) // obligation: met
	if err != nil {
		return err
	}
	defer nc.Drain()
	return nc.Flush()
}

// Stores: the receiver keeps what it is given, a result keeps what a wrapper is given.

func subscribes(nc *nats.Conn, in chan *nats.Msg) error { // summary: parameter 0 calls ChanSubscribe all, parameter 1 stores all
	_, err := nc.ChanSubscribe("updates", in)
	return err
}

func zips(w io.Writer) io.WriteCloser { // summary: parameter 0 returned as 0
	return gzip.NewWriter(w)
}

// Returns only if an argument is nil or true.

func needs(t *testing.T) { // exit: goexit
	require.FailNow(t, "no")
}

func wants(t *testing.T, path string) {
	f, err := os.Open(path) // obligation: met
	require.NoError(t, err)
	f.Close()
}

func wantsAndForgets(t *testing.T, path string) string {
	f, err := os.Open(path) // obligation: unmet
	require.NoError(t, err)
	return f.Name()
}

func believes(t *testing.T, ok bool) {
	require.True(t, ok) // then: goexit, ok is true: t.Log("true")
	t.Log("true")
}

// C functions are unknown, except for borrowers.

func c(s *C.char) {
	C.puts(s) // callee: C.puts
	C.keep(s) // callee: unknown
}

func quits() { // exit: process-exit
	C.exit(1)
}

// Releases: what a table says of how, or that somebody else answers from then on.

func collects(ctx context.Context, pool *pgxpool.Pool) ([]int, error) {
	rows, err := pool.Query(ctx, "select 1") // obligation: met
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int])
}

func collectsAll(rows pgx.Rows) ([]int, error) { // summary: parameter 0 calls Close all
	return pgx.CollectRows(rows, pgx.RowTo[int])
}

func ignores(c chan os.Signal) { // summary: parameter 0 stores all
	signal.Stop(c)
}

func dumps(client *http.Client, req *http.Request) ([]byte, error) {
	resp, err := client.Do(req) // obligation: met
	if err != nil {
		return nil, err
	}
	return httputil.DumpResponse(resp, true)
}

// What needs no release, whatever its type says.

func heads(url string) (int, error) {
	resp, err := http.Head(url) // obligation: none
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// Modules of which no source is at hand.

func watches(ctx context.Context, pods corev1.PodInterface) error {
	w, err := pods.Watch(ctx, metav1.ListOptions{}) // obligation: unmet
	if err != nil {
		return err
	}
	for range w.ResultChan() {
	}
	return nil
}

func attaches(ctx context.Context, cli *client.Client, id string) error {
	resp, err := cli.ContainerAttach(ctx, id, container.AttachOptions{}) // obligation: met
	if err != nil {
		return err
	}
	defer resp.Conn.Close()
	_, err = io.Copy(os.Stdout, resp.Reader)
	return err
}

func reads(db *badger.DB, prefix []byte) int {
	txn := db.NewTransaction(false) // obligation: met
	defer txn.Discard()
	it := txn.NewIterator(badger.DefaultIteratorOptions) // obligation: unmet
	n := 0
	for it.Seek(prefix); it.ValidForPrefix(prefix); it.Next() {
		n++
	}
	return n
}

func fails() { // exit: panic
	ginkgo.Fail("no")
}

func notifies(c chan os.Signal) { // summary: parameter 0 stores all
	signal.Notify(c)
}
