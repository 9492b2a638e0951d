/**
 * Build lists: which modules a main module sees, and where their sources lie. Plain data that crosses threads.
 *
 * The go command's own term, for the versions that it selects. Here they are what go.mod says: since Go 1.17 it lists
 * every module that the build needs, and of older files only the modules required directly are known.
 */
import type { GoMinor } from '../base/go-version.ts';
import { flagOfGoflags, type BuildContext } from './build-context.ts';
import { isDirectory, readModuleFile } from './disk.ts';
import { cachedModule, moduleCacheDir } from './module-cache.ts';
import type { GoMod, ModuleFile } from './module-file.ts';
import { compareVersions } from './module-version.ts';
import type { GoModule, ModuleTable } from './modules.ts';
import { absolutePath, entryOf } from './paths.ts';

export interface BuildList {
  readonly build: BuildContext;
  /** Directories of modules by module path, main modules among them; whether they exist is not known. */
  readonly modules: Readonly<Record<string, string>>;
  /** A folder in which import paths are directories. */
  readonly vendor?: string;
}

export interface BuildListRequest {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly build: BuildContext;
  /** Whether sources in the module cache are read. */
  readonly moduleCache: boolean;
}

/** From this release on, a vendor folder is used without being asked for. */
const VENDOR_BY_DEFAULT: GoMinor = 14;
/** The same for the vendor folder of go.work. */
const WORK_VENDOR: GoMinor = 22;

/** The build lists of a run, one for each main module. */
export class BuildLists {
  private readonly modules: ModuleTable;
  private readonly request: BuildListRequest;
  private readonly indexes = new Map<string, number | undefined>();
  private readonly lists: BuildList[] = [];

  constructor(modules: ModuleTable, request: BuildListRequest) {
    this.modules = modules;
    this.request = request;
  }

  all(): readonly BuildList[] {
    return this.lists;
  }

  /** The index of the list by which a module's imports are found; undefined if it has no sources beyond the run. */
  indexOf(module: GoModule): number | undefined {
    const main = this.mainModules(module);
    const key = main.map(({ root }) => root.dir).join('\0');
    if (!this.indexes.has(key)) {
      const list = this.listOf(main);
      this.indexes.set(key, list === undefined ? undefined : this.lists.push(list) - 1);
    }
    return this.indexes.get(key);
  }

  /** The modules of go.work, else the module that replaces it by a directory, else the module itself. */
  private mainModules(module: GoModule): readonly GoModule[] {
    const { current } = this.modules;
    if (module.inWork) return this.modules.used();
    return current !== undefined && this.replaces(current, module) ? [current] : [module];
  }

  private replaces({ file, root }: GoModule, module: GoModule): boolean {
    return file?.replacements.some(({ dir }) => absolutePath(root.dir, dir) === module.root.dir) === true;
  }

  private listOf(main: readonly GoModule[]): BuildList | undefined {
    const { build, env, moduleCache } = this.request;
    const own = main.map(({ root }): [string, string] => [root.path, root.dir]).filter(([path]) => path !== '');
    const vendor = this.vendorOf(main);
    if (vendor !== undefined) return { build, modules: Object.fromEntries(own), vendor };
    const cache = moduleCache ? moduleCacheDir(env) : undefined;
    if (cache === undefined) return undefined;
    const required = [...selectedModules(this.moduleFiles(main), cache)];
    return { build, modules: Object.fromEntries([...required, ...own]) };
  }

  /** What decides versions, the most important last. */
  private moduleFiles(main: readonly GoModule[]): readonly LocatedFile[] {
    const files = main.flatMap(({ file, root }) => (file === undefined ? [] : [{ file, dir: root.dir }]));
    const { work } = this.modules;
    return main[0]?.inWork === true && work !== undefined ? [...files, work] : files;
  }

  /** The vendor folder, where the go command would use it. */
  private vendorOf(main: readonly GoModule[]): string | undefined {
    const [first] = main;
    const { work } = this.modules;
    if (first === undefined) return undefined;
    const inWork = first.inWork && work !== undefined;
    const { dir, file } = inWork ? work : { dir: first.root.dir, file: first.file };
    const vendor = entryOf(dir, 'vendor');
    if (file === undefined) return isDirectory(vendor) ? vendor : undefined;
    const mode = flagOfGoflags(this.request.env['GOFLAGS'] ?? '', 'mod');
    const byDefault = (file.go ?? 0) >= (inWork ? WORK_VENDOR : VENDOR_BY_DEFAULT);
    const isUsed = mode === undefined ? byDefault : mode === 'vendor';
    return isUsed && isVendorFolder(vendor, inWork) ? vendor : undefined;
  }
}

/** `go mod vendor` and `go work vendor` leave modules.txt, which says for which of the two it is. */
function isVendorFolder(dir: string, ofWork: boolean): boolean {
  try {
    const text = readModuleFile(entryOf(dir, 'modules.txt'));
    return text?.startsWith('## workspace') === ofWork;
  } catch {
    return false;
  }
}

interface LocatedFile {
  readonly file: ModuleFile & Partial<Pick<GoMod, 'requirements'>>;
  /** Of the file: absolute. */
  readonly dir: string;
}

/** Path and directory of each required module: the highest version that a file asks for, unless it is replaced. */
function* selectedModules(files: readonly LocatedFile[], cache: string): Generator<[path: string, dir: string]> {
  const versions = new Map<string, string>();
  for (const { path, version } of files.flatMap(({ file }) => file.requirements ?? [])) {
    const known = versions.get(path);
    if (known === undefined || compareVersions(known, version) < 0) versions.set(path, version);
  }
  for (const [path, version] of versions) {
    yield [path, replacedDir(files, path, version, cache) ?? cachedModule(cache, path, version)];
  }
}

function replacedDir(files: readonly LocatedFile[], path: string, version: string, cache: string): string | undefined {
  let found: string | undefined;
  for (const { file, dir } of files) {
    for (const replacement of file.moduleReplacements) {
      const applies = replacement.version === undefined || replacement.version === version;
      if (replacement.path === path && applies) found = cachedModule(cache, replacement.by, replacement.byVersion);
    }
    for (const replacement of file.replacements) {
      if (replacement.path === path) found = absolutePath(dir, replacement.dir);
    }
  }
  return found;
}
