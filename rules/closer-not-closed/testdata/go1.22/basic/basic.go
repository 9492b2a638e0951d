// Package basic holds what is opened and not closed.
package basic

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"context"
	"crypto/tls"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net"
	"net/rpc"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

func listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr) // wider "this listener is not closed on the way to line 29, and its address stays taken until"
	if err != nil {
		return nil, err
	}
	if _, ok := l.Addr().(*net.TCPAddr); !ok {
		return nil, errors.New("not a TCP address")
	}
	return l, nil
}

func listenOrClose(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	if _, ok := l.Addr().(*net.TCPAddr); !ok {
		l.Close()
		return nil, errors.New("not a TCP address")
	}
	return l, nil
}

func never(path string) ([]byte, error) {
	f, err := os.Open(path) // want "nothing closes this file, and its descriptor stays open until the garbage collector finds it; write defer f.Close\\(\\)"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(f)
}

func always(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func missed(path string) error {
	f, err := os.Create(path) // wider "this file is not closed on the way to line 69"
	if err != nil {
		return err
	}
	if _, err := f.WriteString("x"); err != nil {
		return err
	}
	return f.Close()
}

// That its caller goes on with the next makes a failure no more frequent.
func writeAll(paths []string) (failed int) {
	for _, path := range paths {
		if writeOne(path) != nil {
			failed++
		}
	}
	return failed
}

func writeOne(path string) error {
	f, err := os.Create(path) // wider "this file is not closed on the way to line 90"
	if err != nil {
		return err
	}
	if _, err := f.WriteString("x"); err != nil {
		return err
	}
	return f.Close()
}

func wrapped(path string) error {
	f, err := os.Open(path) // wider "this file is not closed on the way to line 102"
	if err != nil {
		return err
	}
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return err
	}
	defer z.Close()
	_, err = io.Copy(io.Discard, z)
	f.Close()
	return err
}

func touch(path string) error {
	_, err := os.Create(path) // want "nothing holds this file"
	return err
}

func overwritten(a, b string) error {
	f, err := os.Open(a) // want "f gets another value on line 122 before this file is closed"
	if err != nil {
		return err
	}
	var v any
	if err := json.NewDecoder(f).Decode(&v); err == nil {
		f, err = os.Open(b)
		if err != nil {
			return err
		}
	}
	return f.Close()
}

func repeated(paths []string) (n int64) {
	for _, path := range paths {
		f, err := os.Open(path) // want "every round of the loop leaves a file that is not closed"
		if err != nil {
			continue
		}
		info, err := f.Stat()
		if err == nil {
			n += info.Size()
		}
	}
	return n
}

func archive(path string) (int, error) {
	z, err := zip.OpenReader(path) // want "nothing closes this archive"
	if err != nil {
		return 0, err
	}
	return len(z.File), nil
}

func upload(h *multipart.FileHeader) ([]byte, error) {
	f, err := h.Open() // want "nothing closes this file"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(f)
}

func ask(addr string) (string, error) {
	conn, err := net.Dial("tcp", addr) // want "nothing closes this connection"
	if err != nil {
		return "", err
	}
	return bufio.NewReader(conn).ReadString('\n')
}

func probe(addr string) bool {
	_, err := net.DialTimeout("tcp", addr, time.Second) // want "nothing holds this connection"
	return err == nil
}

// doc:bad
func remote(addr string) (reply int, err error) {
	client, err := rpc.Dial("tcp", addr) // want "nothing closes this client, and its goroutine and connection stay until the other side ends it"
	if err != nil {
		return 0, err
	}
	err = client.Call("Arith.Add", 1, &reply)
	return reply, err
}

// doc:end

// doc:good
func remoteWell(addr string) (reply int, err error) {
	client, err := rpc.Dial("tcp", addr)
	if err != nil {
		return 0, err
	}
	defer client.Close()
	err = client.Call("Arith.Add", 1, &reply)
	return reply, err
}

// doc:end

func handshake(ctx context.Context, raw net.Conn) error {
	conn := tls.Client(raw, nil)
	return conn.HandshakeContext(ctx)
}

func count(dsn string) (n int, err error) {
	db, err := sql.Open("postgres", dsn) // want "nothing closes this database handle, and its goroutines and connections stay for ever"
	if err != nil {
		return 0, err
	}
	err = db.QueryRow("SELECT count(*) FROM t").Scan(&n)
	return n, err
}

// open is a function that returns what it opens.
func open(dir string) (*os.File, error) {
	return os.Open(dir + "/data")
}

func ofWrapper(dir string) (int64, error) {
	f, err := open(dir) // want "nothing closes this file"
	if err != nil {
		return 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

type server struct{ listener net.Listener }

func (s *server) start() (err error) {
	s.listener, err = net.Listen("tcp", ":0") // want "nothing in this package closes the listener in listener, and its address, and the goroutine that accepts on it, stay for ever"
	if err != nil {
		return err
	}
	go accept(s.listener)
	return nil
}

func (s *server) Close() error { return nil }

func accept(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go serve(conn)
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	io.Copy(conn, conn)
}

// From here on: left alone.

// Close of a decompressor frees nothing.
func decompress(r io.Reader) ([]byte, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// The stream of a log belongs to whoever has the log.
type sink struct{ w io.Writer }

func toSink(path string) (*sink, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &sink{w: f}, nil
}

// The closer is handed on.
func withCleanup(path string) (io.Reader, func(), error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	return f, func() { f.Close() }, nil
}

// Closing the outer connection closes the inner one.
func overTLS(addr string) error {
	raw, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	conn := tls.Client(raw, nil)
	defer conn.Close()
	return conn.Handshake()
}

// The goroutine closes it.
func inGoroutine(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	go func() {
		defer f.Close()
		io.Copy(io.Discard, f)
	}()
	return nil
}

// Nothing is open where the error is that there is no file.
func ifThere(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Only closed on an error: the caller has it otherwise.
func onError(path string) (f *os.File, err error) {
	f, err = os.Create(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	_, err = f.WriteString("x")
	return f, err
}

// The standard streams are not opened here.
func output(path string) (err error) {
	w := os.Stdout
	if path != "-" {
		if w, err = os.Create(path); err != nil {
			return err
		}
		defer w.Close()
	}
	_, err = w.WriteString("x")
	return err
}

// Both ways leave it; that the file cannot be asked is easier to believe than a name that is not a number.
func numbered(dir string, id uint64) (*os.File, error) {
	name := strconv.FormatUint(id, 10)
	f, err := os.Create(filepath.Join(dir, name)) // wider "this file is not closed on the way to line 365"
	if err != nil {
		return nil, err
	}
	if _, err := strconv.ParseUint(filepath.Base(f.Name()), 10, 64); err != nil {
		return nil, err
	}
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if info.Size() == 0 {
		f.Close()
		return nil, nil
	}
	return f, nil
}

// Somebody who asks for a directory leaves it open each time: nothing else has to fail.
func regular(path string) (*os.File, error) {
	f, err := os.Open(path) // want "this file is not closed on the way to line 385"
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errDirectory
	}
	return f, nil
}

var errDirectory = errors.New("is a directory")

// The type of an address is that which its documentation names.
func port(l *net.TCPListener) (net.Conn, int, error) {
	c, err := l.Accept() // wider "this connection is not closed on the way to line 402"
	if err != nil {
		return nil, 0, err
	}
	switch a := c.LocalAddr().(type) {
	case *net.TCPAddr:
		return c, a.Port, nil
	default:
		return nil, 0, errors.New("not a TCP address")
	}
}
