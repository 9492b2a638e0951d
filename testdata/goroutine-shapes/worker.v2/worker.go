// Package worker has a dot in its path, which the names of functions in a profile escape.
package worker

// Run waits.
func Run(jobs <-chan int) {
	<-jobs // waits: function-of-another-package
}
