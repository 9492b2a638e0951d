package retention

import (
	"bufio"
	"bytes"
	"io"
	"measure"
	"os"
	"regexp"
	"strings"
	"sync"
)

var substrings = []measure.Case{
	keeps(keepHeaderLine, keepHeaderLineCloned),
	keeps(rememberKey, rememberKeyOfBytes),
	keeps(indexWords, indexWordsCloned),
	keeps(nameOfRecord, nameOfRecordCloned),
	keeps(submatchInCache, submatchOfBytes),
	keeps(fieldThroughHelper, fieldThroughCloningHelper),
	keeps(prefixInSyncMap, prefixInSyncMapCloned),
	keeps(sentToCollector, sentToCollectorCloned),
	keeps(trimmedPart, trimmedPartCloned),
	keeps(builderPart, builderPartCloned),
	keeps(bufferPart, bufferPartCloned),
	keeps(idInClosure, idInClosureCloned),
	keeps(genericSet, genericSetCloned),
	keeps(fileTitle, fileTitleCloned),
	keeps(longLine, longLineCloned),
	keeps(stringFromReader, nil),
	measure.With(measure.HeldOnce, measure.Document, countedAgain, countedAgainByBytes),
}

var headers []string

// keepHeaderLine keeps the first line of each document.
//
//proof:want substring-retention
func keepHeaderLine(r io.Reader) {
	body, err := io.ReadAll(r)
	if err != nil {
		return
	}
	line, _, _ := strings.Cut(string(body), "\n")
	headers = append(headers, line)
}

//proof:none
func keepHeaderLineCloned(r io.Reader) {
	body, err := io.ReadAll(r)
	if err != nil {
		return
	}
	line, _, _ := strings.Cut(string(body), "\n")
	headers = append(headers, strings.Clone(line))
}

type registry struct {
	mu   sync.Mutex
	seen map[string]int
}

var documents = registry{seen: map[string]int{}}

func (r *registry) add(key string, n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen[key] = n
}

// rememberKey hands a part of the document to a method that stores it as a key.
//
//proof:want substring-retention
func rememberKey(r io.Reader) {
	text, err := io.ReadAll(r)
	if err != nil {
		return
	}
	doc := string(text)
	documents.add(doc[4:10], len(doc))
}

//proof:none
func rememberKeyOfBytes(r io.Reader) {
	text, err := io.ReadAll(r)
	if err != nil {
		return
	}
	documents.add(string(text[4:10]), len(text))
}

type wordIndex struct{ first map[int]string }

var words = wordIndex{map[int]string{}}

// indexWords keeps one of the fields of the text in a map of a struct.
//
//proof:want substring-retention
func indexWords(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	fields := strings.Fields(string(data))
	words.first[len(words.first)] = fields[1]
}

//proof:none
func indexWordsCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	fields := strings.Fields(string(data))
	words.first[len(words.first)] = strings.Clone(fields[1])
}

type record struct{ id, name string }

var records []*record

// nameOfRecord puts parts into a struct literal that goes to a list.
//
//proof:want substring-retention
func nameOfRecord(r io.Reader) {
	b, err := io.ReadAll(r)
	if err != nil {
		return
	}
	lines := strings.SplitN(string(b), "\n", 3)
	records = append(records, &record{id: lines[0], name: "document"})
}

//proof:none
func nameOfRecordCloned(r io.Reader) {
	b, err := io.ReadAll(r)
	if err != nil {
		return
	}
	lines := strings.SplitN(string(b), "\n", 3)
	records = append(records, &record{id: strings.Clone(lines[0]), name: "document"})
}

var (
	idPattern = regexp.MustCompile(`id: (\d+)`)
	ids       = map[int]string{}
)

// submatchInCache keeps a submatch of a conversion.
//
//proof:want substring-retention
func submatchInCache(r io.Reader) {
	page, err := io.ReadAll(r)
	if err != nil {
		return
	}
	if m := idPattern.FindStringSubmatch(string(page)); m != nil {
		ids[len(ids)] = m[1]
	}
}

//proof:none
func submatchOfBytes(r io.Reader) {
	page, err := io.ReadAll(r)
	if err != nil {
		return
	}
	if m := idPattern.FindSubmatch(page); m != nil {
		ids[len(ids)] = string(m[1])
	}
}

// valueOf is a part of its operand.
func valueOf(text, key string) string {
	_, rest, _ := strings.Cut(text, key+"=")
	value, _, _ := strings.Cut(rest, "\n")
	return value
}

type session struct{ token string }

var sessions = make(map[int]*session)

// fieldThroughHelper keeps what a helper cuts out.
//
//proof:want substring-retention
func fieldThroughHelper(r io.Reader) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return
	}
	s := &session{}
	s.token = valueOf(string(raw), "key")
	sessions[len(sessions)] = s
}

//proof:none
func fieldThroughCloningHelper(r io.Reader) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return
	}
	s := &session{}
	s.token = strings.Clone(valueOf(string(raw), "key"))
	sessions[len(sessions)] = s
}

var names sync.Map

// prefixInSyncMap stores in a sync.Map.
//
//proof:want substring-retention
func prefixInSyncMap(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	name := string(data)[:12]
	names.Store(len(data)+int(uniqueNumber()), name)
}

//proof:none
func prefixInSyncMapCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	name := strings.Clone(string(data)[:12])
	names.Store(len(data)+int(uniqueNumber()), name)
}

var number int64

func uniqueNumber() int64 {
	number++
	return number
}

var collected = make(chan string, 100)

// sentToCollector leaves parts in the buffer of a channel.
//
//proof:want substring-retention
func sentToCollector(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	head, _, found := strings.Cut(string(data), "\n\n")
	if found {
		collected <- head
	}
}

//proof:none
func sentToCollectorCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	head, _, found := bytes.Cut(data, []byte("\n\n"))
	if found {
		collected <- string(head)
	}
}

type page struct {
	title string
	size  int
}

var pages = map[string][]page{}

// trimmedPart trims a part before it is kept in a slice in a map.
//
//proof:want substring-retention
func trimmedPart(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	html := string(data)
	title := strings.TrimSpace(strings.TrimPrefix(html[:strings.IndexByte(html, '\n')], "id:"))
	pages["all"] = append(pages["all"], page{title, len(html)})
}

//proof:none
func trimmedPartCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	html := string(data)
	title := strings.TrimSpace(strings.TrimPrefix(html[:strings.IndexByte(html, '\n')], "id:"))
	pages["all"] = append(pages["all"], page{strings.Clone(title), len(html)})
}

// builderPart cuts out of what a Builder collected.
//
//proof:want substring-retention
func builderPart(r io.Reader) {
	var b strings.Builder
	if _, err := io.Copy(&b, r); err != nil {
		return
	}
	headers = append(headers, b.String()[:10])
}

//proof:none
func builderPartCloned(r io.Reader) {
	var b strings.Builder
	if _, err := io.Copy(&b, r); err != nil {
		return
	}
	headers = append(headers, strings.Clone(b.String()[:10]))
}

// bufferPart cuts out of a Buffer's string.
//
//proof:want substring-retention
func bufferPart(r io.Reader) {
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(r); err != nil {
		return
	}
	text := buf.String()
	if i := strings.Index(text, "\n"); i > 0 {
		headers = append(headers, text[:i])
	}
}

//proof:none
func bufferPartCloned(r io.Reader) {
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(r); err != nil {
		return
	}
	text := buf.Bytes()
	if i := bytes.IndexByte(text, '\n'); i > 0 {
		headers = append(headers, string(text[:i]))
	}
}

var printers []func() string

// idInClosure keeps a part in a closure that is stored.
//
//proof:miss substring-retention: kept by a stored closure
func idInClosure(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	id := string(data)[4:8]
	printers = append(printers, func() string { return "id " + id })
}

//proof:none
func idInClosureCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	id := string(data[4:8])
	printers = append(printers, func() string { return "id " + id })
}

type list[T any] struct{ items []T }

func (l *list[T]) add(item T) { l.items = append(l.items, item) }

var kinds list[string]

// genericSet keeps a part in a generic container.
//
//proof:want substring-retention
func genericSet(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	kind, _, _ := strings.Cut(string(data), ",")
	kinds.add(kind)
}

//proof:none
func genericSetCloned(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	kind, _, _ := strings.Cut(string(data), ",")
	kinds.add(strings.Clone(kind))
}

var titles = map[int]string{}

// fileTitle reads a file and keeps its first words.
//
//proof:want substring-retention
func fileTitle(r io.Reader) {
	data, err := os.ReadFile(written(r))
	if err != nil {
		return
	}
	titles[len(titles)] = strings.SplitN(string(data), "\n", 2)[0]
}

//proof:none
func fileTitleCloned(r io.Reader) {
	data, err := os.ReadFile(written(r))
	if err != nil {
		return
	}
	titles[len(titles)] = strings.Clone(strings.SplitN(string(data), "\n", 2)[0])
}

// written is the name of a file with the content of r.
func written(r io.Reader) string {
	f, err := os.CreateTemp("", "proof")
	if err != nil {
		panic(err)
	}
	defer f.Close()
	if _, err := io.Copy(f, r); err != nil {
		panic(err)
	}
	return f.Name()
}

// longLine keeps the beginning of a line that a Reader gives.
//
//proof:miss substring-retention: how long a line is nobody can tell
func longLine(r io.Reader) {
	reader := bufio.NewReader(r)
	for {
		line, err := reader.ReadString('\n')
		if len(line) > 1000 {
			headers = append(headers, line[:8])
		}
		if err != nil {
			return
		}
	}
}

//proof:none
func longLineCloned(r io.Reader) {
	reader := bufio.NewReader(r)
	for {
		line, err := reader.ReadString('\n')
		if len(line) > 1000 {
			headers = append(headers, strings.Clone(line[:8]))
		}
		if err != nil {
			return
		}
	}
}

type message struct {
	Topic string
	Size  int
}

var inbox = make(map[string]message)

// parse gives a message whose topic is a part of the text.
func parse(text string) message {
	topic, _, _ := strings.Cut(text, "\n")
	return message{Topic: topic, Size: len(text)}
}

// stringFromReader keeps a struct that a parser filled with parts.
//
//proof:miss substring-retention: in a field of what a parser returns
func stringFromReader(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	m := parse(string(data))
	inbox[string(rune('a'+len(inbox)))] = m
}

var counts = map[string]int{"id": 0}

// countedAgain counts under a part of the text: an entry takes the last key that it is assigned with.
//
//proof:want substring-retention
func countedAgain(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	counts[string(data)[:2]]++
}

//proof:none
func countedAgainByBytes(r io.Reader) {
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	counts[string(data[:2])]++
}
