/**
 * Splits packages into units and links these by their imports.
 */
import { compareText } from '../base/position.ts';
import type { GoMinor, GoVersions } from '../base/go-version.ts';
import type { Unit, UnitFile, UnitVariant } from './model.ts';
import type { GoModule } from './modules.ts';
import type { NoticeList } from './notices.ts';
import type { GoPackage } from './package-table.ts';
import { relativePath } from './paths.ts';
import type { SourceFile } from './source-file.ts';
import { languageOf } from './versions.ts';

/** What the units of a package need to know beyond it. */
export interface UnitContext {
  readonly cwd: string;
  readonly override: GoMinor | undefined;
  /** The package that an import leads to, if its source is part of the run. */
  readonly importedPackage: (importPath: string, from: GoPackage) => GoPackage | undefined;
  /** The index of the build list that holds for a module. */
  readonly buildListOf: (module: GoModule) => number | undefined;
  /** Whether findings in the file are asked for. */
  readonly isSelected: (file: SourceFile, of: GoPackage) => boolean;
  readonly versions: (of: GoPackage, isMain: boolean, debugSettings: readonly string[]) => GoVersions;
  readonly notices: NoticeList;
}

interface FileGroup {
  readonly variant: UnitVariant;
  /** In the package clause. */
  readonly name: string;
  readonly files: readonly SourceFile[];
}

/** The units of one package: library, tests, external tests, and one more for each foreign package clause. */
export function unitsOf(of: GoPackage, context: UnitContext): Unit[] {
  const groups = groupFiles(of.files);
  const name = packageName(of.files);
  return groups.map(group => {
    const isForeign = group.name !== name && group.name !== `${name}_test`;
    const first = group.files[0];
    if (isForeign && first !== undefined) {
      const problem = `package ${group.name} lies in the directory of package ${name}: it is analysed apart`;
      context.notices.add('workspace', problem, first.path);
    }
    return toUnit(group, of, context, unitId(of, group, isForeign));
  });
}

/** The id of the unit that importers of a package see; undefined if the package has only tests. */
function libraryId(of: GoPackage): string | undefined {
  return of.files.some(file => !file.isTest) ? of.importPath : undefined;
}

function unitId({ importPath }: GoPackage, { variant, name }: FileGroup, isForeign: boolean): string {
  const suffix = isForeign ? ` [package ${name}]` : '';
  if (variant === 'library') return `${importPath}${suffix}`;
  return variant === 'tests' ? `${importPath} [tests]${suffix}` : `${importPath}_test${suffix}`;
}

/** The name that the go tool gives the package: of its first file, without the `_test` of an external test. */
function packageName(files: readonly SourceFile[]): string {
  const library = files.find(file => !file.isTest);
  return library?.packageName ?? files[0]?.packageName.replace(/(?<=.)_test$/, '') ?? '';
}

function groupFiles(files: readonly SourceFile[]): FileGroup[] {
  const name = packageName(files);
  const groups = new Map<string, FileGroup & { files: SourceFile[] }>();
  for (const variant of ['library', 'tests', 'external-tests'] as const) {
    for (const file of files) {
      if (variantOf(file, name) !== variant) continue;
      const key = `${variant} ${file.packageName}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { variant, name: file.packageName, files: [file] });
      else group.files.push(file);
    }
  }
  return [...groups.values()];
}

function variantOf({ isTest, packageName: name }: SourceFile, ofPackage: string): UnitVariant {
  if (!isTest) return 'library';
  return name.endsWith('_test') && name !== ofPackage ? 'external-tests' : 'tests';
}

function toUnit(group: FileGroup, of: GoPackage, context: UnitContext, id: string): Unit {
  const { variant, name } = group;
  const isMain = name === 'main';
  const versions = context.versions(of, isMain, debugSettings(group, of));
  const files = group.files.map((file): UnitFile => toUnitFile(file, of, versions, context));
  const imports = [...new Set(group.files.flatMap(file => file.imports))].sort(compareText);
  const importUnits = importUnitsOf(imports, of, context);
  const own = variant === 'library' ? [] : ownUnits(of, variant);
  const buildList = context.buildListOf(of.module);
  const dependencies = new Set([...Object.values(importUnits), ...own]);
  return {
    id,
    importPath: of.importPath,
    name,
    variant,
    module: of.module.root,
    dir: of.dir,
    files,
    imports,
    dependencies: [...dependencies].sort(compareText),
    cutDependencies: [],
    importUnits,
    ...(buildList !== undefined && { buildList }),
    reported: group.files.some(file => context.isSelected(file, of)),
    isMain,
    versions,
  };
}

/** The program of a library is not known here, but that of a test is: it has the package's own settings. */
function debugSettings({ variant, name, files }: FileGroup, of: GoPackage): readonly string[] {
  if (variant === 'library') return name === 'main' ? files.flatMap(file => file.debugSettings) : [];
  return of.files.flatMap(file => file.debugSettings);
}

function importUnitsOf(imports: readonly string[], of: GoPackage, context: UnitContext): Record<string, string> {
  const entries = imports.flatMap(path => {
    const target = context.importedPackage(path, of);
    const id = target === undefined ? undefined : libraryId(target);
    return id === undefined ? [] : [[path, id] as const];
  });
  return Object.fromEntries(entries);
}

function ownUnits(of: GoPackage, variant: 'tests' | 'external-tests'): string[] {
  const own = libraryId(of);
  const name = packageName(of.files);
  const hasTests = of.files.some(file => variantOf(file, name) === 'tests' && file.packageName === name);
  const library = own === undefined ? [] : [own];
  return variant === 'external-tests' && hasTests ? [...library, `${of.importPath} [tests]`] : library;
}

function toUnitFile(file: SourceFile, of: GoPackage, versions: GoVersions, context: UnitContext): UnitFile {
  return {
    path: file.path,
    relativePath: relativePath(context.cwd, file.path),
    isTest: file.isTest,
    isGenerated: file.isGenerated,
    reported: context.isSelected(file, of) && !file.isGenerated,
    language: languageOf(versions, file.impliedGo, context.override),
    size: file.size,
  };
}
