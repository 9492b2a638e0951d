// Package basic reads line by line.
package basic

import (
	"bufio"
	"bytes"
	"database/sql"
	"io"
)

// doc:bad
func lines(r io.Reader) [][]byte {
	var all [][]byte
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		all = append(all, sc.Bytes()) // want `sc.Bytes\(\) is valid until the next read only, but is appended`
	}
	return all
}

// doc:end

// doc:good
func linesCopied(r io.Reader) [][]byte {
	var all [][]byte
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		all = append(all, bytes.Clone(sc.Bytes()))
	}
	return all
}

// doc:end

type record struct {
	line []byte
	n    int
}

func records(r *bufio.Reader) (all []*record, err error) {
	for n := 0; ; n++ {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return all, err
		}
		all = append(all, &record{line: line, n: n}) // want `r.ReadSlice\('\\n'\) is valid until the next read`
	}
}

func headers(r *bufio.Reader, seen map[string][]byte) error {
	for {
		line, _, err := r.ReadLine()
		if err != nil {
			return err
		}
		line = line[2:]
		seen[string(line[:2])] = line // want `r.ReadLine\(\) is valid until the next read only, but is put into a map`
	}
}

func send(r io.Reader, out chan<- []byte) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		out <- sc.Bytes() // want `sc.Bytes\(\) is valid until the next read only, but is sent`
	}
	close(out)
}

func sendAndWait(r io.Reader, out chan<- []byte, done <-chan struct{}) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		out <- sc.Bytes()
		<-done
	}
}

func rows(rows *sql.Rows) (all [][]byte, raws []sql.RawBytes, err error) {
	for rows.Next() {
		var raw sql.RawBytes
		if err := rows.Scan(&raw); err != nil {
			return nil, nil, err
		}
		all = append(all, []byte(raw)) // want "raw is valid until the next read only"
		raws = append(raws, raw)       // want "raw is valid until the next read only"
		all = append(all, bytes.Clone(raw))
		all = append(all, append([]byte(nil), raw...))
	}
	return all, raws, nil
}

// What is copied, counted, converted or looked at.
func fine(r io.Reader) (joined []byte, texts []string, n int) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		joined = append(joined, sc.Bytes()...)
		texts = append(texts, string(sc.Bytes()), sc.Text())
		n += len(sc.Bytes())
	}
	return joined, texts, n
}

// Read once.
func first(r *bufio.Reader) (all [][]byte) {
	line, _, _ := r.ReadLine()
	return append(all, line)
}

// The list lives for one round only, or is emptied.
func perRound(r io.Reader, use func([][]byte)) {
	sc := bufio.NewScanner(r)
	var list [][]byte
	for sc.Scan() {
		fields := [][]byte{}
		fields = append(fields, sc.Bytes())
		use(fields)
		list = list[:0]
		list = append(list, sc.Bytes())
		use(list)
	}
}

// A field that the next round overwrites.
type parser struct{ line []byte }

func (p *parser) run(r io.Reader) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		p.line = sc.Bytes()
		p.step()
	}
}

func (p *parser) step() {}

// Parts of what is lent, and lists of parts.
func trimmed(r io.Reader) (all [][]byte) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		all = append(all, bytes.TrimSpace(sc.Bytes())) // want "is valid until the next read"
	}
	return all
}

func keys(r io.Reader) map[int][]byte {
	all := map[int][]byte{}
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		key, _, found := bytes.Cut(sc.Bytes(), []byte("="))
		if found {
			all[len(all)] = key // want "is valid until the next read"
		}
	}
	return all
}

func fields(r io.Reader) (all [][][]byte) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		all = append(all, bytes.Fields(sc.Bytes())) // want "is valid until the next read"
	}
	return all
}

// Parts that are copied or looked at, and functions that copy.
func copiedParts(r io.Reader) (all [][]byte, names []string, counts []int) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		all = append(all, bytes.Clone(bytes.TrimSpace(sc.Bytes())), bytes.ToLower(sc.Bytes()))
		all = append(all, bytes.Join(bytes.Fields(sc.Bytes()), []byte(" ")))
		names = append(names, string(bytes.TrimSpace(sc.Bytes())))
		counts = append(counts, len(bytes.Fields(sc.Bytes())), bytes.Count(sc.Bytes(), []byte(",")))
		for _, field := range bytes.Fields(sc.Bytes()) {
			println(len(field))
		}
	}
	return all, names, counts
}
