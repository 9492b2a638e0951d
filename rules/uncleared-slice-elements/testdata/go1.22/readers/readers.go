// Package readers adds no elements: all come with the slice.
package readers

import "io"

type sequence struct{ readers []io.Reader }

func (s *sequence) Read(p []byte) (int, error) {
	for len(s.readers) > 0 {
		n, err := s.readers[0].Read(p)
		if err != io.EOF {
			return n, err
		}
		s.readers = s.readers[1:] // wider "what is cut off the front of s.readers stays in its array"
	}
	return 0, io.EOF
}

type clearing struct{ readers []io.Reader }

func (s *clearing) Read(p []byte) (int, error) {
	for len(s.readers) > 0 {
		n, err := s.readers[0].Read(p)
		if err != io.EOF {
			return n, err
		}
		s.readers[0] = nil
		s.readers = s.readers[1:]
	}
	return 0, io.EOF
}
