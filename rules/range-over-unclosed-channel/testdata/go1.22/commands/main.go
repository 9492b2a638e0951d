// Command commands is a program whose library runs one of its functions as the command, and then ends.
package main

import (
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/urfave/cli/v3"
)

var events = &cli.Command{
	Name: "events",
	// Not reported: the process ends with the command.
	Action: func(cmd *cli.Command) error {
		lines := make(chan string)
		var group sync.WaitGroup
		group.Go(func() {
			for line := range lines {
				fmt.Println(line)
			}
		})
		if len(os.Args) < 2 {
			return errors.New("which file?")
		}
		if err := read(os.Args[1], lines); err != nil {
			return err
		}
		close(lines)
		group.Wait()
		return nil
	},
}

var serve = &cli.Command{
	Name: "serve",
	Action: func(cmd *cli.Command) error {
		for _, name := range os.Args {
			if err := show(name); err != nil {
				fmt.Println(err)
			}
		}
		return nil
	},
}

// The command goes on to the next file.
func show(name string) error {
	lines := make(chan string)
	go func() {
		for line := range lines { // want "show can return .line 57. without closing lines"
			fmt.Println(line)
		}
	}()
	if err := read(name, lines); err != nil {
		return err
	}
	close(lines)
	return nil
}

func read(name string, lines chan<- string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	lines <- string(text)
	return nil
}

func main() {
	for _, command := range []*cli.Command{events, serve} {
		if command.Name == os.Args[0] {
			os.Exit(0)
		}
	}
}
