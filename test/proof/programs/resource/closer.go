package resource

import (
	"archive/zip"
	"errors"
	"io"
	"measure"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
)

var closers = []measure.Case{
	measure.Goroutines.Of(testServer, testServerClosed),
	measure.Goroutines.Of(pipeReader, pipeReaderClosed),
	measure.Goroutines.Of(acceptedListener, acceptedListenerClosed),
	measure.DescriptorsUntilGC.Of(listener, listenerClosed),
	measure.DescriptorsUntilGC.Of(openedFile, openedFileClosed),
	measure.DescriptorsUntilGC.Of(createdFile, createdFileClosed),
	measure.DescriptorsUntilGC.Of(zipReader, zipReaderClosed),
	measure.DescriptorsUntilGC.Of(dialled, dialledClosed),
	measure.DescriptorsUntilGC.Of(openedByHelper, openedByHelperClosed),
	measure.DescriptorsUntilGC.Of(filesInLoop, filesInLoopClosed),
}

// testServer is started and never closed.
//
//proof:want closer-not-closed
func testServer() {
	server := httptest.NewServer(http.NotFoundHandler())
	total += len(server.URL)
}

//proof:none
func testServerClosed() {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	total += len(server.URL)
}

// pipeReader leaves the writer of a pipe waiting for its reader.
//
//proof:miss closer-not-closed: a pipe that has its writer in another goroutine
func pipeReader() {
	r, w := io.Pipe()
	go func() {
		defer w.Close()
		io.WriteString(w, text)
	}()
	head := make([]byte, 4)
	if _, err := io.ReadFull(r, head); err != nil {
		return
	}
	total += int(head[0])
}

//proof:none
func pipeReaderClosed() {
	r, w := io.Pipe()
	go func() {
		defer w.Close()
		io.WriteString(w, text)
	}()
	defer r.Close()
	head := make([]byte, 4)
	if _, err := io.ReadFull(r, head); err != nil {
		return
	}
	total += int(head[0])
}

// acceptedListener has a goroutine that accepts, which the listener outlives.
//
//proof:want closer-not-closed
func acceptedListener() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	total += len(l.Addr().String())
}

//proof:none
func acceptedListenerClosed() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	total += len(l.Addr().String())
}

// listener looks for a free port.
//
//proof:want closer-not-closed
func listener() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return
	}
	total += l.Addr().(*net.TCPAddr).Port
}

//proof:none
func listenerClosed() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return
	}
	total += l.Addr().(*net.TCPAddr).Port
	l.Close()
}

// openedFile returns at an error of Stat.
//
//proof:wider closer-not-closed
func openedFile() {
	f, err := os.Open(os.Args[0])
	if err != nil {
		return
	}
	info, err := f.Stat()
	if err != nil || info.Size() > 10 {
		return
	}
	f.Close()
}

//proof:none
func openedFileClosed() {
	f, err := os.Open(os.Args[0])
	if err != nil {
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() > 10 {
		return
	}
}

// createdFile writes and forgets to close.
//
//proof:want closer-not-closed
func createdFile() {
	f, err := os.CreateTemp("", "proof")
	if err != nil {
		return
	}
	os.Remove(f.Name())
	f.WriteString("text")
}

//proof:none
func createdFileClosed() {
	f, err := os.CreateTemp("", "proof")
	if err != nil {
		return
	}
	os.Remove(f.Name())
	_, err = f.WriteString("text")
	if err := errors.Join(err, f.Close()); err != nil {
		return
	}
}

// archive is an empty zip file.
var archive = func() string {
	f, err := os.CreateTemp("", "proof")
	if err != nil {
		panic(err)
	}
	defer f.Close()
	if err := zip.NewWriter(f).Close(); err != nil {
		panic(err)
	}
	return f.Name()
}()

// zipReader lists an archive.
//
//proof:want closer-not-closed
func zipReader() {
	r, err := zip.OpenReader(archive)
	if err != nil {
		return
	}
	for _, f := range r.File {
		total += len(f.Name)
	}
}

//proof:none
func zipReaderClosed() {
	r, err := zip.OpenReader(archive)
	if err != nil {
		return
	}
	defer r.Close()
	for _, f := range r.File {
		total += len(f.Name)
	}
}

// dialled probes an address.
//
//proof:want closer-not-closed
func dialled() {
	conn, err := net.Dial("tcp", address[len("http://"):])
	if err != nil {
		return
	}
	total += len(conn.LocalAddr().String())
}

//proof:none
func dialledClosed() {
	conn, err := net.Dial("tcp", address[len("http://"):])
	if err != nil {
		return
	}
	total += len(conn.LocalAddr().String())
	conn.Close()
}

func openLog() (*os.File, error) { return os.Open(os.Args[0]) }

// openedByHelper has the file from a function of the package.
//
//proof:want closer-not-closed
func openedByHelper() {
	f, err := openLog()
	if err != nil {
		return
	}
	total += len(f.Name())
}

//proof:none
func openedByHelperClosed() {
	f, err := openLog()
	if err != nil {
		return
	}
	defer f.Close()
	total += len(f.Name())
}

// filesInLoop continues with the next file before it closes.
//
//proof:want closer-not-closed
func filesInLoop() {
	for _, name := range []string{os.Args[0], "/dev/null"} {
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		info, err := f.Stat()
		if err != nil || info.Size() > 0 {
			continue
		}
		f.Close()
	}
}

//proof:none
func filesInLoopClosed() {
	for _, name := range []string{os.Args[0], "/dev/null"} {
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		info, err := f.Stat()
		f.Close()
		if err != nil || info.Size() > 0 {
			continue
		}
	}
}
