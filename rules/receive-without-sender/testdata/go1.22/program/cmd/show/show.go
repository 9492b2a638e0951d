// Package show holds commands of a program.
package show

import (
	"fmt"
	"net/http"
	"time"
)

// The process ends when the command has returned, and with it whoever waits.
func Run(args []string) error {
	finished := make(chan struct{})
	go func() {
		fmt.Print("...")
		<-finished // wider "nothing ever sends to finished"
		fmt.Println()
	}()
	for _, arg := range args {
		fmt.Println(arg)
	}
	return nil
}

type console struct{ Control func() }

// However often the function is called: the channel is made once.
func Attach(open func(console) error) error {
	done := make(chan struct{})
	return open(console{Control: func() {
		<-done // wider "nothing ever sends to done"
		fmt.Println("closed")
	}})
}

// Each request leaves a goroutine behind, for as long as the process serves.
func Serve() error {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { answer(w) })
	return http.ListenAndServe(":8080", nil)
}

func answer(w http.ResponseWriter) {
	late := make(chan bool)
	go func() {
		<-late // want "nothing ever sends to late"
		fmt.Println("late")
	}()
	time.Sleep(time.Second)
	fmt.Fprintln(w, "done")
}
