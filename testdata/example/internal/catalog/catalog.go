// Package catalog holds what the shop sells.
package catalog

import (
	"errors"
	"io"
	"strings"
	"sync"
	"time"
)

// headerSize is the part of an image that holds its dimensions.
const headerSize = 64

var (
	errNoHeader = errors.New("catalog: feed without header")
	errNoImage  = errors.New("catalog: image too short")
)

// Catalog knows the feeds and images that suppliers sent.
type Catalog struct {
	mu      sync.Mutex
	feeds   map[string]time.Time
	headers map[string][]byte
}

// New returns an empty catalog.
func New() *Catalog {
	return &Catalog{feeds: make(map[string]time.Time), headers: make(map[string][]byte)}
}

// Import reads a supplier's feed and remembers when it came.
func (c *Catalog) Import(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	feed := string(data)
	id, _, ok := strings.Cut(feed, "\n")
	if !ok {
		return errNoHeader
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.feeds[id] = time.Now()
	return nil
}

// AddImage reads an image and keeps its header.
func (c *Catalog) AddImage(sku string, r io.Reader) error {
	image, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if len(image) < headerSize {
		return errNoImage
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.headers[sku] = image[:headerSize]
	return nil
}
