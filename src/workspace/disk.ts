/**
 * Questions to the file system that have an answer for every path, also for one that the system refuses.
 */
import { readdirSync, readFileSync, statSync, type Dirent, type Stats } from 'node:fs';
import { entryOf } from './paths.ts';

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

/** All Go files below a directory, also those that no pattern matches; those of `node_modules` are not looked for. */
export function* goFilesBelow(dir: string): Generator<string> {
  for (const entry of entriesOf(dir)) {
    const path = entryOf(dir, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git') yield* goFilesBelow(path);
    else if (!entry.isDirectory() && entry.name.endsWith('.go')) yield path;
  }
}

function entriesOf(dir: string): readonly Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Empty if the file cannot be read. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The text of go.mod or go.work; undefined without such a file. Throws if it cannot be read or is too large. */
export function readModuleFile(path: string): string | undefined {
  const stat = statOf(path);
  if (stat?.isFile() !== true) return undefined;
  if (stat.size > MAX_FILE_BYTES) throw new RangeError(`${path} has ${stat.size} bytes`);
  return readFileSync(path, 'utf8');
}
