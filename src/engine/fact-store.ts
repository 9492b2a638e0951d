/**
 * The facts that a thread has: of the units of this run that are done, of the standard library, and of the packages
 * beyond, whose sources are read when they are asked for.
 */
import type { Declarations, PackageFacts } from '../semantic/facts.ts';
import type { Unit } from '../workspace/model.ts';
import type { UnitFacts } from './protocol.ts';

export class FactStore {
  private readonly standard: Declarations;
  private readonly dependencies: readonly Declarations[];
  private readonly units = new Map<string, UnitFacts>();
  private readonly parsed = new Map<string, PackageFacts>();

  /** `dependencies`: of packages that are not analysed, for each build list. */
  constructor(standard: Declarations, dependencies: readonly Declarations[]) {
    this.standard = standard;
    this.dependencies = dependencies;
  }

  add(facts: UnitFacts): void {
    this.units.set(facts.unit, facts);
  }

  ofUnit(id: string): PackageFacts | undefined {
    const known = this.parsed.get(id);
    const facts = this.units.get(id);
    if (known !== undefined || facts === undefined) return known;
    // Written by `exportFacts` in this very run.
    const parsed = JSON.parse(facts.json) as PackageFacts;
    this.parsed.set(id, parsed);
    return parsed;
  }

  /** The declarations that one unit sees. */
  visibleTo(unit: Unit): Declarations {
    const below = new UnitsBelow(unit, id => this.units.get(id), this.standard);
    const own = this.ofOwnPath(unit);
    const analysed = (importPath: string): PackageFacts | undefined => {
      if (importPath === unit.importPath) return own;
      const facts = below.of(importPath);
      return facts === undefined ? undefined : this.ofUnit(facts.unit);
    };
    const beyond = this.beyond(unit);
    // Beyond lies the source of the unit itself as well, which it must not read a second time.
    const elsewhere = (importPath: string): Declarations => (importPath === unit.importPath ? this.standard : beyond);
    return {
      nameOf: importPath => below.of(importPath)?.name ?? elsewhere(importPath).nameOf(importPath),
      of: importPath => analysed(importPath) ?? elsewhere(importPath).of(importPath),
      analysed,
    };
  }

  /** What a unit sees under the import path of its package: what other units of it declare. */
  private ofOwnPath(unit: Unit): PackageFacts | undefined {
    if (unit.variant === 'library') return undefined;
    return unit.variant === 'tests' ? this.ofUnit(unit.importPath) : this.withTests(unit);
  }

  /** What is not of this run's units. An import that closes a cycle is not looked for there either. */
  private beyond({ buildList, cutDependencies }: Unit): Declarations {
    const all = (buildList === undefined ? undefined : this.dependencies[buildList]) ?? this.standard;
    if (cutDependencies.length === 0) return all;
    return {
      nameOf: path => (cutDependencies.includes(path) ? undefined : all.nameOf(path)),
      of: path => (cutDependencies.includes(path) ? undefined : all.of(path)),
      analysed: path => all.analysed(path),
    };
  }

  /** Facts of the other units of the package whose every name is in scope: of a package's own tests, its library. */
  libraryOf(unit: Unit): readonly PackageFacts[] {
    if (unit.variant !== 'tests') return [];
    const facts = this.ofUnit(unit.importPath);
    return facts === undefined ? [] : [facts];
  }

  /** What an external test sees of the package under test: the library, and what its own tests export. */
  private withTests(unit: Unit): PackageFacts | undefined {
    const library = this.ofUnit(unit.importPath);
    const tests = this.ofUnit(`${unit.importPath} [tests]`);
    if (library === undefined || tests === undefined) return library ?? tests;
    return {
      ...library,
      types: { ...library.types, ...tests.types },
      functions: { ...library.functions, ...tests.functions },
      variables: { ...library.variables, ...tests.variables },
      constants: { ...library.constants, ...tests.constants },
    };
  }
}

/**
 * The libraries that a unit is built on, by import path. Others may be known already, which depends on the order in
 * which threads finish, so they are not looked at.
 */
class UnitsBelow {
  private readonly unit: Unit;
  private readonly factsOf: (id: string) => UnitFacts | undefined;
  private readonly standard: Declarations;
  private indirect: ReadonlyMap<string, UnitFacts> | undefined;

  constructor(unit: Unit, factsOf: (id: string) => UnitFacts | undefined, standard: Declarations) {
    this.unit = unit;
    this.factsOf = factsOf;
    this.standard = standard;
  }

  of(importPath: string): UnitFacts | undefined {
    const direct = this.unit.importUnits[importPath];
    if (direct !== undefined) return this.factsOf(direct);
    // Most questions are about the standard library, and should not cost a walk.
    if (this.standard.nameOf(importPath) !== undefined) return undefined;
    return (this.indirect ??= this.collect()).get(importPath);
  }

  private collect(): ReadonlyMap<string, UnitFacts> {
    const found = new Map<string, UnitFacts>();
    const ids = new Set(this.unit.dependencies);
    // A set grows while it is walked, and the walk comes to what was added.
    for (const id of ids) {
      const facts = this.factsOf(id);
      if (facts === undefined) continue;
      if (facts.variant === 'library' && !found.has(facts.importPath)) found.set(facts.importPath, facts);
      for (const dependency of facts.dependencies) ids.add(dependency);
    }
    return found;
  }
}
