package app

import (
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/hashicorp/cli"
	"github.com/spf13/cobra"
	urfave "github.com/urfave/cli/v2"
)

// Package initialisers, init and TestMain.

var config = readConfig()

var table = func() map[string]int { // lifetime: process
	return fillTable()
}()

var handler = func() { handled() } // lifetime: other

func readConfig() string { return os.Getenv("CONFIG") } // lifetime: process

func fillTable() map[string]int { return nil } // lifetime: process

func handled() {} // lifetime: other

func init() { // lifetime: process
	registered()
	(func() { // lifetime: process
		defer func() { // lifetime: process
			closed()
		}()
	})()
	later := func() {} // lifetime: other
	later()
}

func registered() {} // lifetime: process

func closed() {} // lifetime: process

func TestMain(m *testing.M) { // lifetime: process
	os.Exit(m.Run())
}

// main is an entry point of package main alone.

func main() {} // lifetime: other

// Bodies of Once, OnceFunc and OnceValue.

type pool struct{ once sync.Once }

func (p *pool) start() { // lifetime: other
	p.once.Do(p.fill)
	p.once.Do(func() { // lifetime: process
		filled()
	})
}

func (p *pool) fill() {} // lifetime: process

func filled() {} // lifetime: process

var stop = sync.OnceFunc(func() { // lifetime: process
})

var answer = sync.OnceValue(compute)

func compute() int { return 42 } // lifetime: process

// Fields of commands, in literals and assigned.

var root = &cobra.Command{
	Use: "app",
	RunE: func(cmd *cobra.Command, args []string) error { // lifetime: process
		return serve()
	},
	PersistentPreRun: prepare,
}

func serve() error { return nil } // lifetime: process

func prepare(cmd *cobra.Command, args []string) {} // lifetime: process

func commands() []*urfave.Command { // lifetime: other
	version := &cobra.Command{Use: "version"}
	version.Run = func(cmd *cobra.Command, args []string) { // lifetime: process
	}
	return []*urfave.Command{
		{Name: "list", Action: List},
		{Name: "show", Action: func(c *urfave.Context) error { // lifetime: process
			return nil
		}},
	}
}

func List(c *urfave.Context) error { return nil } // lifetime: process

// The constructor is known without source.
func application() *urfave.App { // lifetime: other
	app := urfave.NewApp()
	app.Action = func(c *urfave.Context) error { // lifetime: process
		return nil
	}
	return app
}

// A field of the same name in another type does not run commands.

type job struct{ Run func() }

var cleanUp = job{Run: func() { // lifetime: other
}}

// Objects that are commands by their methods.

var _ cli.Command = (*Agent)(nil)

type Agent struct{}

func (*Agent) Help() string { return "" }

func (*Agent) Synopsis() string { return "" }

func (a *Agent) Run(args []string) int { // lifetime: process
	a.wait()
	return 0
}

func (*Agent) wait() {} // lifetime: process

type worker struct{}

func (worker) Run(args []string) int { return 0 } // lifetime: other

// A function that is taken as a value elsewhere, or called by others, leaves the set.

var shared = &cobra.Command{Run: reused, PreRun: called}

var onSignal = reused

func reused(cmd *cobra.Command, args []string) {} // lifetime: other

func called(cmd *cobra.Command, args []string) {} // lifetime: other

func Exported() { called(nil, nil) } // lifetime: other

// What runs in a loop does not run once, nor what an interface may call.

type closer interface{ shut() }

type file struct{}

func (file) shut() {} // lifetime: other

func init() {
	for range 3 {
		go func() { // lifetime: other
		}()
	}
	file{}.shut()
	for _, c := range []closer{file{}} {
		c.shut()
	}
}

func recursive(n int) { // lifetime: other
	if n > 0 {
		recursive(n - 1)
	}
}

func init() { recursive(3) }

// Other packages may call what is exported, and a literal that is handed on runs as its owner likes, unless he is known to
// run it once.

func Configure() {} // lifetime: other

func init() {
	Configure()
	var group sync.WaitGroup
	group.Go(func() { // lifetime: process
	})
	for range 2 {
		group.Go(func() { // lifetime: other
		})
	}
	slices.SortFunc(os.Args, func(a, b string) int { // lifetime: other
		return 0
	})
}

func worked() { // lifetime: other
	var group sync.WaitGroup
	group.Go(func() { // lifetime: other
	})
}

// What a call makes of a function for a field is the command: what the call is handed, and what it returns.

var wrapped = &cobra.Command{
	RunE: withConfig(func(cmd *cobra.Command) error { // lifetime: process
		return serve()
	}),
}

func withConfig(run func(*cobra.Command) error) func(*cobra.Command, []string) error { // lifetime: process
	return func(cmd *cobra.Command, args []string) error { // lifetime: process
		return run(cmd)
	}
}

// Commands that libraries find by the tags of a struct.

type flags struct {
	Login  loginCommand `command:"login"`
	Logout logout       `long:"logout"`
	Query  *queryCmd    `cmd:"" help:"ask"`
}

type loginCommand struct{}

func (*loginCommand) Execute(args []string) error { return signIn() } // lifetime: process

func signIn() error { return nil } // lifetime: process

type queryCmd struct{}

func (*queryCmd) Run(quiet bool) error { return nil } // lifetime: process

// Beside such a tag, a type with the method of go-flags is a command as well; one with another signature is not.

type logout struct{}

func (logout) Execute(args []string) error { return nil } // lifetime: process

func (logout) Run(quiet bool) error { return nil } // lifetime: other

type plan struct{}

func (plan) Execute(steps int) error { return nil } // lifetime: other
