// Package basic holds the plain forms of the defect, and what looks like it.
package basic

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// doc:bad
func size(r io.Reader) (int64, error) {
	file, err := os.CreateTemp("", "upload") // want "nothing asks for the name of this temporary file"
	if err != nil {
		return 0, err
	}
	defer file.Close()
	return io.Copy(file, r)
}

// doc:end

// doc:good
func sizeWell(r io.Reader) (int64, error) {
	file, err := os.CreateTemp("", "upload")
	if err != nil {
		return 0, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	return io.Copy(file, r)
}

// doc:end

func discarded() error {
	_, err := os.CreateTemp("", "mark") // want "nothing holds this temporary file"
	return err
}

func folder() error {
	dir, err := os.MkdirTemp("", "build") // want "nothing removes the temporary folder dir"
	if err != nil {
		return err
	}
	return os.Chmod(dir, 0o755)
}

func missed() error {
	dir, err := os.MkdirTemp("", "build") // want "the temporary folder dir is not removed on the way to line 55"
	if err != nil {
		return err
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	defer os.RemoveAll(dir)
	return os.WriteFile(filepath.Join(dir, "main.go"), nil, 0o600)
}

// Whoever has a name that is made of it may remove it as well.
func joined() error {
	dir, err := os.MkdirTemp("", "build") // miss "the folder is not removed"
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "main.go"), nil, 0o600)
}

func removedWell() error {
	dir, err := os.MkdirTemp("", "build")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	return os.WriteFile(filepath.Join(dir, "main.go"), nil, 0o600)
}

// Who gets the name removes it, or renames it.
func named(content []byte) (string, error) {
	file, err := os.CreateTemp("", "page")
	if err != nil {
		return "", err
	}
	defer file.Close()
	_, err = file.Write(content)
	return file.Name(), err
}

func replace(path string, content []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), "new")
	if err != nil {
		return err
	}
	if _, err := file.Write(content); err != nil {
		drop(file)
		return err
	}
	file.Close()
	return os.Rename(file.Name(), path)
}

func drop(file *os.File) {
	file.Close()
	os.Remove(file.Name())
}

func byHelper(content []byte) error {
	file, err := os.CreateTemp("", "page")
	if err != nil {
		return err
	}
	defer drop(file)
	_, err = file.Write(content)
	return err
}

// Whoever gets the file or the folder has to see to it.
func opened() (*os.File, error) { return os.CreateTemp("", "page") }

func workspace() (string, error) { return os.MkdirTemp("", "space") }

type cache struct{ dir string }

func newCache() (*cache, error) {
	dir, err := os.MkdirTemp("", "cache")
	if err != nil {
		return nil, err
	}
	return &cache{dir: filepath.Join(dir, "v1")}, nil
}

func (c *cache) Close() error { return os.RemoveAll(filepath.Dir(c.dir)) }

func cleanup() (string, func(), error) {
	dir, err := os.MkdirTemp("", "work")
	if err != nil {
		return "", nil, err
	}
	return filepath.Join(dir, "file"), func() { os.RemoveAll(dir) }, nil
}

func handed(build func(dir string) error) error {
	dir, err := os.MkdirTemp("", "build")
	if err != nil {
		return err
	}
	return build(dir)
}
