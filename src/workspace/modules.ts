/**
 * The modules that lie on disk: which one owns a directory, and where an import path leads.
 */
import type { ModuleRoot } from '../base/source.ts';
import { hasGoFiles, isDirectory, isFile, readModuleFile } from './disk.ts';
import { parseGoMod, parseGoWork, type FileProblem, type GoMod, type GoWork } from './module-file.ts';
import { failureCode, type NoticeList } from './notices.ts';
import { absolutePath, entryOf, isWithin, parentOf } from './paths.ts';
import { isRelativePath } from './pattern.ts';
import { isStandardLibrary } from './standard-library.ts';

export interface GoModule {
  readonly root: ModuleRoot;
  /** Absent for a tree without go.mod. */
  readonly file?: GoMod;
  /** Whether the go.work of this run uses it. */
  readonly inWork: boolean;
}

export interface WorkRoot {
  readonly dir: string;
  readonly file: GoWork;
}

export class ModuleTable {
  /** The go.work that applies, if any. */
  readonly work: WorkRoot | undefined;
  /** The module of the working directory; undefined in a tree without go.mod. */
  readonly current: GoModule | undefined;
  private readonly cwd: string;
  private readonly notices: NoticeList;
  /** By directory; undefined where there is no go.mod. */
  private readonly byDir = new Map<string, GoModule | undefined>();
  /** Modules that imports may lead to, by module path; the first with a path wins. */
  private readonly byPath = new Map<string, GoModule>();
  private readonly withoutModule: GoModule;
  private readonly sourceDirs = new Map<string, boolean>();

  constructor(cwd: string, gowork: string | undefined, notices: NoticeList) {
    this.cwd = cwd;
    this.notices = notices;
    this.withoutModule = { root: { path: '', dir: cwd }, inWork: false };
    this.work = this.findWork(gowork ?? '');
    const current = this.owner(cwd);
    this.current = current === this.withoutModule ? undefined : current;
    for (const module of this.used()) this.register(module);
    if (this.work !== undefined) this.registerReplacements(this.work.file, this.work.dir);
  }

  /** The modules of go.work that exist, in its order. */
  used(): GoModule[] {
    const { work } = this;
    if (work === undefined) return [];
    return work.file.uses.flatMap(use => this.moduleAt(absolutePath(work.dir, use)) ?? []);
  }

  /** The modules whose import paths patterns can name. */
  named(): GoModule[] {
    return [...this.byPath.values()];
  }

  /** The module that `dir` belongs to: of the nearest go.mod upwards, else the tree of the working directory. */
  owner(dir: string): GoModule {
    for (let at = dir; ; at = parentOf(at)) {
      const module = this.moduleAt(at);
      if (module !== undefined) return module;
      if (parentOf(at) === at) return this.withoutModule;
    }
  }

  /** The directory of an import, as seen from `from`; undefined if its source does not lie in a module of this run. */
  resolve(importPath: string, from: GoModule, importingDir: string): string | undefined {
    if (isRelativePath(importPath)) {
      const dir = absolutePath(importingDir, importPath);
      return isWithin(from.root.dir, dir) ? this.sourceDir(dir) : undefined;
    }
    if (!isCleanPath(importPath)) return undefined;
    if (from.file === undefined && !isStandardLibrary(importPath)) {
      const dir = this.sourceDir(absolutePath(from.root.dir, importPath));
      if (dir !== undefined) return dir;
    }
    for (let prefix = importPath; ; prefix = parentOf(prefix)) {
      const module = prefix === from.root.path ? from : this.byPath.get(prefix);
      if (module !== undefined) {
        const dir = this.sourceDir(`${module.root.dir}${importPath.slice(prefix.length)}`);
        // A nested module is reached only under its own path.
        if (dir !== undefined && this.owner(dir) === module) return dir;
      }
      if (!prefix.includes('/')) return undefined;
    }
  }

  private sourceDir(dir: string): string | undefined {
    let hasSource = this.sourceDirs.get(dir);
    if (hasSource === undefined) {
      hasSource = isDirectory(dir) && hasGoFiles(dir);
      this.sourceDirs.set(dir, hasSource);
    }
    return hasSource ? dir : undefined;
  }

  private moduleAt(dir: string): GoModule | undefined {
    if (!this.byDir.has(dir)) this.byDir.set(dir, this.readModule(dir));
    return this.byDir.get(dir);
  }

  private readModule(dir: string): GoModule | undefined {
    const path = entryOf(dir, 'go.mod');
    const text = this.readNoting(path);
    if (text === undefined) return undefined;
    const file = parseGoMod(text);
    this.report(file.problems, path);
    const { work } = this;
    const inWork = work?.file.uses.some(use => absolutePath(work.dir, use) === dir) ?? false;
    const module: GoModule = { root: { path: file.module ?? '', dir }, file, inWork };
    this.byDir.set(dir, module);
    this.register(module);
    this.registerReplacements(file, dir);
    return module;
  }

  private register(module: GoModule): void {
    const { path } = module.root;
    if (path !== '' && !this.byPath.has(path)) this.byPath.set(path, module);
  }

  /** A replaced module is reached under the path that it replaces, which may differ from its own. */
  private registerReplacements(file: GoMod | GoWork, dir: string): void {
    for (const replacement of file.replacements) {
      const target = this.moduleAt(absolutePath(dir, replacement.dir));
      if (target !== undefined && !this.byPath.has(replacement.path)) this.byPath.set(replacement.path, target);
    }
  }

  private findWork(gowork: string): WorkRoot | undefined {
    if (gowork === 'off') return undefined;
    if (gowork !== '') {
      const work = this.readWork(absolutePath(this.cwd, gowork));
      if (work === undefined) this.notices.add('bad-module-file', `GOWORK=${gowork} names no file: it is ignored`);
      return work;
    }
    for (let at = this.cwd; ; at = parentOf(at)) {
      const work = this.readWork(entryOf(at, 'go.work'));
      if (work !== undefined || parentOf(at) === at) return work;
    }
  }

  private readWork(path: string): WorkRoot | undefined {
    const text = this.readNoting(path);
    if (text === undefined) return undefined;
    const file = parseGoWork(text);
    this.report(file.problems, path);
    for (const use of file.uses) this.checkUse(path, use);
    return { dir: parentOf(path), file };
  }

  private checkUse(workFile: string, use: string): void {
    const dir = absolutePath(parentOf(workFile), use);
    if (isFile(entryOf(dir, 'go.mod'))) return;
    this.notices.add('bad-module-file', `"use ${use}" names a directory without go.mod: remove it`, workFile);
  }

  private readNoting(path: string): string | undefined {
    try {
      return readModuleFile(path);
    } catch (error) {
      const reason = error instanceof RangeError ? 'too large' : failureCode(error);
      this.notices.add('bad-module-file', `cannot be read (${reason}): it is ignored`, path);
      return undefined;
    }
  }

  private report(problems: readonly FileProblem[], path: string): void {
    for (const { message, line } of problems) this.notices.add('bad-module-file', message, path, line);
  }
}

/** Whether the path has no empty, `.` or `..` element, so that it is no second name of something else. */
export function isCleanPath(importPath: string): boolean {
  return importPath.split('/').every(element => !/^\.{0,2}$/.test(element));
}

/** The import path of the package in `dir`, which lies in `module`. */
export function importPathOf(module: GoModule, dir: string): string {
  const { path, dir: root } = module.root;
  if (dir === root) return path === '' ? '.' : path;
  if (!isWithin(root, dir)) return dir;
  const inside = dir.slice(root.length).replace(/^\//, '');
  return path === '' ? inside : `${path}/${inside}`;
}
