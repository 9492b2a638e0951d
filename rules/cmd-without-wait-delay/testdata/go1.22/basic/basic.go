// Package runner runs commands until a context ends.
package runner

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// doc:bad
func script(ctx context.Context, text string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", text) // want "when its context ends, only the process itself is killed, and CombinedOutput goes on waiting for its output .*; set cmd.WaitDelay"
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// doc:end

// doc:good
func scriptSafely(ctx context.Context, text string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", text)
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// doc:end

// Nothing holds the command. The caller chooses the program.
func atOnce(ctx context.Context, program string) ([]byte, error) {
	return exec.CommandContext(ctx, program).Output() // want "and Output goes on waiting .*; keep the command in a variable and set its WaitDelay"
}

type plugin struct{ path string }

// A buffer for one of the outputs is enough.
func (p *plugin) run(ctx context.Context) (string, error) {
	var errors bytes.Buffer
	cmd := exec.CommandContext(ctx, p.path, "run") // want "and Run goes on waiting"
	cmd.Stdout = os.Stdout
	cmd.Stderr = &errors
	return errors.String(), cmd.Run()
}

func (p *plugin) start(ctx context.Context, log *strings.Builder) error {
	cmd := exec.CommandContext(ctx, p.path, "start") // want "and Wait goes on waiting"
	cmd.Stdout = io.MultiWriter(os.Stdout, log)
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Wait()
}

// A fixed program that is no shell tends to have no children.
func version(ctx context.Context) ([]byte, error) {
	return exec.CommandContext(ctx, "uname", "-r").Output()
}

// As above, by the name that it is found under.
func sessions(ctx context.Context) ([]byte, error) {
	path, err := exec.LookPath("loginctl")
	if err != nil {
		return nil, err
	}
	return exec.CommandContext(ctx, path, "list-sessions").Output()
}

// But this one does.
func fetch(ctx context.Context) ([]byte, error) {
	return exec.CommandContext(ctx, "git", "fetch").CombinedOutput() // miss "goes on waiting"
}

// Nothing is copied: the process writes to the files itself.
func toFiles(ctx context.Context, program string, log *os.File) error {
	cmd := exec.CommandContext(ctx, program)
	cmd.Stdout = log
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// No output at all.
func silent(ctx context.Context, program string) error {
	cmd := exec.CommandContext(ctx, program)
	return cmd.Run()
}

// Whoever calls this may give it a file.
func toWriter(ctx context.Context, program string, w io.Writer) error {
	cmd := exec.CommandContext(ctx, program)
	cmd.Stdout = w
	return cmd.Run()
}

// The whole group of processes is killed.
func group(ctx context.Context, program string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, program)
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	return cmd.CombinedOutput()
}

// The context never ends, so that nothing is expected to.
func forever(program string) ([]byte, error) {
	return exec.CommandContext(context.Background(), program).Output()
}

// Somebody else may set the delay.
func prepared(ctx context.Context, program string, prepare func(*exec.Cmd)) ([]byte, error) {
	cmd := exec.CommandContext(ctx, program)
	prepare(cmd)
	return cmd.Output()
}
