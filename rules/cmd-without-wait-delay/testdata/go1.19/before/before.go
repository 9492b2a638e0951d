// Package before is for a Go that has no WaitDelay.
// want nothing: there is nothing to set.
package before

import (
	"context"
	"os/exec"
)

func script(ctx context.Context, text string) ([]byte, error) {
	return exec.CommandContext(ctx, "sh", "-c", text).CombinedOutput()
}
