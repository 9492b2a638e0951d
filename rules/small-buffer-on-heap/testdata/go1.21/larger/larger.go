// Package larger has small buffers beside large ones, or replaced by them.
package larger

import (
	"encoding/binary"
	"io"
)

type encoder struct {
	w      io.Writer
	page   []byte
	length []byte
	tag    []byte
}

// The page is what an encoder costs.
func newEncoder(w io.Writer) *encoder {
	return &encoder{
		w:      w,
		page:   make([]byte, 1024*1024),
		length: make([]byte, 8),
		tag:    make([]byte, 1),
	}
}

// How large the page is cannot be told.
func newEncoderOf(w io.Writer, pageBytes int) *encoder {
	return &encoder{
		w:      w,
		page:   make([]byte, pageBytes),
		length: make([]byte, 8),
	}
}

// A page of a similar size is one buffer of several.
func newSmallEncoder(w io.Writer) *encoder {
	return &encoder{
		w:      w,
		page:   make([]byte, 64), // want `encoder and the buffers behind page, length and tag, 73 bytes in all, are 4 heap objects .* \[64\]byte, \[8\]byte and \[1\]byte`
		length: make([]byte, 8),
		tag:    make([]byte, 1),
	}
}

type packetReader struct {
	r   io.Reader
	buf []byte
}

// A larger packet gets a larger buffer: the array would be dead weight from then on.
func newPacketReader(r io.Reader) *packetReader {
	return &packetReader{r: r, buf: make([]byte, 256)}
}

func (p *packetReader) next() ([]byte, error) {
	if _, err := io.ReadFull(p.r, p.buf[:4]); err != nil {
		return nil, err
	}
	length := int(binary.BigEndian.Uint32(p.buf))
	if cap(p.buf) < length {
		p.buf = make([]byte, length)
	} else {
		p.buf = p.buf[:length]
	}
	_, err := io.ReadFull(p.r, p.buf)
	return p.buf, err
}

type pooled struct{ buf []byte }

// What the field gets later may be larger.
func newPooled() *pooled {
	return &pooled{buf: make([]byte, 0, 64)}
}

func (p *pooled) use(buf []byte) {
	p.buf = buf
}

type batch struct {
	keys   []uint64
	values []uint64
}

// Its own buffer again, one that is no larger, or none.
func newBatch() *batch {
	return &batch{keys: make([]uint64, 0, 8)} // want `batch and the 64 bytes behind keys are two heap objects`
}

func (b *batch) add(key uint64) {
	if len(b.keys) == 8 {
		b.flush()
	}
	b.keys = append(b.keys, key)
}

func (b *batch) flush() {
	b.keys = b.keys[:0]
}

func (b *batch) forget() {
	b.keys = make([]uint64, 0, 4)
}

func (b *batch) close() {
	b.keys = nil
}
