package mixed

func startNew(tasks []string, done func(string)) {
	for _, t := range tasks {
		go func() { done(t) }()
	}
}
