package tests

func wait() int {
	var never chan int
	return <-never // want "never is nil here"
}

func each(names []string, f func(string)) {
	for _, name := range names {
		f(name)
	}
}
