/**
 * Paths as text, with forward slashes: what `path.posix` would do, for code that also runs in a browser.
 */

/** Like Go's path/filepath.Clean on Unix: no empty, `.` or avoidable `..` segments; `''` stays `''`. */
export function cleanPath(path: string): string {
  if (path === '') return '';
  const rooted = path.startsWith('/');
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.length > 0 && segments.at(-1) !== '..') segments.pop();
    else if (!rooted) segments.push(segment);
  }
  const joined = segments.join('/');
  if (rooted) return `/${joined}`;
  return joined === '' ? '.' : joined;
}

/** `path` seen from the absolute directory `dir`. */
export function absolutePath(dir: string, path: string): string {
  return cleanPath(isAbsolute(path) ? path : `${dir}/${path}`);
}

/** Unix or Windows (`C:/…`). */
function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}

/** The part of `path` below `dir`, or undefined if it is not below. */
export function relativeTo(dir: string, path: string): string | undefined {
  const prefix = dir.endsWith('/') ? dir : `${dir}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
