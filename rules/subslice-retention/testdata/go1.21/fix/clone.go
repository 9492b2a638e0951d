package fix

import "os"

func rememberToo(path string) {
	data, _ := os.ReadFile(path)
	heads[path] = data[:8] // want "is a small part"
}
