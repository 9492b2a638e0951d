/**
 * Finds the directories under a root that hold Go files and that `...` may match.
 *
 * .gitignore plays no part, as in the go tool. Symbolic links to directories are not followed.
 */
import { readdir, type Dirent } from 'node:fs';
import type { Options } from 'globby';
import { isFile } from './disk.ts';
import { failureCode, type NoticeList } from './notices.ts';
import { baseName, entryOf, isWithin, parentOf, toSlash } from './paths.ts';

export interface Walk {
  /** Directories with `.go` files, absolute, sorted. The root is one of them if it has any. */
  readonly dirs: readonly string[];
  /** Directories of nested modules, which the walk does not enter. Sorted, outermost only. */
  readonly nested: readonly string[];
}

/** Whether `...` passes over a directory of this name, and all below it. */
export function isSkippedName(name: string): boolean {
  return name === 'testdata' || name.startsWith('_') || name.startsWith('.');
}

/** `vendor` says that directories of that name are entered too. */
export async function walkGoDirectories(root: string, vendor: boolean, notices: NoticeList): Promise<Walk> {
  const { globby } = await import('globby');
  const failures = new Map<string, string>();
  const entries = await globby(['**/*.go', '**/go.mod'], {
    cwd: root,
    ignore: ['**/testdata/**', '**/_*/**', ...(vendor ? [] : ['**/vendor/**'])],
    dot: false,
    onlyFiles: false,
    expandDirectories: false,
    followSymbolicLinks: false,
    objectMode: true,
    fs: { readdir: readdirNoting(failures) },
  });
  // Directories are read in no fixed order, notices must have one.
  for (const dir of [...failures.keys()].sort()) {
    notices.add('unreadable-file', `directory cannot be read (${failures.get(dir) ?? ''})`, dir);
  }
  const dirs = new Set<string>();
  const nested = new Set<string>();
  for (const { path, dirent } of entries) {
    const file = entryOf(root, path);
    if (!leadsToFile(file, dirent)) continue;
    const dir = parentOf(file);
    if (baseName(file) !== 'go.mod') dirs.add(dir);
    else if (dir !== root) nested.add(dir);
  }
  const outermost = outermostOf([...nested].sort());
  return { dirs: [...dirs].filter(dir => !isInAny(dir, outermost)).sort(), nested: [...outermost] };
}

/** A symbolic link to a file is a file. */
function leadsToFile(path: string, entry: Pick<Dirent, 'isFile' | 'isSymbolicLink'>): boolean {
  return entry.isSymbolicLink() ? isFile(path) : entry.isFile();
}

function outermostOf(sorted: readonly string[]): Set<string> {
  const outermost = new Set<string>();
  for (const dir of sorted) if (!isInAny(parentOf(dir), outermost)) outermost.add(dir);
  return outermost;
}

function isInAny(dir: string, roots: ReadonlySet<string>): boolean {
  for (let at = dir; ; at = parentOf(at)) {
    if (roots.has(at)) return true;
    if (parentOf(at) === at) return false;
  }
}

/** A directory that cannot be read is put into `failures` and taken for empty, so that the rest is still found. */
function readdirNoting(failures: Map<string, string>): ReadDirectory {
  function read(dir: string, options: { withFileTypes: true }, callback: DirentCallback): void;
  function read(dir: string, callback: NameCallback): void;
  function read(dir: string, options: { withFileTypes: true } | NameCallback, callback?: DirentCallback): void {
    if (typeof options === 'function') readdir(dir, options);
    else {
      readdir(dir, options, (error, entries) => {
        if (error !== null) failures.set(toSlash(dir), failureCode(error));
        callback?.(null, error === null ? entries : []);
      });
    }
  }
  return read;
}

type ReadDirectory = NonNullable<NonNullable<Options['fs']>['readdir']>;
type DirentCallback = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void;
type NameCallback = (error: NodeJS.ErrnoException | null, names: string[]) => void;

/** Whether go.mod `ignore` lines cover a directory: `./x` from the module's root, `x` at any depth. */
export function isIgnoredByModule(ignores: readonly string[], moduleDir: string, dir: string): boolean {
  if (ignores.length === 0 || !isWithin(moduleDir, dir)) return false;
  const inside = `${dir.slice(moduleDir.length).replace(/^\//, '')}/`;
  return ignores.some(ignore => {
    const name = ignore.replace(/\/+$/, '');
    return name.startsWith('./') ? inside.startsWith(`${name.slice(2)}/`) : `/${inside}`.includes(`/${name}/`);
  });
}
