/**
 * The packages of a run by directory: their files that belong to the build, each header read once.
 */
import { readdirSync } from 'node:fs';
import { compareText } from '../base/position.ts';
import { fileNameHolds, type BuildContext } from './build-context.ts';
import { importPathOf, type GoModule, type ModuleTable } from './modules.ts';
import { failureCode, type NoticeList } from './notices.ts';
import { entryOf } from './paths.ts';
import { belongsTo, type BuildNeeds } from './ports.ts';
import { readBuildNeeds, readSourceFile, type SourceFile } from './source-file.ts';

export interface GoPackage {
  readonly importPath: string;
  /** Absolute, forward slashes. */
  readonly dir: string;
  readonly module: GoModule;
  /** By name. `_test.go` files only if they were asked for. */
  readonly files: readonly SourceFile[];
  /** Whether all that the directory holds are tests, in a run without tests. */
  readonly onlyTestsLeftOut: boolean;
}

export class PackageTable {
  private readonly build: BuildContext;
  private readonly modules: ModuleTable;
  private readonly notices: NoticeList;
  private readonly byDir = new Map<string, GoPackage>();

  constructor(build: BuildContext, modules: ModuleTable, notices: NoticeList) {
    this.build = build;
    this.modules = modules;
    this.notices = notices;
  }

  /** All packages loaded so far that have files, by directory. */
  all(): GoPackage[] {
    return [...this.byDir.values()].filter(({ files }) => files.length > 0).sort((a, b) => compareText(a.dir, b.dir));
  }

  /** The package of a directory. The first call decides whether its tests belong to the run. */
  load(dir: string, tests: boolean): GoPackage {
    let loaded = this.byDir.get(dir);
    if (loaded === undefined) {
      loaded = this.read(dir, tests);
      this.byDir.set(dir, loaded);
    }
    return loaded;
  }

  has(dir: string): boolean {
    return this.byDir.has(dir);
  }

  /** Reads the package of a directory without making it part of the run. */
  read(dir: string, tests: boolean): GoPackage {
    const module = this.modules.owner(dir);
    const names = this.fileNames(dir).filter(name => fileNameHolds(this.build, name));
    const wanted = tests ? names : names.filter(name => !isTestName(name));
    const files = wanted.flatMap(name => readSourceFile(entryOf(dir, name), this.build, this.notices) ?? []);
    const onlyTestsLeftOut = names.length > 0 && wanted.length === 0;
    return { importPath: importPathOf(module, dir), dir, module, files, onlyTestsLeftOut };
  }

  /** What the files of a directory that the build leaves out ask of theirs, by name. */
  leftOut(dir: string, tests: boolean): BuildNeeds[] {
    return this.fileNames(dir).flatMap(name => {
      if (!tests && isTestName(name)) return [];
      const needs = readBuildNeeds(entryOf(dir, name), this.notices);
      return needs === undefined || belongsTo(this.build, needs) ? [] : [needs];
    });
  }

  private fileNames(dir: string): string[] {
    try {
      return readdirSync(dir)
        .filter(name => name.endsWith('.go') && !/^[._]/.test(name))
        .sort(compareText);
    } catch (error) {
      this.notices.add('unreadable-file', `directory cannot be read (${failureCode(error)})`, dir);
      return [];
    }
  }
}

export function isTestName(fileName: string): boolean {
  return fileName.endsWith('_test.go');
}
