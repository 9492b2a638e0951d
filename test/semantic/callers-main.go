package main

// Nobody imports package main: its exported functions have no callers out of sight.

func main() { // callers: unknown
	Run()
	defer Run()
}

func Run() {} // callers: 2

func Unused() {} // callers: 0

type Job struct{}

// A method may still be what an interface of another package asks for.
func (Job) Run() {} // callers: unknown
