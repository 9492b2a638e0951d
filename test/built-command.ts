/**
 * The built command for tests, and a module in which it finds something.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const PROGRAM = path.resolve('dist/cli.js');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function goleaklint(cwd: string, ...argv: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...argv], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '', GOOS: '', GOARCH: '', GOWORK: '' },
  });
  assert.doesNotMatch(stderr, /^\s+at .*:\d+:\d+\)?$/m, 'a stack trace');
  return { status, stdout, stderr };
}

/** A goroutine that nobody receives from if the caller's context ends first. */
export const LEAK = `package app

import "context"

func fetch(ctx context.Context) error {
	done := make(chan error)
	go func() {
		done <- nil
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
`;
export const GO_MOD = 'module example.com/app\n\ngo 1.22\n';
