import assert from 'node:assert/strict';
import { chmod, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { patternMatcher } from '../src/workspace/pattern.ts';
import { file, load, loadIn, messages, reported, unit, withTree, type Tree } from './workspace-tree.ts';

const MODULE: Tree = {
  'go.mod': 'module example.com/m\n\ngo 1.25\n\nignore (\n\t./generated\n\tstatic // at any depth\n)\n',
  'm.go': 'm',
  'cmd/tool/main.go': 'main',
  'cmd/tool/testdata/t.go': 't',
  'net/net.go': 'net',
  'net/http/http.go': 'http',
  'vendor/example.com/v/v.go': 'v',
  'testdata/x/x.go': 'x',
  '_old/o.go': 'o',
  '.hidden/h.go': 'h',
  'generated/deep/g.go': 'g',
  'net/static/s.go': 's',
  'nested/go.mod': 'module example.com/m/nested\n',
  'nested/n.go': 'n',
  'empty/readme.txt': '',
};

async function matching(...patterns: string[]): Promise<string[]> {
  return reported(await load(MODULE, { patterns }));
}

describe('patterns', () => {
  it('./... takes the module without vendor, testdata, _*, .*, ignored directories and nested modules', async () => {
    const all = ['m', 'm/cmd/tool', 'm/net', 'm/net/http'].map(name => `example.com/${name}`);
    assert.deepEqual(await matching(), all);
    assert.deepEqual(await matching('work'), all);
    assert.deepEqual(await matching('example.com/m/...'), all);
  });

  it('a directory is not recursive', async () => {
    assert.deepEqual(await matching('.'), ['example.com/m']);
    assert.deepEqual(await matching('./net'), ['example.com/m/net']);
    assert.deepEqual(await matching('net/'), ['example.com/m/net']);
  });

  it('a final /... is optional, any other ... is any text', async () => {
    assert.deepEqual(await matching('./net/...'), ['example.com/m/net', 'example.com/m/net/http']);
    assert.deepEqual(await matching('example.com/m/n...'), ['example.com/m/net', 'example.com/m/net/http']);
    assert.deepEqual(await matching('./.../http'), ['example.com/m/net/http']);
    assert.deepEqual(await matching('example.com/m/net'), ['example.com/m/net']);
  });

  it('what ./... skips is taken when it is named', async () => {
    assert.deepEqual(await matching('./testdata/x'), ['example.com/m/testdata/x']);
    assert.deepEqual(await matching('./testdata/x/...'), ['example.com/m/testdata/x']);
    assert.deepEqual(await matching('./vendor/...'), ['example.com/m/vendor/example.com/v']);
    assert.deepEqual(await matching('./generated/deep'), ['example.com/m/generated/deep']);
    assert.deepEqual(await matching('./nested'), ['example.com/m/nested']);
    // As in the go tool, a walk does not start at a directory that it would not enter.
    assert.deepEqual(await matching('./testdata/...'), []);
  });

  it('absolute paths and paths from a sub-directory work', async () => {
    await withTree(MODULE, async dir => {
      const absolute = await loadIn(dir, { in: 'net', patterns: [`${dir}/cmd/...`] });
      assert.deepEqual(reported(absolute), ['example.com/m/cmd/tool']);
      const above = await loadIn(dir, { in: 'net', patterns: ['../cmd/tool', './http'] });
      assert.deepEqual(reported(above), ['example.com/m/cmd/tool', 'example.com/m/net/http']);
      assert.equal(file(above, '../cmd/tool/main.go').path, `${dir}/cmd/tool/main.go`);
    });
  });

  it('those that match nothing are named in a notice, and the rest is loaded', async () => {
    const workspace = await load(MODULE, { patterns: ['./nte/...', './missing', 'example.org/x', './empty', './net'] });
    assert.deepEqual(reported(workspace), ['example.com/m/net']);
    assert.equal(workspace.matched, 1);
    assert.deepEqual(
      workspace.notices.map(({ kind }) => kind),
      Array<string>(4).fill('no-such-pattern'),
    );
    assert.match(
      messages(workspace).join('\n'),
      /there is no directory "\.\/nte".*\n"\.\/missing" names no file or dir/,
    );
    assert.match(
      messages(workspace).join('\n'),
      /"example\.org\/x" names nothing .*\nempty: the directory has no Go files/,
    );
  });

  it('may overlap', async () => {
    const workspace = await load(MODULE, { patterns: ['./net/...', './net/...', 'example.com/m/net/...', './net'] });
    assert.deepEqual(reported(workspace), ['example.com/m/net', 'example.com/m/net/http']);
    assert.deepEqual(messages(workspace), []);
    assert.equal(workspace.matched, 2);
  });

  it('that match only files of other platforms say so', async () => {
    const workspace = await load({ 'go.mod': 'module m\n', 'a_windows.go': 'm' });
    assert.equal(workspace.matched, 0);
    assert.match(
      messages(workspace).join(),
      /^no Go file that the patterns match belongs to the build for linux\/amd64/,
    );
  });

  it('.gitignore plays no part', async () => {
    assert.deepEqual(reported(await load({ 'go.mod': 'module m\n', '.gitignore': 'a/\n', 'a/a.go': 'a' })), ['m/a']);
  });

  it('links to directories are not followed, links to files are', async () => {
    await withTree({ 'go.mod': 'module m\n', 'a/a.go': 'a', 'out/real.txt': 'package b\n' }, async dir => {
      await symlink(path.join(dir, 'a'), path.join(dir, 'link'));
      await symlink(path.join(dir, 'out/real.txt'), path.join(dir, 'out/b.go'));
      assert.deepEqual(reported(await loadIn(dir)), ['m/a', 'm/out']);
    });
  });

  it(
    'a directory that cannot be read is a notice',
    { skip: process.getuid?.() === 0 || process.platform === 'win32' },
    async () => {
      await withTree({ 'go.mod': 'module m\n', 'a/a.go': 'a', 'b/b.go': 'b' }, async dir => {
        await chmod(path.join(dir, 'b'), 0);
        const workspace = await loadIn(dir);
        await chmod(path.join(dir, 'b'), 0o755);
        assert.deepEqual(reported(workspace), ['m/a']);
        assert.deepEqual(messages(workspace), ['b: directory cannot be read (EACCES)']);
      });
    },
  );

  it('without a wildcard match themselves alone, and /... matches the prefix', () => {
    const element = fc.stringMatching(/^[a-z+()[\]$^]([.]?[a-z+()[\]$^]){0,3}$/);
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 4 }), element, (elements, other) => {
        const name = elements.join('/');
        assert.ok(patternMatcher(name)(name));
        assert.ok(!patternMatcher(name)(`${name}/${other}`));
        assert.ok(patternMatcher(`${name}/...`)(name));
        assert.ok(patternMatcher(`${name}/...`)(`${name}/${other}`));
        assert.ok(!patternMatcher(`${name}/...`)(`${name}/vendor/${other}`));
        assert.ok(patternMatcher(`${name}...`)(`${name}${other}`));
      }),
    );
  });
});

describe('file arguments', () => {
  const TREE: Tree = {
    'go.mod': 'module m\n',
    'p/a.go': 'p',
    'p/b.go': 'p',
    'p/b_test.go': 'p',
    'p/w_windows.go': 'p',
    'p/testdata/t.go': 't',
    'notes.txt': '',
  };

  it('report on the file alone but analyse its package', async () => {
    const workspace = await load(TREE, { patterns: ['p/b.go'] });
    assert.deepEqual(reported(workspace), ['m/p']);
    assert.ok(file(workspace, 'p/b.go').reported);
    assert.ok(!file(workspace, 'p/a.go').reported);
    assert.ok(!file(workspace, 'p/b_test.go').reported);
    assert.deepEqual([workspace.matched, workspace.fileArguments], [1, 1]);
  });

  it('in testdata count only if their directory is named too', async () => {
    const alone = await load(TREE, { patterns: ['p/testdata/t.go'] });
    assert.deepEqual(reported(alone), []);
    assert.deepEqual([alone.matched, alone.fileArguments], [0, 1]);
    assert.match(messages(alone).join(), /^p\/testdata\/t\.go: skipped: it lies in a directory named "testdata"/);
    assert.deepEqual(reported(await load(TREE, { patterns: ['p/testdata/t.go', './p/testdata'] })), ['m/p/testdata']);
  });

  it('that do not belong to the build, or are no Go, are skipped with a notice', async () => {
    const workspace = await load(TREE, { patterns: ['p/w_windows.go', 'notes.txt', 'p/b_test.go'], tests: false });
    assert.deepEqual(reported(workspace), []);
    assert.equal(workspace.fileArguments, 3);
    assert.deepEqual(messages(workspace), [
      'notes.txt: skipped: it is not a Go file',
      'p/w_windows.go: skipped: not part of the build for linux/amd64: set GOOS, GOARCH or --tags to analyse it',
    ]);
  });
});

describe('several modules', () => {
  const WORK: Tree = {
    'go.work': 'go 1.25\n\nuse (\n\t./a\n\t"./b" // quoted\n)\n',
    'a/go.mod': 'module example.com/a\n',
    'a/a.go': 'package a\n\nimport "example.com/b/sub"\n',
    'b/go.mod': 'module example.com/b\n',
    'b/sub/s.go': 'sub',
    'c/go.mod': 'module example.com/c\n',
    'c/c.go': 'package c\n\nimport "example.com/b/sub"\n',
  };

  it('./... at a go.work root outside any module takes the used modules and says so', async () => {
    const workspace = await load(WORK);
    assert.deepEqual(reported(workspace), ['example.com/a', 'example.com/b/sub']);
    assert.match(messages(workspace).join(), /"\.\/\.\.\." lies outside any module: .*: \.\/a, \.\/b/);
  });

  it('imports lead from one used module into another', async () => {
    const workspace = await load(WORK, { patterns: ['./a'] });
    assert.deepEqual(reported(workspace), ['example.com/a']);
    assert.deepEqual(unit(workspace, 'example.com/a').dependencies, ['example.com/b/sub']);
    assert.ok(!unit(workspace, 'example.com/b/sub').reported);
    assert.deepEqual(
      workspace.modules.map(module => module.path),
      ['example.com/a', 'example.com/b'],
    );
  });

  it('GOWORK=off or another file is respected', async () => {
    const off = await load(WORK, { patterns: ['./a'], env: { GOWORK: 'off' } });
    assert.deepEqual(unit(off, 'example.com/a').dependencies, []);
    const other = await load(
      { ...WORK, 'other.work': 'use ./c\n' },
      { patterns: ['work'], env: { GOWORK: 'other.work' } },
    );
    assert.deepEqual(reported(other), ['example.com/c']);
    const missing = await load(WORK, { patterns: ['./a'], env: { GOWORK: 'no.work' } });
    assert.deepEqual(messages(missing), ['GOWORK=no.work names no file: it is ignored']);
  });

  it('replace leads to a directory', async () => {
    const mod = 'module example.com/a\n\nreplace example.com/b v1.2.3 => ../b\n\nreplace x.org/y => z.org/y v1.0.0\n';
    const workspace = await load({ ...WORK, 'a/go.mod': mod }, { in: 'a', env: { GOWORK: 'off' } });
    assert.deepEqual(unit(workspace, 'example.com/a').importUnits, { 'example.com/b/sub': 'example.com/b/sub' });
  });

  it('can be named in one run without go.work', async () => {
    const { 'go.work': _, ...tree } = WORK;
    const workspace = await load(tree, { patterns: ['./a/...', './c/...'] });
    assert.deepEqual(reported(workspace), ['example.com/a', 'example.com/c']);
    const none = await load(tree);
    assert.match(
      messages(none).join(),
      /matches no package: it does not enter nested modules: name them, such as \.\/a\//,
    );
  });

  it('a tree without go.mod has directory paths as import paths', async () => {
    const workspace = await load({
      'main.go': 'package main\n\nimport (\n\t"lib/deep"\n\t"time"\n)\n',
      'lib/deep/d.go': 'deep',
      'time/t.go': 'time',
    });
    assert.deepEqual(reported(workspace), ['.', 'lib/deep', 'time']);
    assert.deepEqual(unit(workspace, '.').importUnits, { 'lib/deep': 'lib/deep' });
  });
});
