// Package basic holds commands that are started.
package basic

import (
	"context"
	"errors"
	"os"
	"os/exec"
)

// doc:bad
func open(url string) error {
	cmd := exec.Command("xdg-open", url)
	return cmd.Start() // want "nothing waits for this command, .* write go cmd.Wait\\(\\)"
}

// doc:end

// doc:good
func openAndWait(url string) error {
	cmd := exec.Command("xdg-open", url)
	if err := cmd.Start(); err != nil {
		return err
	}
	go cmd.Wait()
	return nil
}

// doc:end

func chained(url string) error {
	return exec.Command("xdg-open", url).Start() // want "nothing can wait for this command"
}

func missed(ctx context.Context, ready func() bool) error {
	cmd := exec.CommandContext(ctx, "server")
	if err := cmd.Start(); err != nil { // want "nothing waits for this command on the way to line 42"
		return err
	}
	if !ready() {
		cmd.Process.Kill()
		return errors.New("not ready")
	}
	return cmd.Wait()
}

func literal(dir string) error {
	cmd := &exec.Cmd{Path: "/bin/true", Dir: dir}
	cmd.Stdout = os.Stdout
	err := cmd.Start() // want "nothing waits for this command"
	return err
}

// From here on: left alone.

func run(name string) error { return exec.Command(name).Run() }

func waited(name string) error {
	cmd := exec.Command(name)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return err
	}
	defer cmd.Wait()
	return nil
}

func processWaited(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	_, err := cmd.Process.Wait()
	return err
}

func released(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}

type daemon struct {
	cmd     *exec.Cmd
	process *os.Process
}

// The daemon has it.
func (d *daemon) start(name string) error {
	d.cmd = exec.Command(name)
	return d.cmd.Start()
}

func newDaemon(name string) (*daemon, error) {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &daemon{cmd: cmd}, nil
}

func ofProcess(name string) (*daemon, error) {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &daemon{process: cmd.Process}, nil
}

// The caller has it.
func start(cmd *exec.Cmd) error { return cmd.Start() }

func inGoroutine(name string, done chan<- error) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { done <- cmd.Wait() }()
	return nil
}
