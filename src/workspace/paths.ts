/**
 * Absolute paths with forward slashes, on every platform: the only form in which this folder compares paths.
 */
import path from 'node:path';

/** Makes `file` absolute against `base`, cleaned. */
export function absolutePath(base: string, file: string): string {
  return toSlash(path.resolve(base, file));
}

/** `file` relative to `base`; `''` for `base` itself. Another drive of Windows stays absolute. */
export function relativePath(base: string, file: string): string {
  return toSlash(path.relative(base, file));
}

/** The entry `name` of `dir`. */
export function entryOf(dir: string, name: string): string {
  return dir.endsWith('/') ? `${dir}${name}` : `${dir}/${name}`;
}

export function toSlash(file: string): string {
  return path.sep === '\\' ? file.replaceAll('\\', '/') : file;
}

export function isAbsolutePath(file: string): boolean {
  return path.isAbsolute(file);
}

export function parentOf(file: string): string {
  return path.posix.dirname(file);
}

export function baseName(file: string): string {
  return path.posix.basename(file);
}

/** Whether `file` is `dir` or lies in it. Both absolute. */
export function isWithin(dir: string, file: string): boolean {
  return file === dir || file.startsWith(dir.endsWith('/') ? dir : `${dir}/`);
}
