/**
 * The analysed files as the correlator looks them up: by the names that a Go build may have given them.
 */
import { groupBy } from '../../base/group-by.ts';
import type { FunctionSpan, ModuleRoot } from '../../base/source.ts';
import { absolutePath, relativeTo } from './clean-path.ts';
import { importPathOf } from './module-names.ts';

/** Files whose recorded name starts with `from`, a whole number of path segments, lie in the directory `to`. */
export interface PathMapping {
  readonly from: string;
  /** Absolute, or relative to the working directory; forward slashes. */
  readonly to: string;
}

/** What was analysed. */
export interface AnalysedCode {
  /** The directory that `files` and all spans are relative to: absolute, forward slashes. */
  readonly cwd: string;
  readonly modules: readonly ModuleRoot[];
  /** Paths as findings name them. */
  readonly files: readonly string[];
  readonly functions: readonly FunctionSpan[];
  /** Wins over what is found out; the longest prefix counts. */
  readonly pathMap?: readonly PathMapping[];
}

export interface SourceFile {
  /** As findings name it. */
  readonly path: string;
  readonly absolute: string;
  /** `example.com/app/server/watch.go`: what -trimpath makes of it. Undefined without a go.mod. */
  readonly trimmed: string | undefined;
  /** Import paths that its functions are recorded under: `main` for package main. */
  readonly packages: ReadonlySet<string>;
}

export interface SourceTable {
  readonly byAbsolute: ReadonlyMap<string, SourceFile>;
  readonly byTrimmed: ReadonlyMap<string, SourceFile>;
  readonly byBasename: ReadonlyMap<string, readonly SourceFile[]>;
  /** Paths of all modules that have one. */
  readonly modulePaths: readonly string[];
}

export function tabulateSources(code: AnalysedCode): SourceTable {
  const packages = packagesByFile(code.functions);
  const byAbsolute = new Map<string, SourceFile>();
  const byTrimmed = new Map<string, SourceFile>();
  for (const path of code.files) {
    const absolute = absolutePath(code.cwd, path);
    const trimmed = trimmedPath(absolute, code.modules);
    const file = { path, absolute, trimmed, packages: packages.get(path) ?? new Set<string>() };
    byAbsolute.set(absolute, file);
    if (trimmed !== undefined) byTrimmed.set(trimmed, file);
  }
  const byBasename = groupBy(byAbsolute.values(), ({ path }) => basename(path));
  const modulePaths = code.modules.map(module => module.path).filter(path => path !== '');
  return { byAbsolute, byTrimmed, byBasename, modulePaths };
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function packagesByFile(functions: readonly FunctionSpan[]): Map<string, Set<string>> {
  const packages = new Map<string, Set<string>>();
  for (const { path, name } of functions) {
    const known = packages.get(path);
    if (known === undefined) packages.set(path, new Set([importPathOf(name)]));
    else known.add(importPathOf(name));
  }
  return packages;
}

/** A file belongs to the innermost module that holds it. */
function trimmedPath(absolute: string, modules: readonly ModuleRoot[]): string | undefined {
  let innermost: ModuleRoot | undefined;
  for (const module of modules) {
    const holds = relativeTo(module.dir, absolute) !== undefined;
    if (holds && module.dir.length > (innermost?.dir.length ?? -1)) innermost = module;
  }
  if (innermost === undefined || innermost.path === '') return undefined;
  const below = relativeTo(innermost.dir, absolute);
  return below === undefined ? undefined : `${innermost.path}/${below}`;
}
