/**
 * The built program as a process: what only streams, signals of a closed pipe and exit codes can show.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

const PROGRAM = 'dist/cli.js';

function goleaklint(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...argv], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the program', () => {
  it('has the version of its package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(goleaklint('--version'), { status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('exits with 2 and no stack trace on wrong use', () => {
    const { status, stdout, stderr } = goleaklint('--enabel', 'all');
    assert.deepEqual([status, stdout], [2, '']);
    assert.equal(stderr, 'goleaklint: --enabel: unknown flag\n  Did you mean --enable?\n');
  });

  it('reads a profile from its standard input and one of goroutines from a file', () => {
    const profiles = ['--profile', '-', '--profile', '../goroutine.dump.txt', '--fail-on', 'goroutine>=4'];
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [path.resolve(PROGRAM), ...profiles, './cmd/goroutines'],
      {
        cwd: 'testdata/profiles/src',
        encoding: 'utf8',
        input: readFileSync('testdata/profiles/sampled-plain.pb.gz'),
      },
    );
    assert.equal(status, 0);
    assert.match(stdout, /^ +3 +21\.43% +0 +1 min +line +cmd\/goroutines\/main\.go:69 \(abandoned-send\)$/m);
    assert.match(stdout, /^ +3 at cmd\/goroutines\/main\.go:69 \[chan send\]$/m);
    assert.doesNotMatch(stderr, /dump/);
  });

  it('can be started as a command, by its first line', () => {
    assert.match(readFileSync(PROGRAM, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });

  it('ends quietly if nobody reads its output', async () => {
    const child = spawn(process.execPath, [PROGRAM, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise(resolve => child.on('close', resolve));
    assert.deepEqual([code, stderr], [0, '']);
  });

  it('says so if its output cannot be written', { skip: !existsSync('/dev/full') }, () => {
    const full = openSync('/dev/full', 'w');
    const child = spawnSync(process.execPath, [PROGRAM, '--help'], {
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    assert.equal(child.status, 2);
    assert.match(
      child.stderr,
      /^goleaklint: standard output: cannot be written: ENOSPC.*\n {2}Send it to another place\.\n$/,
    );
  });

  it('says so on a Node that is too old to run it', () => {
    const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })`;
    const argv = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, PROGRAM, '--version'];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^goleaklint: needs Node\.js 20\.19 or newer, this is 18\.20\.4\n/);
  });
});
