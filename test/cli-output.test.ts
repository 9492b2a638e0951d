import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, readlink, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { writeOutput } from '../src/cli/output.ts';
import { progressOn } from '../src/cli/progress.ts';
import { uriPrefixOf } from '../src/cli/reports.ts';
import { inDirectory } from './cli-environment.ts';

describe('an output file', () => {
  it('is replaced whole, and leaves nothing beside it', () =>
    inDirectory(async dir => {
      const file = path.join(dir, 'out.json');
      await writeFile(file, 'a longer text than the new one');
      await writeOutput(file, 'new', '--format');
      assert.equal(await readFile(file, 'utf8'), 'new');
      assert.deepEqual(await readdir(dir), ['out.json']);
    }));

  it('is written through a symbolic link', () =>
    inDirectory(async dir => {
      await writeFile(path.join(dir, 'real'), 'old');
      await symlink('real', path.join(dir, 'link'));
      await writeOutput(path.join(dir, 'link'), 'new', '--format');
      assert.equal(await readlink(path.join(dir, 'link')), 'real');
      assert.equal(await readFile(path.join(dir, 'real'), 'utf8'), 'new');
    }));

  it('that cannot be written is a usage error, and leaves nothing behind', () =>
    inDirectory(async dir => {
      await mkdir(path.join(dir, 'out'));
      await assert.rejects(writeOutput(path.join(dir, 'out'), 'new', '--format'), {
        name: 'UsageError',
        message: /^--format: cannot write .*out: EISDIR/,
      });
      assert.deepEqual(await readdir(dir), ['out']);
    }));
});

describe('progress', () => {
  const lines: string[] = [];
  const write = (text: string): Promise<void> => {
    lines.push(text);
    return Promise.resolve();
  };

  it('is one line on a terminal, renewed ten times a second, and removed at the end', async () => {
    let now = 0;
    const progress = progressOn({ isTerminal: true, write }, () => now);
    assert.ok(progress);
    for (const [time, done] of [
      [50, 1],
      [120, 2],
      [180, 3],
      [230, 4],
    ] as const) {
      now = time;
      progress.update(done, 9);
    }
    await progress.end();
    assert.deepEqual(lines, ['\r\u001b[K2/9 packages', '\r\u001b[K4/9 packages', '\r\u001b[K']);
  });

  it('is silent when piped', () => {
    assert.equal(progressOn({ isTerminal: false, write }), undefined);
  });
});

describe('the prefix of URIs', () => {
  it('leads from the root of the repository to the working directory', () =>
    inDirectory(async dir => {
      await mkdir(path.join(dir, '.git'));
      await mkdir(path.join(dir, 'a/b'), { recursive: true });
      assert.equal(uriPrefixOf(path.join(dir, 'a/b')), 'a/b/');
      assert.equal(uriPrefixOf(dir), '');
    }));
});
