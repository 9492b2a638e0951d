// language: go1.21

package app

import "fmt"

func use(values ...any) { fmt.Println(values...) }

// Before Go 1.22 all rounds of a loop share one variable. A literal may see what a later round gives it, so it is not followed.
func ranged(urls []string) {
	for _, url := range urls {
		use(url) // sees: unknown
		go func() {
			use(url) // sees: unknown
		}()
	}
}

func copied(urls []string) {
	for _, url := range urls {
		url := url
		go func() {
			use(url) // sees: url
		}()
	}
}
