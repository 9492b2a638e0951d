/**
 * The Go modules that lie in a directory, as a user would name them: no test data, nothing vendored.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';

const SKIPPED = /^(?:vendor|testdata|node_modules|[._].*)$/;

/** Directories with go.mod, outermost first. */
export function moduleDirs(dir: string): string[] {
  const entries = readdirSync(dir, { withFileTypes: true });
  const own = entries.some(entry => entry.isFile() && entry.name === 'go.mod') ? [dir] : [];
  const below = entries.filter(entry => entry.isDirectory() && !SKIPPED.test(entry.name));
  return [...own, ...below.flatMap(entry => moduleDirs(path.join(dir, entry.name)))];
}
