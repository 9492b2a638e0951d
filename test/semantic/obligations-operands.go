package obligations

import (
	"os"
	"os/exec"
	"os/signal"
)

type job struct{ cmd *exec.Cmd }

func (j *job) run() error { return j.cmd.Start() } // obligation: unknown

// What a call opens is its operand, from the success of the call on.

func neverWaited(name string) error {
	cmd := exec.Command(name)
	return cmd.Start() // obligation: unmet
}

func inChain(name string) {
	exec.Command(name).Start() // obligation: unmet, discarded
}

func waited(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil { // obligation: met
		return err
	}
	return cmd.Wait()
}

func missed(name string, do func() error) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil { // obligation: unmet
		return err
	}
	if err := do(); err != nil {
		return err
	}
	return cmd.Wait()
}

func waitedInGoroutine(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil { // obligation: met
		return err
	}
	go cmd.Wait()
	return nil
}

func eachRound(names []string) {
	for _, name := range names {
		cmd := exec.Command(name)
		cmd.Start() // obligation: unmet, again
	}
}

// Who has it before may look after it.

func storedBefore(j *job, name string) error {
	cmd := exec.Command(name)
	j.cmd = cmd
	return cmd.Start() // obligation: moved
}

func storedAfter(j *job, name string) error {
	cmd := exec.Command(name)
	err := cmd.Start() // obligation: moved
	j.cmd = cmd
	return err
}

func processStored(name string) (*os.Process, error) {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil { // obligation: moved
		return nil, err
	}
	return cmd.Process, nil
}

func ofCaller(cmd *exec.Cmd) error {
	return cmd.Start() // obligation: unknown
}

// A function releases it.

func notified() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt) // obligation: unmet
	<-c
}

func stopped() {
	c := make(chan os.Signal, 1)
	defer signal.Stop(c)
	signal.Notify(c, os.Interrupt) // obligation: met
	<-c
}

func stoppedInLiteral() func() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt) // obligation: moved
	return func() { signal.Stop(c) }
}

// One channel for all rounds.
func again(n int) {
	c := make(chan os.Signal, 1)
	for range n {
		signal.Notify(c, os.Interrupt) // obligation: unknown
	}
}
