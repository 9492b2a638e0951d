/**
 * Package patterns as text: what `...` matches.
 */

/** Where the name `vendor` stands as a whole path element. */
const VENDOR = '\0';

/**
 * Matches import paths or directories as the go tool does: `...` is any text, a final `/...` is optional (`net/...`
 * matches `net`), and `...` never matches a path element `vendor`.
 */
export function patternMatcher(pattern: string): (name: string) => boolean {
  const source = hideVendor(pattern)
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replace(new RegExp(`${VENDOR}/\\\\.\\\\.\\\\.$`), `(?:${VENDOR}(?:/\\.\\.\\.)?)`)
    .replace(/\/\\\.\\\.\\\.$/, '(?:/\\.\\.\\.)?')
    .replaceAll('\\.\\.\\.', `[^${VENDOR}]*`);
  const expression = new RegExp(`^${source}$`, 's');
  return name => expression.test(hideVendor(name));
}

function hideVendor(path: string): string {
  return path.replace(/(?<=^|\/)vendor(?=\/|$)/g, VENDOR);
}

export function hasWildcard(pattern: string): boolean {
  return pattern.includes('...');
}

/** The directory part before the first `...`; `.` if there is none. */
export function fixedDirectory(pattern: string): string {
  const before = pattern.split('...', 1)[0] ?? '';
  const slash = before.lastIndexOf('/');
  if (slash === 0) return '/';
  return slash < 0 ? '.' : before.slice(0, slash);
}

/** Whether the pattern is a path: `.`, `..`, `./x`, `../x` (absolute ones are the caller's to tell). */
export function isRelativePath(pattern: string): boolean {
  return /^\.\.?(?:\/|$)/.test(pattern);
}
