// Package fix has tickers that can, and cannot, be stopped by an edit that changes nothing else.
package fix

import "time"

func stays(stop <-chan struct{}) {
	ticker := time.NewTicker(time.Second) // want "ticker is not stopped"
	for {
		select {
		case <-stop:
			return
		case <-ticker.C:
		}
	}
}

func declared(stop <-chan struct{}) {
	var (
		n      int
		ticker = time.NewTicker(time.Second) // want "ticker is not stopped"
	)
	for n < 10 {
		select {
		case <-stop:
			return
		case <-ticker.C:
			n++
		}
	}
}

// The channel leaves the function.
func channel() <-chan time.Time {
	ticker := time.NewTicker(time.Second) // want "ticker is not stopped"
	return ticker.C
}

// A goroutine may use it for longer.
func goroutine(stop <-chan struct{}) {
	ticker := time.NewTicker(time.Second) // want "ticker is not stopped"
	go func() {
		<-ticker.C
	}()
	<-stop
}

// It is stopped already.
func stopped(stop <-chan struct{}) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-stop:
			return
		case <-ticker.C:
		}
	}
}
