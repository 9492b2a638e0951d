/**
 * The packages of a build list by import path: which exist, how they are called, and which files they have. Reads
 * headers, and those only of packages that are asked for.
 */
import { readdirSync } from 'node:fs';
import { compareText } from '../base/position.ts';
import { fileNameHolds } from './build-context.ts';
import type { BuildList } from './build-list.ts';
import { isCleanPath } from './modules.ts';
import { NoticeList } from './notices.ts';
import { isTestName } from './package-table.ts';
import { entryOf, parentOf } from './paths.ts';
import { readSourceFile } from './source-file.ts';

interface Dependency {
  readonly name: string;
  readonly dir: string;
  /** File names by name, the first of them known to belong to the build. */
  readonly files: readonly string[];
}

export class DependencyTable {
  private readonly list: BuildList;
  private readonly known = new Map<string, Dependency | undefined>();
  /** What is wrong with files of others is not for the user to mend. */
  private readonly unheard: NoticeList;

  constructor(list: BuildList) {
    this.list = list;
    this.unheard = new NoticeList('/');
  }

  /** The name in the package clause; undefined if no file of such a package belongs to the build. */
  nameOf(importPath: string): string | undefined {
    return this.find(importPath)?.name;
  }

  /** Absolute paths of the files that belong to the build, by name, without tests. */
  filesOf(importPath: string): readonly string[] {
    const found = this.find(importPath);
    if (found === undefined) return [];
    return found.files.map(file => entryOf(found.dir, file)).filter(path => this.packageOf(path) === found.name);
  }

  private find(importPath: string): Dependency | undefined {
    if (!this.known.has(importPath)) this.known.set(importPath, this.search(importPath));
    return this.known.get(importPath);
  }

  private search(importPath: string): Dependency | undefined {
    if (!isCleanPath(importPath)) return undefined;
    for (const dir of this.directories(importPath)) {
      const found = this.readDirectory(dir);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Where the package may lie: the longest module path first, as the go command looks for it. */
  private *directories(importPath: string): Generator<string> {
    const { modules, vendor } = this.list;
    for (let prefix = importPath; ; prefix = parentOf(prefix)) {
      const root = modules[prefix];
      if (root !== undefined) yield `${root}${importPath.slice(prefix.length)}`;
      if (!prefix.includes('/')) break;
    }
    if (vendor !== undefined) yield entryOf(vendor, importPath);
  }

  private readDirectory(dir: string): Dependency | undefined {
    const names = goFileNames(dir).filter(name => !isTestName(name) && fileNameHolds(this.list.build, name));
    for (const [index, file] of names.entries()) {
      const name = this.packageOf(entryOf(dir, file));
      if (name !== undefined) return { name, dir, files: names.slice(index) };
    }
    return undefined;
  }

  private packageOf(path: string): string | undefined {
    return readSourceFile(path, this.list.build, this.unheard)?.packageName;
  }
}

function goFileNames(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter(name => name.endsWith('.go') && !/^[._]/.test(name))
      .sort(compareText);
  } catch {
    return [];
  }
}
