package retention

import (
	"bufio"
	"bytes"
	"io"
	"measure"
	"strings"
)

// Of these programs each keeps the buffer of a Scanner or Reader with what it keeps of it.
var buffers = []measure.Case{
	buffered(scannedBytes, scannedText),
	buffered(scannedBytesInMap, scannedBytesInMapCloned),
	buffered(scannedByLocal, scannedByLocalCopied),
	buffered(scannedInField, scannedInFieldCopied),
	buffered(peekedHead, peekedHeadCloned),
	buffered(readSliceKept, readSliceKeptCloned),
	buffered(readLineKept, readLineKeptConverted),
	buffered(trimmedToken, trimmedTokenCloned),
	buffered(sentToken, sentTokenCloned),
	buffered(literalOfToken, literalOfTokenCloned),
}

func buffered(defect, fixed func(io.Reader)) measure.Case {
	return measure.With(measure.Held, lineOfBig, defect, fixed)
}

// lineOfBig is short lines of Big bytes, of which a buffer of that size is filled.
func lineOfBig() io.Reader {
	return strings.NewReader("the first\nthe second\n" + strings.Repeat("x", measure.Big-100) + "\n")
}

// scannerOf scans with a buffer of its own.
func scannerOf(r io.Reader) *bufio.Scanner {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, measure.Big+1), measure.Big+1)
	return s
}

var lines [][]byte

// scannedBytes appends what is valid until the next Scan.
//
//proof:want reused-buffer-aliased
func scannedBytes(r io.Reader) {
	s := scannerOf(r)
	for s.Scan() {
		if len(s.Bytes()) < 100 {
			lines = append(lines, s.Bytes())
		}
	}
}

//proof:none
func scannedText(r io.Reader) {
	s := scannerOf(r)
	for s.Scan() {
		if len(s.Bytes()) < 100 {
			lines = append(lines, []byte(s.Text()))
		}
	}
}

var byLine = map[int][]byte{}

// scannedBytesInMap keeps the token in a map.
//
//proof:want reused-buffer-aliased
func scannedBytesInMap(r io.Reader) {
	s := scannerOf(r)
	for s.Scan() {
		token := s.Bytes()
		if len(token) < 100 {
			byLine[len(byLine)] = token
		}
	}
}

//proof:none
func scannedBytesInMapCloned(r io.Reader) {
	s := scannerOf(r)
	for s.Scan() {
		token := s.Bytes()
		if len(token) < 100 {
			byLine[len(byLine)] = bytes.Clone(token)
		}
	}
}

var lists [][][]byte

// scannedByLocal collects in a local list, which is kept.
//
//proof:want reused-buffer-aliased
func scannedByLocal(r io.Reader) {
	var found [][]byte
	for s := scannerOf(r); s.Scan(); {
		if b := s.Bytes(); len(b) < 100 {
			found = append(found, b)
		}
	}
	lists = append(lists, found)
}

//proof:none
func scannedByLocalCopied(r io.Reader) {
	var found [][]byte
	for s := scannerOf(r); s.Scan(); {
		if b := s.Bytes(); len(b) < 100 {
			found = append(found, append([]byte(nil), b...))
		}
	}
	lists = append(lists, found)
}

type tail struct{ last []byte }

var tails []*tail

// scannedInField keeps the last token in a field.
//
//proof:miss reused-buffer-aliased: what is in a field may be done with before the next read
func scannedInField(r io.Reader) {
	t := &tail{}
	tails = append(tails, t)
	s := scannerOf(r)
	for s.Scan() {
		t.last = s.Bytes()
	}
}

//proof:none
func scannedInFieldCopied(r io.Reader) {
	t := &tail{}
	tails = append(tails, t)
	s := scannerOf(r)
	for s.Scan() {
		t.last = append(t.last[:0], s.Bytes()[:1]...)
	}
}

// peekedHead keeps what Peek shows.
//
//proof:miss reused-buffer-aliased: in no loop, so that no next read is seen
func peekedHead(r io.Reader) {
	br := bufio.NewReaderSize(r, measure.Big)
	head, err := br.Peek(4)
	if err != nil {
		return
	}
	lines = append(lines, head)
	io.Copy(io.Discard, br)
}

//proof:none
func peekedHeadCloned(r io.Reader) {
	br := bufio.NewReaderSize(r, measure.Big)
	head, err := br.Peek(4)
	if err != nil {
		return
	}
	lines = append(lines, bytes.Clone(head))
	io.Copy(io.Discard, br)
}

type line struct{ text []byte }

var kept []line

// readSliceKept keeps what ReadSlice gives.
//
//proof:want reused-buffer-aliased
func readSliceKept(r io.Reader) {
	br := bufio.NewReaderSize(r, measure.Big)
	for {
		b, err := br.ReadSlice('\n')
		if err != nil {
			return
		}
		if len(b) < 100 {
			kept = append(kept, line{text: b})
		}
	}
}

//proof:none
func readSliceKeptCloned(r io.Reader) {
	br := bufio.NewReaderSize(r, measure.Big)
	for {
		b, err := br.ReadSlice('\n')
		if err != nil {
			return
		}
		if len(b) < 100 {
			kept = append(kept, line{text: bytes.Clone(b)})
		}
	}
}

// readLineKept keeps what ReadLine gives.
//
//proof:want reused-buffer-aliased
func readLineKept(r io.Reader) {
	br := bufio.NewReaderSize(r, measure.Big)
	for {
		text, _, err := br.ReadLine()
		if err != nil {
			return
		}
		if len(text) < 100 {
			byLine[len(byLine)] = text
		}
	}
}

var texts []string

//proof:none
func readLineKeptConverted(r io.Reader) {
	br := bufio.NewReaderSize(r, measure.Big)
	for {
		text, _, err := br.ReadLine()
		if err != nil {
			return
		}
		if len(text) < 100 {
			texts = append(texts, string(text))
		}
	}
}

// trimmedToken keeps a part of the token.
//
//proof:want reused-buffer-aliased
func trimmedToken(r io.Reader) {
	s := scannerOf(r)
	for s.Scan() {
		word := bytes.TrimPrefix(s.Bytes(), []byte("the "))
		if len(word) < 100 {
			lines = append(lines, word)
		}
	}
}

//proof:none
func trimmedTokenCloned(r io.Reader) {
	s := scannerOf(r)
	for s.Scan() {
		word := bytes.TrimPrefix(s.Bytes(), []byte("the "))
		if len(word) < 100 {
			lines = append(lines, bytes.Clone(word))
		}
	}
}

var tokens = make(chan []byte, 100)

// sentToken sends the token to who reads it later.
//
//proof:want reused-buffer-aliased
func sentToken(r io.Reader) {
	s := scannerOf(r)
	for s.Scan() {
		if len(s.Bytes()) < 100 {
			tokens <- s.Bytes()
		}
	}
}

//proof:none
func sentTokenCloned(r io.Reader) {
	s := scannerOf(r)
	for s.Scan() {
		if len(s.Bytes()) < 100 {
			tokens <- bytes.Clone(s.Bytes())
		}
	}
}

type event struct {
	kind string
	data []byte
}

var events []*event

// literalOfToken puts the token into a struct by a pointer.
//
//proof:want reused-buffer-aliased
func literalOfToken(r io.Reader) {
	s := scannerOf(r)
	for s.Scan() {
		if len(s.Bytes()) < 100 {
			events = append(events, &event{kind: "line", data: s.Bytes()})
		}
	}
}

//proof:none
func literalOfTokenCloned(r io.Reader) {
	s := scannerOf(r)
	for s.Scan() {
		if len(s.Bytes()) < 100 {
			events = append(events, &event{kind: "line", data: bytes.Clone(s.Bytes())})
		}
	}
}
