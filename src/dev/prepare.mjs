/**
 * npm's `prepare` step: builds `dist`, which is not committed, so that an install from git is complete.
 *
 * Plain JavaScript with no dependency, since pre-commit installs from git without the development dependencies:
 * they are then installed here first. All output goes to stderr, because pre-commit takes the stdout of `npm pack`
 * for a file name.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Settings of an outer `npm install -g` or `--omit=dev`, which would send the inner install astray. */
const OUTER_SETTINGS = /^npm_config_(global|global_prefix|local_prefix|prefix|location|omit|include|production|only)$/i;

function run(command, args) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OUTER_SETTINGS.test(name)));
  const shell = process.platform === 'win32';
  const { status, error } = spawnSync(command, args, { cwd: root, env, shell, stdio: ['ignore', 2, 2] });
  if (error !== undefined) throw error;
  return status ?? 1;
}

function installDevelopmentDependencies() {
  return run('npm', [
    'install',
    '--no-global',
    '--include=dev',
    '--ignore-scripts',
    '--no-save',
    '--no-audit',
    '--no-fund',
  ]);
}

const areInstalled = ['typescript', 'esbuild'].every(name => existsSync(`${root}node_modules/${name}/package.json`));
process.exitCode = areInstalled ? 0 : installDevelopmentDependencies();
if (process.exitCode === 0) process.exitCode = run(process.execPath, ['src/dev/run.mjs', 'build', '--programs']);
