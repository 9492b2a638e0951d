/** The built command with --all-platforms: what several builds find in one file counts once. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GO_MOD, goleaklint, LEAK } from './built-command.ts';
import { withTree, type Tree } from './workspace-tree.ts';

describe('all platforms', () => {
  const leakIn = (name: string, build = ''): string => `${build}${LEAK.replace('func fetch', `func ${name}`)}`;
  const TREE: Tree = {
    'go.mod': GO_MOD,
    'shared.go': leakIn('fetch'),
    'silenced.go': leakIn('quiet').replace('done <- nil', 'done <- nil //goleaklint:ignore abandoned-send -- a test'),
    'leak_darwin.go': leakIn('load'),
    'leak_windows.go': leakIn('load'),
    'tagged.go': leakIn('tagged', '//go:build integration\n\n'),
    'unused.go': 'package app\n\n//goleaklint:ignore abandoned-send -- nothing here\nfunc unused() {}\n',
    'pkg/only_windows.go': LEAK,
  };
  interface Report {
    readonly findings: readonly { readonly path: string; readonly fingerprint: string }[];
    readonly notices: readonly { readonly message: string }[];
    readonly summary: object;
  }
  const reportOf = (cwd: string, ...argv: string[]): Report =>
    JSON.parse(goleaklint(cwd, './...', '--only', 'abandoned-send', '--json', ...argv).stdout) as Report;

  it('report each leak once, wherever it is built', async () => {
    await withTree(TREE, dir => {
      const { findings, notices, summary } = reportOf(dir, '--all-platforms');
      const paths = findings.map(finding => finding.path);
      assert.deepEqual(paths, ['leak_darwin.go', 'leak_windows.go', 'pkg/only_windows.go', 'shared.go']);
      assert.equal(new Set(findings.map(finding => finding.fingerprint)).size, findings.length);
      assert.deepEqual(
        notices.map(({ message }) => message),
        [
          '1 file belongs to no platform unless --tags says so: tagged.go (integration)',
          'this directive silences nothing: remove it',
        ],
      );
      assert.deepEqual(summary, {
        packages: 2,
        files: 6,
        importsWithoutSource: 0,
        findings: 4,
        suppressed: 1,
        withheld: 0,
        filtered: 0,
      });
      return Promise.resolve();
    });
  });

  it('are not analysed unless asked for', async () => {
    await withTree(TREE, dir => {
      const { findings } = reportOf(dir);
      assert.deepEqual(
        findings.map(finding => finding.path),
        ['shared.go'],
      );
      return Promise.resolve();
    });
  });

  it('keep the fingerprints of the build of the user', async () => {
    await withTree(TREE, dir => {
      const own = reportOf(dir).findings[0];
      const all = reportOf(dir, '--all-platforms').findings.find(({ path: at }) => at === own?.path);
      assert.equal(all?.fingerprint, own?.fingerprint);
      return Promise.resolve();
    });
  });

  it('do not call a directive unused that one of them needs', async () => {
    const directive = '//goleaklint:ignore abandoned-send -- a test';
    const tree: Tree = {
      'go.mod': GO_MOD,
      'shared.go': leakIn('fetch')
        .replace('make(chan error)', 'make(chan error, size)')
        .replace('done <- nil', `done <- nil ${directive}`),
      'size_linux.go': 'package app\n\nconst size = 1\n',
      'size_windows.go': 'package app\n\nconst size = 0\n',
    };
    await withTree(tree, dir => {
      assert.equal(reportOf(dir).notices.length, 1);
      assert.deepEqual(reportOf(dir, '--all-platforms').notices, []);
      return Promise.resolve();
    });
  });
});
