/**
 * Loads the workspace: from patterns to units in import order. Nothing of a file beyond its header is read.
 */
import { compareText } from '../base/position.ts';
import { buildContextOf, canUseCgo, unknownPlatform, type BuildContext } from './build-context.ts';
import { hasGoFiles } from './disk.ts';
import { inImportOrder } from './import-order.ts';
import type { LeftOutFile, Unit, Workspace, WorkspaceRequest } from './model.ts';
import { ModuleTable } from './modules.ts';
import { NoticeList } from './notices.ts';
import { isTestName, PackageTable, type GoPackage } from './package-table.ts';
import { absolutePath } from './paths.ts';
import { modulesWithPrograms } from './programs.ts';
import { selectDirectories, type SelectedDirectory, type Selection } from './selection.ts';
import { BuildLists } from './build-list.ts';
import { unitsOf } from './units.ts';
import { versionsOf } from './versions.ts';

/**
 * Finds what the patterns match, and what that imports within the modules at hand.
 *
 * Never rejects for what lies on disk: that becomes notices.
 */
export async function loadWorkspace(request: WorkspaceRequest): Promise<Workspace> {
  const cwd = absolutePath(request.cwd, '.');
  const notices = new NoticeList(cwd);
  const build = buildContextOf(request.env, request.tags);
  const unknown = unknownPlatform(build);
  if (unknown !== undefined) notices.add('workspace', unknown);
  const modules = new ModuleTable(cwd, request.env['GOWORK'], notices);
  const selection = await selectDirectories(request.patterns, cwd, modules, notices);
  const packages = new PackageTable(build, modules, notices);
  const { tests, allPlatforms } = request;
  const matched = loadMatched(selection, packages, { build, tests, allPlatforms, notices });
  if (matched + selection.fileArguments === 0 && notices.all().length === 0 && !allPlatforms) {
    notices.add('no-such-pattern', `no Go file that the patterns match belongs to the build for ${describe(build)}`);
  }
  loadImported(packages, modules);
  const programs = await modulesWithPrograms(packages, modules, notices);
  const { env, moduleCache } = request;
  const lists = new BuildLists(modules, { env, build, moduleCache });
  const units = packages.all().flatMap(of => {
    const selected = selection.dirs.get(of.dir);
    return unitsOf(of, {
      cwd,
      override: request.go,
      importedPackage: (path, from) => importedPackage(path, from, packages, modules),
      buildListOf: module => lists.indexOf(module),
      isSelected: file => selected !== undefined && (selected.whole || selected.files.has(file.path)),
      versions: ({ module }, isMain, debugSettings) =>
        versionsOf({
          override: request.go,
          module: module.file,
          work: module.inWork ? modules.work?.file : undefined,
          debugSettings,
          buildsProgram: isMain || programs.has(module),
        }),
      notices,
    });
  });
  return {
    platform: platformOf(build),
    modules: modulesOf(units),
    units: inImportOrder(units, notices),
    buildLists: lists.all(),
    leftOut: allPlatforms ? leftOutFiles(selection, packages, tests) : [],
    notices: notices.all(),
    trees: selection.trees,
    matched,
    fileArguments: selection.fileArguments,
  };
}

interface Matching {
  readonly build: BuildContext;
  readonly tests: boolean;
  /** Whether what this build leaves out is analysed in another. */
  readonly allPlatforms: boolean;
  readonly notices: NoticeList;
}

/** Returns how many packages are matched. */
function loadMatched(selection: Selection, packages: PackageTable, matching: Matching): number {
  let matched = 0;
  for (const [dir, selected] of selection.dirs) {
    const loaded = packages.load(dir, matching.tests);
    if (loaded.files.length > 0 || loaded.onlyTestsLeftOut) matched++;
    else if (selected.explicit) explainEmpty(dir, matching);
    explainFiles(loaded, selected, matching);
  }
  return matched;
}

function explainEmpty(dir: string, { build, allPlatforms, notices }: Matching): void {
  const isEmpty = !hasGoFiles(dir);
  if (notices.concerns(dir) || (allPlatforms && !isEmpty)) return;
  const message = isEmpty ? 'the directory has no Go files' : `no Go file belongs to the build for ${describe(build)}`;
  notices.add('no-such-pattern', message, dir);
}

function explainFiles(loaded: GoPackage, selected: SelectedDirectory, matching: Matching): void {
  const { build, tests, allPlatforms, notices } = matching;
  if (allPlatforms) return;
  for (const file of selected.files) {
    const isPart = loaded.files.some(({ path }) => path === file) || (isTestName(file) && !tests);
    if (isPart || notices.concerns(file)) continue;
    const remedy = 'set GOOS, GOARCH or --tags to analyse it';
    notices.add('skipped-file', `skipped: not part of the build for ${describe(build)}: ${remedy}`, file);
  }
}

function describe({ goos, goarch }: BuildContext): string {
  return `${goos}/${goarch}`;
}

function leftOutFiles({ dirs }: Selection, packages: PackageTable, tests: boolean): LeftOutFile[] {
  return [...dirs].flatMap(([dir, { whole, files }]) =>
    packages
      .leftOut(dir, tests)
      .filter(({ path }) => whole || files.has(path))
      .map(file => ({ file, pattern: whole ? dir : file.path })),
  );
}

function platformOf(build: BuildContext): string {
  return canUseCgo(build.goos) && !build.cgo ? `${describe(build)} without cgo` : describe(build);
}

/** Loads, without their tests, the packages that the loaded ones import, transitively. */
function loadImported(packages: PackageTable, modules: ModuleTable): void {
  const queue = packages.all();
  for (let of = queue.pop(); of !== undefined; of = queue.pop()) {
    for (const path of new Set(of.files.flatMap(file => file.imports))) {
      const dir = modules.resolve(path, of.module, of.dir);
      if (dir !== undefined && !packages.has(dir)) queue.push(packages.load(dir, false));
    }
  }
}

function importedPackage(
  path: string,
  from: GoPackage,
  packages: PackageTable,
  modules: ModuleTable,
): GoPackage | undefined {
  const dir = modules.resolve(path, from.module, from.dir);
  return dir === undefined ? undefined : packages.load(dir, false);
}

function modulesOf(units: readonly Unit[]): Workspace['modules'] {
  const byDir = new Map(units.map(({ module }) => [module.dir, module]));
  return [...byDir.values()].sort((a, b) => compareText(a.dir, b.dir));
}
