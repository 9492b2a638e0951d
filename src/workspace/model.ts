/**
 * What a run analyses, as plain data: units of files in import order.
 *
 * Nothing here holds a syntax tree or the text of a file.
 */
import type { Notice } from '../base/finding.ts';
import type { GoMinor, GoVersions } from '../base/go-version.ts';
import type { ModuleRoot } from '../base/source.ts';
import type { BuildList } from './build-list.ts';
import type { BuildNeeds } from './ports.ts';
import { MODULE_CACHE_VARIABLES } from './module-cache.ts';

export interface WorkspaceRequest {
  /** Absolute; patterns and reported paths are relative to it. */
  readonly cwd: string;
  /** As for `go list`; none means `./...`. */
  readonly patterns: readonly string[];
  /** The environment variables that choose a build and say where the module cache is: {@link GO_VARIABLES}. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Build tags that replace those of GOFLAGS. */
  readonly tags?: readonly string[];
  /** Overrides all three Go versions. */
  readonly go?: GoMinor;
  /** Whether `_test.go` files are analysed. */
  readonly tests: boolean;
  /** Whether files that the build leaves out are to be analysed too, in further builds. */
  readonly allPlatforms: boolean;
  /** Whether declarations of other modules are read from the module cache, where there is no `vendor/`. */
  readonly moduleCache: boolean;
}

/** The variables that a run depends on. */
export const GO_VARIABLES: readonly string[] = [
  ...['GOOS', 'GOARCH', 'GOFLAGS', 'CGO_ENABLED', 'GOWORK'],
  ...MODULE_CACHE_VARIABLES,
];

export type UnitVariant =
  /** The files that importers see. */
  | 'library'
  /** In-package `_test.go` files; the library's declarations are in their scope. */
  | 'tests'
  /** `_test.go` files of package `p_test`, which import p. */
  | 'external-tests';

export interface UnitFile {
  /** Absolute, forward slashes. */
  readonly path: string;
  /** Relative to the working directory, forward slashes. */
  readonly relativePath: string;
  readonly isTest: boolean;
  /** Headed `// Code generated … DO NOT EDIT.`. */
  readonly isGenerated: boolean;
  /** Whether findings in it are reported; generated files are, as far as this field knows. */
  readonly reported: boolean;
  readonly language: GoMinor;
  /** In bytes. */
  readonly size: number;
}

/** Files that are resolved together. Each file of a run belongs to exactly one unit. */
export interface Unit {
  /** Unique in a run: `example.com/m/p`, `example.com/m/p [tests]`, `example.com/m/p_test`. */
  readonly id: string;
  /** The import path of the package under test for every variant. */
  readonly importPath: string;
  /** The name in the package clause. */
  readonly name: string;
  readonly variant: UnitVariant;
  readonly module: ModuleRoot;
  /** Absolute, forward slashes. */
  readonly dir: string;
  /** By path. */
  readonly files: readonly UnitFile[];
  /** Import paths as the files name them, sorted, without `C`. */
  readonly imports: readonly string[];
  /** Ids of the units that must be done first, sorted. */
  readonly dependencies: readonly string[];
  /** Dependencies that were cut because they close an import cycle: facts across them are unknown. */
  readonly cutDependencies: readonly string[];
  /** Import path of each import that this run has the source of, with the id of its unit. Cut ones are absent. */
  readonly importUnits: Readonly<Record<string, string>>;
  /** The build list, by its index, in which the other imports are looked for; absent if nothing of it is at hand. */
  readonly buildList?: number;
  readonly reported: boolean;
  readonly isMain: boolean;
  readonly versions: GoVersions;
}

/** A file of a matched package that the build leaves out, and the pattern that matches just its package or itself. */
export interface LeftOutFile {
  readonly file: BuildNeeds;
  readonly pattern: string;
}

export interface Workspace {
  /** Such as `linux/amd64` or `linux/amd64 without cgo`. */
  readonly platform: string;
  /** The modules that units belong to, by directory. */
  readonly modules: readonly ModuleRoot[];
  /** In import order: dependencies first. */
  readonly units: readonly Unit[];
  readonly buildLists: readonly BuildList[];
  readonly notices: readonly Notice[];
  /** By path; empty unless all platforms are asked for. */
  readonly leftOut: readonly LeftOutFile[];
  /** Directories of which patterns match all packages, but for those of nested modules. */
  readonly trees: readonly string[];
  /** How many packages the patterns match, those of file arguments included. */
  readonly matched: number;
  /** How many file arguments name an existing file. A run that matches no package is an error only if this is 0. */
  readonly fileArguments: number;
}
