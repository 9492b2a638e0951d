// Package export writes reports to files.
package export

import (
	"os"
	"path/filepath"
	"strconv"
)

// Report is a file to be written.
type Report struct {
	Name string
	Body []byte
}

// WriteAll writes the reports below dir, as they come.
func WriteAll(dir string, reports <-chan Report) error {
	for report := range reports {
		f, err := os.Create(filepath.Join(dir, report.Name))
		if err != nil {
			return err
		}
		defer f.Close()
		if _, err := f.Write(report.Body); err != nil {
			return err
		}
	}
	return nil
}

// Obscure keeps a report from being read by accident.
func Obscure(plain []byte) []byte {
	var obscured []byte
	for _, b := range plain {
		obscured = append(obscured, b^0x5a)
	}
	return obscured
}

// Sheet is a table of numbers.
type Sheet struct {
	rows []*Row
}

// Row collects the cells of one line.
type Row struct {
	buf []byte
}

// NewRow appends an empty row.
func (s *Sheet) NewRow() *Row {
	row := &Row{buf: make([]byte, 0, 64)}
	s.rows = append(s.rows, row)
	return row
}

// Append adds cells.
func (r *Row) Append(cells ...int) {
	for _, cell := range cells {
		r.buf = strconv.AppendInt(r.buf, int64(cell), 10)
		r.buf = append(r.buf, ';')
	}
}

// Flush writes the rows to a file below dir.
func (s *Sheet) Flush(dir string) error {
	f, err := os.Create(filepath.Join(dir, "sheet.csv"))
	if err != nil {
		return err
	}
	for _, row := range s.rows {
		if _, err := f.Write(row.buf); err != nil {
			f.Close()
			return err
		}
	}
	s.rows = nil
	return f.Close()
}
