/**
 * The files below a directory, of fixtures and the like. Modules of Go have names such as `nats.go`: a name tells no file.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Relative to the directory, with forward slashes, in the order of their names; none if there is no such directory. */
export async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(dir, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}
