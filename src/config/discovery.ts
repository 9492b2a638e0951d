/**
 * Finds the config file: `.goleaklint.yml` or `.goleaklint.yaml`, in the working directory or above it.
 *
 * The search ends at the root of the repository (`.git`), so that nested modules share its config, and outside of a
 * repository at the root of the module (`go.mod`). The nearest file counts; files are not merged.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../base/errors.ts';

const CONFIG_NAMES = ['.goleaklint.yml', '.goleaklint.yaml'] as const;

/**
 * @returns the absolute path, or undefined if there is none.
 * @throws {UsageError} If one directory holds both names.
 */
export function findConfig(cwd: string): string | undefined {
  for (const dir of searchedDirectories(cwd)) {
    const found = CONFIG_NAMES.filter(name => existsSync(path.join(dir, name)));
    if (found.length > 1) {
      throw new UsageError({
        location: path.relative(cwd, dir) || '.',
        problem: `holds both ${found.join(' and ')}`,
        remedy: 'Keep one of them.',
      });
    }
    if (found[0] !== undefined) return path.join(dir, found[0]);
  }
  return undefined;
}

/** From the working directory upwards. */
function searchedDirectories(cwd: string): string[] {
  const ancestors = [path.resolve(cwd)];
  for (let dir = path.resolve(cwd); path.dirname(dir) !== dir;) {
    dir = path.dirname(dir);
    ancestors.push(dir);
  }
  const holding = (name: string): number => ancestors.findIndex(dir => existsSync(path.join(dir, name)));
  const repository = holding('.git');
  const last = repository >= 0 ? repository : holding('go.mod');
  return ancestors.slice(0, last >= 0 ? last + 1 : 1);
}
