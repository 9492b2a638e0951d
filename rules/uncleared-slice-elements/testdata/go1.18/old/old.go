// Package old is of a time without clear and slices.Delete.
package old

type job struct{ data []byte }

var jobs []*job

func add(j *job) { jobs = append(jobs, j) }

func next() *job {
	j := jobs[0]
	jobs = jobs[1:] // want "what is cut off the front of jobs"
	return j
}

func numbers(n []int) []int {
	return n[1:]
}
