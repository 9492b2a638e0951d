/**
 * Questions to the file system that have an answer for every path, also for one that the system refuses.
 */
import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';

/** Larger files are not read, with a notice. In bytes. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** Follows symbolic links; undefined if there is nothing, or nothing that may be seen. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

export function isFile(path: string): boolean {
  return statOf(path)?.isFile() ?? false;
}

export function isDirectory(path: string): boolean {
  return statOf(path)?.isDirectory() ?? false;
}

/** Whether the directory exists, may be read and has an entry named like a Go file. */
export function hasGoFiles(dir: string): boolean {
  try {
    return readdirSync(dir).some(name => name.endsWith('.go'));
  } catch {
    return false;
  }
}

/** The text of go.mod or go.work; undefined without such a file. Throws if it cannot be read or is too large. */
export function readModuleFile(path: string): string | undefined {
  const stat = statOf(path);
  if (stat?.isFile() !== true) return undefined;
  if (stat.size > MAX_FILE_BYTES) throw new RangeError(`${path} has ${stat.size} bytes`);
  return readFileSync(path, 'utf8');
}
