package retention

import (
	"bytes"
	"encoding/binary"
	"io"
	"measure"
	"os"
	"slices"
	"sync/atomic"
)

var subslices = []measure.Case{
	keeps(keepMagic, keepMagicCloned),
	keeps(keepSection, keepSectionCopied),
	keeps(keepFrame, keepFrameCopied),
	keeps(fileHead, fileHeadCloned),
	keeps(splitPart, splitPartCloned),
	keeps(emptiedBuffer, emptiedBufferDropped),
	keeps(setByMethod, setByMethodCloned),
	keeps(digestInStruct, digestInStructCloned),
	keeps(clippedHead, clippedHeadCloned),
	keeps(bufferNext, bufferNextCloned),
	keeps(atomicHead, atomicHeadCloned),
	keeps(queuedHead, queuedHeadCloned),
	keeps(genericHead, genericHeadCloned),
	keeps(rowsOfTable, rowsOfTableCloned),
}

var magics [][]byte

// keepMagic keeps the first four bytes of each document.
//
//proof:want subslice-retention
func keepMagic(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	magics = append(magics, data[:4])
}

//proof:none
func keepMagicCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	magics = append(magics, bytes.Clone(data[:4]))
}

type blob struct {
	magic uint32
	sum   []byte
}

var blobs = map[uint32]blob{}

// keepSection puts a part between constant bounds into a map of structs.
//
//proof:want subslice-retention
func keepSection(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	n := uint32(len(blobs))
	blobs[n] = blob{binary.BigEndian.Uint32(data), data[8:24]}
}

//proof:none
func keepSectionCopied(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	n := uint32(len(blobs))
	sum := make([]byte, 16)
	copy(sum, data[8:24])
	blobs[n] = blob{binary.BigEndian.Uint32(data), sum}
}

type frame struct{ payload []byte }

// firstFrame is the part of data that a length in front of it gives.
func firstFrame(data []byte) frame {
	n := int(data[0]) // 'i'
	return frame{payload: data[1 : 1+n]}
}

var frames []frame

// keepFrame keeps what a parser cut out.
//
//proof:miss subslice-retention: the bound is read from the data
func keepFrame(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	frames = append(frames, firstFrame(data))
}

//proof:none
func keepFrameCopied(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	f := firstFrame(data)
	frames = append(frames, frame{append([]byte(nil), f.payload...)})
}

var heads = map[string][]byte{}

// fileHead keeps the beginning of a file by its name.
//
//proof:want subslice-retention
func fileHead(r io.Reader) {
	name := written(r)
	content, err := os.ReadFile(name)
	if err != nil || len(content) < 512 {
		return
	}
	heads[name] = content[:512]
}

//proof:none
func fileHeadCloned(r io.Reader) {
	name := written(r)
	content, err := os.ReadFile(name)
	if err != nil || len(content) < 512 {
		return
	}
	heads[name] = slices.Clone(content[:512])
}

var firstLines = make(chan []byte, 100)

// splitPart sends one of the pieces of a split.
//
//proof:want subslice-retention
func splitPart(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	firstLines <- bytes.Split(data, []byte("\n"))[0]
}

//proof:none
func splitPartCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	firstLines <- bytes.Clone(bytes.Split(data, []byte("\n"))[0])
}

type receiver struct{ rest []byte }

var receivers []*receiver

// emptiedBuffer consumes all of a buffer that its owner goes on holding: the empty slice keeps the array.
//
//proof:miss subslice-retention: how much is consumed is no constant
func emptiedBuffer(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	c := &receiver{rest: data}
	receivers = append(receivers, c)
	for len(c.rest) > 0 {
		n := min(4096, len(c.rest))
		c.rest = c.rest[n:]
	}
}

//proof:none
func emptiedBufferDropped(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	c := &receiver{rest: data}
	receivers = append(receivers, c)
	for len(c.rest) > 0 {
		n := min(4096, len(c.rest))
		c.rest = c.rest[n:]
	}
	c.rest = nil
}

type entry struct{ key, value []byte }

func (e *entry) setKey(key []byte) { e.key = key }

var entries []*entry

// setByMethod stores by a setter of an object that is kept.
//
//proof:want subslice-retention
func setByMethod(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	e := new(entry)
	e.setKey(data[4:10])
	entries = append(entries, e)
}

//proof:none
func setByMethodCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	e := new(entry)
	e.setKey(bytes.Clone(data[4:10]))
	entries = append(entries, e)
}

type certificate struct {
	raw         []byte
	fingerprint []byte
}

var certificates = map[int]*certificate{}

// digestInStruct fills a field after the object was stored.
//
//proof:want subslice-retention
func digestInStruct(r io.Reader) {
	der, err := io.ReadAll(r)
	if err != nil {
		return
	}
	c := &certificate{}
	certificates[len(certificates)] = c
	c.fingerprint = der[len(der)-32:]
}

//proof:none
func digestInStructCloned(r io.Reader) {
	der, err := io.ReadAll(r)
	if err != nil {
		return
	}
	c := &certificate{}
	certificates[len(certificates)] = c
	c.fingerprint = append(c.fingerprint[:0], der[len(der)-32:]...)
}

// clippedHead limits the capacity, which keeps the array all the same.
//
//proof:want subslice-retention
//proof:wider ineffective-clone
func clippedHead(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	magics = append(magics, slices.Clip(data[:16]))
}

//proof:none
func clippedHeadCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	magics = append(magics, slices.Clone(data[:16:16]))
}

// bufferNext keeps what Next gives of a Buffer.
//
//proof:miss subslice-retention: only the result of a call can be a source, and a Buffer is none
func bufferNext(r io.Reader) {
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(r); err != nil {
		return
	}
	magics = append(magics, buf.Next(4))
}

//proof:none
func bufferNextCloned(r io.Reader) {
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(r); err != nil {
		return
	}
	magics = append(magics, bytes.Clone(buf.Next(4)))
}

type slot struct{ head atomic.Value }

var slots [64]slot

// atomicHead stores in an atomic.Value of one of many slots.
//
//proof:miss subslice-retention: the slots are of a fixed number
func atomicHead(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	slots[uniqueNumber()%64].head.Store(data[:4])
}

//proof:none
func atomicHeadCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	slots[uniqueNumber()%64].head.Store(bytes.Clone(data[:4]))
}

type fifo struct{ items [][]byte }

func (f *fifo) push(item []byte) { f.items = append(f.items, item) }

var waiting fifo

// queuedHead hands a part to a method that appends it.
//
//proof:want subslice-retention
func queuedHead(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	waiting.push(data[:10])
}

//proof:none
func queuedHeadCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	waiting.push(append([]byte{}, data[:10]...))
}

// first is the beginning of any slice.
func first[S ~[]E, E any](s S, n int) S { return s[:n] }

// genericHead cuts by a generic helper.
//
//proof:miss subslice-retention: how much is cut is an argument of a generic helper
func genericHead(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	magics = append(magics, first(data, 4))
}

//proof:none
func genericHeadCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	magics = append(magics, bytes.Clone(first(data, 4)))
}

type row struct{ cells [3]int64 }

var tops [][]row

// rowsOfTable keeps the first rows of a table that was made for all.
//
//proof:miss subslice-retention: only what was read in full counts as big
func rowsOfTable(r io.Reader) {
	table := make([]row, 0, measure.Big/24)
	for i := range cap(table) {
		table = append(table, row{[3]int64{int64(i)}})
	}
	tops = append(tops, table[:3])
}

//proof:none
func rowsOfTableCloned(r io.Reader) {
	table := make([]row, 0, measure.Big/24)
	for i := range cap(table) {
		table = append(table, row{[3]int64{int64(i)}})
	}
	tops = append(tops, slices.Clone(table[:3]))
}
