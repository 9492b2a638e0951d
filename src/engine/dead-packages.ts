/**
 * Internal packages of a run that nothing alive imports: no program, no package that other modules may import, and no test
 * of such.
 *
 * Only a package whose every importer is in the run can be told dead: one below a directory that a pattern with `/...`
 * covers, and that holds its `internal` and a program. Go files there that the run leaves out (other builds, nested
 * modules, tests) keep alive what their text imports. Not seen: linkname, and Go files that are yet to be generated.
 */
import { goFilesBelow, textOf } from '../workspace/disk.ts';
import type { Unit, Workspace } from '../workspace/model.ts';
import { isWithin, parentOf } from '../workspace/paths.ts';

type Scope = Pick<Workspace, 'units' | 'trees'>;

export class DeadPackages {
  private readonly scope: Scope;
  /** By the id of a unit, the directory that holds all that may import it. */
  private readonly holders: ReadonlyMap<string, string>;
  private readonly byId: ReadonlyMap<string, Unit>;
  /** By import path. */
  private readonly tests = new Map<string, Unit[]>();
  private readonly unreached: ReadonlySet<Unit>;
  private certain: ReadonlySet<Unit> | undefined;

  constructor(scope: Scope) {
    this.scope = scope;
    this.holders = holdersIn(scope);
    this.byId = new Map(scope.units.map(unit => [unit.id, unit]));
    for (const unit of scope.units) {
      if (unit.variant !== 'library')
        this.tests.set(unit.importPath, [...(this.tests.get(unit.importPath) ?? []), unit]);
    }
    this.unreached = this.unreachedFrom([]);
  }

  /** Files are read for the first unit that seems to be dead. */
  has(unit: Unit): boolean {
    if (!this.unreached.has(unit)) return false;
    this.certain ??= this.unreachedFrom(this.importedByOthers());
    return this.certain.has(unit);
  }

  /** The libraries that nothing leads to but what is known to be alive. */
  private unreachedFrom(alive: readonly Unit[]): ReadonlySet<Unit> {
    const reached = new Set([...alive, ...this.scope.units.filter(unit => this.isRoot(unit))]);
    // A set grows while it is walked through.
    for (const unit of reached) for (const next of this.reachedFrom(unit)) reached.add(next);
    return new Set(this.scope.units.filter(unit => unit.variant === 'library' && !reached.has(unit)));
  }

  /** Whether Go or other modules start a unit; tests of a package alone start themselves. */
  private isRoot({ id, variant, isMain, importPath }: Unit): boolean {
    if (variant !== 'library') return !this.byId.has(importPath);
    return isMain || !this.holders.has(id);
  }

  /** What a unit imports, and its tests. */
  private reachedFrom({ importPath, dependencies, cutDependencies }: Unit): readonly Unit[] {
    const imported = [...dependencies, ...cutDependencies].flatMap(id => this.byId.get(id) ?? []);
    return [...imported, ...(this.tests.get(importPath) ?? [])];
  }

  /** The unreached packages that Go files outside of the run import. */
  private importedByOthers(): Unit[] {
    const analysed = new Set(this.scope.units.flatMap(({ files }) => files.map(({ path }) => path)));
    const holders = new Set([...this.unreached].flatMap(({ id }) => this.holders.get(id) ?? []));
    const outermost = [...holders].filter(dir => ![...holders].some(other => other !== dir && isWithin(other, dir)));
    const imported = new Set<Unit>();
    for (const path of outermost.flatMap(dir => [...goFilesBelow(dir)])) {
      if (analysed.has(path)) continue;
      const text = textOf(path);
      for (const unit of this.unreached) {
        if (parentOf(path) !== unit.dir && text.includes(unit.importPath)) imported.add(unit);
      }
    }
    return [...imported];
  }
}

/** Where no program lies, it may have been left out, as of a part of a module: nothing is known there. */
function holdersIn({ units, trees }: Scope): Map<string, string> {
  const programs = units.filter(({ variant, isMain }) => variant === 'library' && isMain);
  const isWhole = (holder: string): boolean =>
    trees.some(tree => isWithin(tree, holder)) && programs.some(({ dir }) => isWithin(holder, dir));
  return new Map(
    units.flatMap(unit => {
      const holder = holderOf(unit);
      return holder !== undefined && isWhole(holder) ? [[unit.id, holder]] : [];
    }),
  );
}

/** The directory above the innermost `internal` of an import path; undefined if the directories have other names. */
function holderOf({ importPath, dir }: Unit): string | undefined {
  const start = `/${importPath}/`.lastIndexOf('/internal/');
  if (start < 0) return undefined;
  const inside = `/${importPath}`.slice(start);
  return dir.endsWith(inside) ? dir.slice(0, -inside.length) || '/' : undefined;
}
