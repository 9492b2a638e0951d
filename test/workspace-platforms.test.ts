/** Which builds `--all-platforms` chooses, what each of them holds, and what it says of files that none has. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadWorkspaces } from '../src/workspace/all-platforms.ts';
import type { Workspace } from '../src/workspace/model.ts';
import { withTree, type Request, type Tree } from './workspace-tree.ts';

const GO_MOD = 'module m\n\ngo 1.25\n';

function loadAll(tree: Tree, request: Request = {}): Promise<readonly Workspace[]> {
  return withTree({ 'go.mod': GO_MOD, ...tree }, cwd =>
    loadWorkspaces({
      cwd,
      patterns: ['./...'],
      env: {},
      tests: true,
      allPlatforms: true,
      moduleCache: false,
      ...request,
    }),
  );
}

/** Files by platform. */
function filesOf(workspaces: readonly Workspace[], reportedOnly = false): Record<string, string[]> {
  return Object.fromEntries(
    workspaces.map(({ platform, units }) => [
      platform,
      units
        .filter(unit => unit.reported || !reportedOnly)
        .flatMap(unit => unit.files.map(file => file.relativePath))
        .sort(),
    ]),
  );
}

const messagesOf = (workspaces: readonly Workspace[]): string[] =>
  workspaces.flatMap(({ notices }) => notices.map(({ message }) => message));

describe('all platforms', () => {
  it('are the build of the user alone if that has every file', async () => {
    const workspaces = await loadAll({ 'p.go': 'p', 'p_linux.go': 'p', 'p_test.go': 'p' });
    assert.deepEqual(Object.keys(filesOf(workspaces)), ['linux/amd64']);
  });

  it('are as few as have every file, the one with most files first', async () => {
    const workspaces = await loadAll({
      'p.go': 'p',
      'p_darwin.go': 'p',
      'p_windows.go': 'p',
      'q_windows_test.go': 'p',
      'p_arm64.go': 'p',
      'unix.go': '//go:build unix && !linux\n\npackage p\n',
    });
    assert.deepEqual(filesOf(workspaces), {
      'linux/amd64': ['p.go'],
      'darwin/arm64': ['p.go', 'p_arm64.go', 'p_darwin.go', 'unix.go'],
      'windows/amd64': ['p.go', 'p_windows.go', 'q_windows_test.go'],
    });
    assert.deepEqual(messagesOf(workspaces), []);
  });

  it('hold, after the first, only packages with new files and what they import', async () => {
    const workspaces = await loadAll({
      'a/a.go': 'package a\n\nimport "m/b"\n',
      'a/a_windows.go': 'a',
      'b/b.go': 'b',
      'c/c.go': 'package c\n\nimport "m/a"\n',
    });
    const all = filesOf(workspaces);
    assert.deepEqual(all['windows/amd64'], ['a/a.go', 'a/a_windows.go', 'b/b.go']);
    assert.deepEqual(filesOf(workspaces, true)['windows/amd64'], ['a/a.go', 'a/a_windows.go']);
  });

  it('start from the build of the user', async () => {
    const tree = { 'p_linux.go': 'p', 'p_windows.go': 'p' };
    const workspaces = await loadAll(tree, { env: { GOOS: 'windows', GOARCH: 'arm64' } });
    assert.deepEqual(filesOf(workspaces), { 'windows/arm64': ['p_windows.go'], 'linux/amd64': ['p_linux.go'] });
  });

  it('include a build without cgo, and one with it if the user has none', async () => {
    const tree = { 'c.go': 'package p\n\nimport "C"\n', 'pure.go': '//go:build !cgo\n\npackage p\n' };
    const both = { 'linux/amd64': ['c.go'], 'linux/amd64 without cgo': ['pure.go'] };
    assert.deepEqual(filesOf(await loadAll(tree)), both);
    assert.deepEqual(filesOf(await loadAll(tree, { env: { CGO_ENABLED: '0' } })), both);
  });

  it('keep the tags of the user', async () => {
    const tree = { 'p.go': 'p', 'w.go': '//go:build windows && extra\n\npackage p\n' };
    const workspaces = await loadAll(tree, { tags: ['extra'] });
    assert.deepEqual(filesOf(workspaces)['windows/amd64'], ['p.go', 'w.go']);
  });

  it('leave out what needs other tags, and say so once', async () => {
    const workspaces = await loadAll({
      'p.go': 'p',
      'a.go': '//go:build integration\n\npackage p\n',
      'b.go': '//go:build integration && windows\n\npackage p\n',
      'gen.go': '//go:build ignore\n\npackage main\n',
      'p_zos.go': 'p',
      'p_windows.go': 'p',
    });
    assert.deepEqual(Object.keys(filesOf(workspaces)), ['linux/amd64', 'windows/amd64']);
    assert.deepEqual(messagesOf(workspaces), [
      '3 files belong to no platform unless --tags says so: a.go (integration), b.go (integration), gen.go (ignore)',
      '1 file belongs to no port of Go: p_zos.go',
    ]);
  });

  it('name the first ten of many files that are left out', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `f${index + 10}.go`);
    const files: Tree = Object.fromEntries(names.map(name => [name, '//go:build x\n\npackage p\n'] as const));
    const [message = ''] = messagesOf(await loadAll({ 'p.go': 'p', ...files }));
    assert.match(message, /^12 files belong .*: f10\.go \(x\), .*f19\.go \(x\) and 2 more$/);
  });

  it('have a package and a file that the build of the user lacks altogether', async () => {
    const tree = { 'p.go': 'p', 'w/w_windows.go': 'w', 'w/v_windows.go': 'w' };
    const byDir = await loadAll(tree, { patterns: ['./w'] });
    assert.deepEqual(filesOf(byDir), { 'linux/amd64': [], 'windows/amd64': ['w/v_windows.go', 'w/w_windows.go'] });
    assert.deepEqual(messagesOf(byDir), []);
    const byFile = await loadAll(tree, { patterns: ['w/w_windows.go'] });
    assert.deepEqual(messagesOf(byFile), []);
    const reported = byFile.flatMap(({ units }) => units.flatMap(unit => unit.files.filter(file => file.reported)));
    assert.deepEqual(
      reported.map(file => file.relativePath),
      ['w/w_windows.go'],
    );
  });

  it('leave tests out of a run without tests', async () => {
    const workspaces = await loadAll({ 'p.go': 'p', 'p_windows_test.go': 'p' }, { tests: false });
    assert.deepEqual(Object.keys(filesOf(workspaces)), ['linux/amd64']);
  });
});
