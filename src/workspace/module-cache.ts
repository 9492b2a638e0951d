/**
 * The module cache: where it is, and in which directory the sources of a module's version lie.
 *
 * Sources: https://go.dev/ref/mod#module-cache, https://pkg.go.dev/cmd/go#hdr-Environment_variables.
 */
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { absolutePath, entryOf, isAbsolutePath, toSlash } from './paths.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that say where the cache is. */
export const MODULE_CACHE_VARIABLES: readonly string[] = [
  'GOMODCACHE',
  'GOPATH',
  'GOENV',
  'HOME',
  'USERPROFILE',
  'XDG_CONFIG_HOME',
  'APPDATA',
];

/**
 * As `go env GOMODCACHE` says: of the environment, of the file that `go env -w` writes, or `pkg/mod` in the first folder
 * of GOPATH, whose default is `go` at home. Undefined if none of these is set.
 */
export function moduleCacheDir(env: Environment, platform: NodeJS.Platform = os.platform()): string | undefined {
  const settings = { ...readGoEnv(env, platform), ...withoutEmpty(env) };
  const cache = settings['GOMODCACHE'];
  if (cache !== undefined) return isAbsolutePath(cache) ? toSlash(cache) : undefined;
  const home = homeOf(env, platform);
  const gopath = settings['GOPATH']?.split(platform === 'win32' ? ';' : ':')[0] ?? (home && `${home}/go`);
  return gopath === undefined || gopath === '' ? undefined : absolutePath(gopath, 'pkg/mod');
}

function homeOf(env: Environment, platform: NodeJS.Platform): string | undefined {
  return env[platform === 'win32' ? 'USERPROFILE' : 'HOME'];
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}

function readGoEnv(env: Environment, platform: NodeJS.Platform): Environment {
  const file = env['GOENV'] ?? defaultGoEnv(env, platform);
  if (file === undefined || file === '' || file === 'off') return {};
  try {
    const settings = readFileSync(file, 'utf8').matchAll(/^(\w+)=(.*?)\r?$/gm);
    return withoutEmpty(Object.fromEntries(Array.from(settings, ([, name = '', value]) => [name, value])));
  } catch {
    return {};
  }
}

function defaultGoEnv(env: Environment, platform: NodeJS.Platform): string | undefined {
  const home = homeOf(env, platform);
  const under = (dir: string | undefined, below: string): string | undefined =>
    dir === undefined || dir === '' ? undefined : `${dir}/${below}`;
  if (platform === 'win32') return under(env['APPDATA'], 'go/env');
  if (platform === 'darwin') return under(home, 'Library/Application Support/go/env');
  return under(env['XDG_CONFIG_HOME'], 'go/env') ?? under(home, '.config/go/env');
}

/** The directory of a module's version in the cache, whether it is there or not. */
export function cachedModule(cache: string, path: string, version: string): string {
  return entryOf(cache, `${escaped(path)}@${escaped(version)}`);
}

/** Capitals as `!` and the small letter, since not all file systems tell them apart. */
function escaped(text: string): string {
  return text.replace(/[A-Z]/g, letter => `!${letter.toLowerCase()}`);
}
