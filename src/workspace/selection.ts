/**
 * Turns the patterns of a run into the directories whose packages are reported.
 */
import { isDirectory, isFile } from './disk.ts';
import { importPathOf, type GoModule, type ModuleTable } from './modules.ts';
import type { NoticeList } from './notices.ts';
import { absolutePath, baseName, isAbsolutePath, isWithin, parentOf, relativePath, toSlash } from './paths.ts';
import { fixedDirectory, hasWildcard, isRelativePath, patternMatcher } from './pattern.ts';
import { isIgnoredByModule, isSkippedName, walkGoDirectories, type Walk } from './walk.ts';

export interface SelectedDirectory {
  /** Reported as a whole; else only `files`. */
  whole: boolean;
  /** Whether a pattern names just this directory, so that it must hold a package. */
  explicit: boolean;
  /** Absolute paths of file arguments. */
  readonly files: Set<string>;
}

export interface Selection {
  readonly dirs: ReadonlyMap<string, SelectedDirectory>;
  /** Directories of which patterns match all packages, but for those of nested modules. */
  readonly trees: readonly string[];
  /** How many arguments name an existing file. */
  readonly fileArguments: number;
}

export async function selectDirectories(
  patterns: readonly string[],
  cwd: string,
  modules: ModuleTable,
  notices: NoticeList,
): Promise<Selection> {
  const selector = new Selector(cwd, modules, notices);
  for (const pattern of patterns.length === 0 ? ['./...'] : patterns) await selector.add(toSlash(pattern));
  selector.addFiles();
  return { dirs: selector.dirs, trees: selector.trees, fileArguments: selector.files.length };
}

class Selector {
  readonly dirs = new Map<string, SelectedDirectory>();
  readonly trees: string[] = [];
  readonly files: string[] = [];
  private readonly cwd: string;
  private readonly modules: ModuleTable;
  private readonly notices: NoticeList;

  constructor(cwd: string, modules: ModuleTable, notices: NoticeList) {
    this.cwd = cwd;
    this.modules = modules;
    this.notices = notices;
  }

  async add(pattern: string): Promise<void> {
    const path = absolutePath(this.cwd, pattern);
    if (!hasWildcard(pattern) && isFile(path)) this.files.push(path);
    else if (isRelativePath(pattern) || isAbsolutePath(pattern)) await this.addPath(pattern);
    else if (pattern === 'work' || pattern === 'all') await this.addMainModules(pattern);
    else await this.addImportPath(pattern);
  }

  /** File arguments come last: whether their directory is named too must be known. */
  addFiles(): void {
    for (const file of this.files) {
      const dir = parentOf(file);
      const problem = file.endsWith('.go') ? this.skipReason(dir) : 'it is not a Go file';
      if (problem === undefined) this.select(dir).files.add(file);
      else this.notices.add('skipped-file', `skipped: ${problem}`, file);
    }
  }

  private skipReason(dir: string): string | undefined {
    if (this.dirs.get(dir)?.whole === true) return undefined;
    const { root, file } = this.modules.owner(dir);
    const inside = isWithin(root.dir, dir) ? dir.slice(root.dir.length) : '';
    const skipped = inside.split('/').find(name => name === 'vendor' || isSkippedName(name));
    const advice = `name its directory as well to analyse it: ./${relativePath(this.cwd, dir)}`;
    if (skipped !== undefined) return `it lies in a directory named "${skipped}"; ${advice}`;
    if (!isIgnoredByModule(file?.ignores ?? [], root.dir, dir)) return undefined;
    return `an ignore line of go.mod covers it; ${advice}`;
  }

  private async addPath(pattern: string): Promise<void> {
    if (hasWildcard(pattern)) {
      await this.addTree(pattern);
      return;
    }
    const dir = absolutePath(this.cwd, pattern);
    if (isDirectory(dir)) this.selectExplicit(dir);
    else this.notices.add('no-such-pattern', `"${pattern}" names no file or directory: check the spelling`);
  }

  private async addTree(pattern: string): Promise<void> {
    const fixed = fixedDirectory(pattern);
    const dir = absolutePath(this.cwd, fixed);
    if (!isDirectory(dir)) {
      this.notices.add('no-such-pattern', `"${pattern}": there is no directory "${fixed}": check the spelling`);
      return;
    }
    const matches = patternMatcher(dir === '/' ? pattern : dir + pattern.slice(fixed.length));
    const walks: Walk[] = [];
    // As written, so that a working directory that lies in testdata is no obstacle.
    const isEntered = !isSkippedName(baseName(fixed)) || /^\.\.?$/.test(baseName(fixed));
    const roots = isEntered ? this.walkRoots(dir, pattern) : [];
    for (const root of roots) walks.push(await this.walk(root, pattern));
    if (pattern === `${fixed}/...`) this.trees.push(...roots);
    const found = walks.flatMap(walk => walk.dirs).filter(matches);
    for (const match of found) this.select(match).whole = true;
    if (found.length === 0) this.explainNoMatch(pattern, walks);
  }

  /** Outside any module, `...` covers the modules that go.work uses below that directory. */
  private walkRoots(dir: string, pattern: string): string[] {
    if (this.modules.owner(dir).file !== undefined || this.modules.work === undefined) return [dir];
    const roots = this.modules.used().flatMap(({ root }) => (isWithin(dir, root.dir) ? [root.dir] : []));
    if (roots.length === 0) return [dir];
    const names = roots.map(root => `./${relativePath(this.cwd, root)}`).join(', ');
    this.notices.add('workspace', `"${pattern}" lies outside any module: the modules of go.work are taken: ${names}`);
    return roots;
  }

  private explainNoMatch(pattern: string, walks: readonly Walk[]): void {
    const nested = walks.flatMap(walk => walk.nested);
    const [first] = nested;
    const advice =
      first === undefined
        ? 'check the spelling'
        : `it does not enter nested modules: name them, such as ./${relativePath(this.cwd, first)}/...`;
    this.notices.add('no-such-pattern', `"${pattern}" matches no package: ${advice}`);
  }

  private async addMainModules(pattern: string): Promise<void> {
    const used = this.modules.used();
    const { current } = this.modules;
    const roots = used.length > 0 ? used : current === undefined ? [] : [current];
    for (const { root } of roots) await this.addMatching(root.dir, pattern, () => true);
    this.trees.push(...roots.map(({ root }) => root.dir));
    if (roots.length === 0) this.notices.add('no-such-pattern', `"${pattern}": there is no go.work or go.mod here`);
  }

  private async addImportPath(pattern: string): Promise<void> {
    const added = hasWildcard(pattern) ? await this.addImportPaths(pattern) : this.addOneImportPath(pattern);
    if (added) return;
    const asPath = `./${pattern}`;
    if (isDirectory(absolutePath(this.cwd, fixedDirectory(`${asPath}...`)))) {
      if (hasWildcard(pattern) || isDirectory(absolutePath(this.cwd, pattern))) {
        await this.addPath(asPath);
        return;
      }
    }
    const remedy = 'name a directory such as ./dir, a file, or an import path of this module';
    this.notices.add('no-such-pattern', `"${pattern}" names nothing that lies here: ${remedy}`);
  }

  private addOneImportPath(importPath: string): boolean {
    const from = this.modules.owner(this.cwd);
    const dir = this.modules.resolve(importPath, from, this.cwd);
    if (dir !== undefined) this.selectExplicit(dir);
    return dir !== undefined;
  }

  private async addImportPaths(pattern: string): Promise<boolean> {
    const literal = pattern.split('...', 1)[0] ?? '';
    const matches = patternMatcher(pattern);
    let matched = 0;
    for (const module of this.modules.named()) {
      const { path, dir } = module.root;
      if (!`${path}/`.startsWith(literal) && !literal.startsWith(`${path}/`)) continue;
      matched += await this.addMatching(dir, pattern, found => matches(importPathOf(module, found)));
    }
    return matched > 0;
  }

  /** Returns how many directories match. */
  private async addMatching(root: string, pattern: string, matches: (dir: string) => boolean): Promise<number> {
    const found = (await this.walk(root, pattern)).dirs.filter(matches);
    for (const dir of found) this.select(dir).whole = true;
    return found.length;
  }

  private async walk(root: string, pattern: string): Promise<Walk> {
    const found = await walkGoDirectories(root, pattern.split('/').includes('vendor'), this.notices);
    return { nested: found.nested, dirs: found.dirs.filter(dir => !this.isIgnored(dir)) };
  }

  private isIgnored(dir: string): boolean {
    const owner: GoModule = this.modules.owner(dir);
    return isIgnoredByModule(owner.file?.ignores ?? [], owner.root.dir, dir);
  }

  private selectExplicit(dir: string): void {
    const selected = this.select(dir);
    selected.whole = true;
    selected.explicit = true;
  }

  private select(dir: string): SelectedDirectory {
    let selected = this.dirs.get(dir);
    if (selected === undefined) {
      selected = { whole: false, explicit: false, files: new Set() };
      this.dirs.set(dir, selected);
    }
    return selected;
  }
}
