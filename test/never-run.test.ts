/**
 * The built command on modules in which nothing that can be started leads to `app.Fetch`, which leaks a goroutine each time
 * its context ends: what never runs leaks nothing, and is opt-in.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GO_MOD, goleaklint, LEAK } from './built-command.ts';
import { withTree } from './workspace-tree.ts';

const APP = 'internal/app/app.go';
const LEAKS = LEAK.replace('func fetch', 'func Fetch');
const importing = (name: string, path = 'internal/app'): string =>
  `package ${name}\n\nimport _ "example.com/app/${path}"\n\nfunc main() {}\n`;

const PROGRAM = { 'main.go': 'package main\n\nfunc main() {}\n' };

interface Request {
  readonly patterns?: readonly string[];
  readonly app?: string;
}

/** Whether the leak is reported by default, with the files beside it, and by the opt-in tier in any case. */
async function isReported(
  files: Readonly<Record<string, string>>,
  { patterns = ['./...'], app = APP }: Request = {},
): Promise<boolean> {
  return withTree({ 'go.mod': GO_MOD, [app]: LEAKS, ...files }, dir => {
    const all = goleaklint(dir, ...patterns, '--enable', 'all').stdout;
    assert.match(all, /abandoned-send/);
    return Promise.resolve(goleaklint(dir, ...patterns).stdout.includes('abandoned-send'));
  });
}

describe('a package below internal that nothing alive imports', () => {
  it('never runs', async () => {
    assert.equal(await isReported(PROGRAM), false);
  });

  it('may run where there are no other packages: parts of a module are read without the rest', async () => {
    assert.equal(await isReported({}), true);
  });

  it('does not run for packages that do not run either, nor for its own tests', async () => {
    assert.equal(await isReported({ ...PROGRAM, 'internal/other/a.go': importing('other') }), false);
    assert.equal(await isReported({ ...PROGRAM, 'internal/app/app_test.go': importing('app_test') }), false);
  });

  it('is alive for a program, for what other modules may import, and for their tests', async () => {
    assert.equal(await isReported({ 'internal/tool/main.go': importing('main') }), true);
    assert.equal(await isReported({ 'library/a.go': importing('library') }), true);
    const tested = { 'library/a.go': 'package library\n', 'library/a_test.go': importing('library') };
    assert.equal(await isReported(tested), true);
    assert.equal(await isReported({ 'test/a_test.go': importing('test') }), true);
  });

  it('is alive through others', async () => {
    const middle = { 'internal/middle/a.go': importing('middle') };
    assert.equal(await isReported({ ...middle, 'library/a.go': importing('library', 'internal/middle') }), true);
  });

  it('is alive for files that the run leaves out', async () => {
    assert.equal(await isReported({ 'library/a_windows.go': importing('library') }), true);
    assert.equal(await isReported({ 'library/a.go': `//go:build tools\n\n${importing('library')}` }), true);
    const nested = { 'nested/go.mod': 'module example.com/app/nested\n', 'nested/main.go': importing('main') };
    assert.equal(await isReported(nested), true);
    const tested = { 'library/a.go': 'package library\n', 'library/a_test.go': importing('library') };
    assert.equal(await isReported(tested, { patterns: ['./...', '--tests=false'] }), true);
  });

  it('may be alive where not all that may import it are in the run', async () => {
    assert.equal(await isReported({}, { patterns: ['./internal/app'] }), true);
    assert.equal(await isReported({}, { patterns: [APP] }), true);
    assert.equal(await isReported({}, { patterns: ['./internal/...'] }), true);
  });

  it('is told by the innermost internal', async () => {
    const app = 'internal/deep/internal/app/app.go';
    const beside = { 'internal/deep/main.go': PROGRAM['main.go'] };
    assert.equal(await isReported(beside, { app, patterns: ['./internal/deep/...'] }), false);
    assert.equal(await isReported(beside, { app, patterns: ['./internal/deep/internal/...'] }), true);
  });
});

describe('calls from a package that never runs', () => {
  const caller = (name: string, code: string): string =>
    `package ${name}\n\nimport (\n\t"context"\n\n\t"example.com/app/internal/app"\n)\n\n${code}\n`;
  const once = caller('main', 'func main() { _ = app.Fetch(context.Background()) }');
  const again = caller('other', 'func Loop() { for { _ = app.Fetch(context.Background()) } }');

  it('say nothing', async () => {
    assert.equal(await isReported({ 'main.go': once, 'library/a.go': again }), true);
    assert.equal(await isReported({ 'main.go': once, 'internal/other/a.go': again }), false);
  });
});
