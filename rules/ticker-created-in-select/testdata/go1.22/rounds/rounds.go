// Package rounds holds tickers that are made where they are waited for.
package rounds

import (
	"context"
	"fmt"
	"time"
)

// doc:bad
func poll(ctx context.Context, jobs <-chan string) {
	for {
		select {
		case job := <-jobs:
			fmt.Println(job)
		case <-time.Tick(time.Minute): // want "each round of the loop makes a ticker that nobody can stop"
			fmt.Println("idle")
		case <-ctx.Done():
			return
		}
	}
}

// doc:end

// doc:good
func pollOnce(ctx context.Context, jobs <-chan string) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		select {
		case job := <-jobs:
			fmt.Println(job)
		case <-ticker.C:
			fmt.Println("idle")
		case <-ctx.Done():
			return
		}
	}
}

// doc:end

func inPlace(ctx context.Context) {
	for {
		select {
		case t := <-time.NewTicker(time.Second).C: // want "each round of the loop makes a ticker"
			fmt.Println(t)
		case <-ctx.Done():
			return
		}
	}
}

func withoutSelect(isReady func() bool) {
	for !isReady() {
		<-time.Tick(time.Second) // want "each round of the loop makes a ticker"
	}
}

// One ticker, which is another defect.
func ranged(step func() error) error {
	for range time.Tick(time.Second) { // want "the ticker of time.Tick cannot be stopped"
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// A timer ends when it has fired.
func after(ctx context.Context) {
	for {
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return
		}
	}
}

// Each case leaves the loop.
func once(ctx context.Context) {
	for {
		select {
		case <-time.After(time.Second):
			return
		case <-ctx.Done():
			return
		}
	}
}

// A few.
func few() {
	for i := 0; i < 3; i++ {
		<-time.NewTimer(time.Second).C
	}
}

// The ticker is made once, and stopped.
func kept() {
	for {
		t := time.NewTicker(time.Second)
		<-t.C
		t.Stop()
	}
}
