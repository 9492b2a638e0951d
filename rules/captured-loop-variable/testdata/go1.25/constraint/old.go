//go:build go1.21

// Package mixed has a file that keeps to an older language version.
package mixed

func start(tasks []string, done func(string)) {
	for _, t := range tasks {
		go func() { done(t) }() // want "the goroutine shares t"
	}
}
