/**
 * The facts that a thread has: of the units of this run that are done, and of the standard library.
 */
import type { Declarations, PackageFacts } from '../semantic/facts.ts';
import type { Unit } from '../workspace/model.ts';
import type { UnitFacts } from './protocol.ts';

export class FactStore {
  private readonly standard: Declarations;
  private readonly units = new Map<string, UnitFacts>();
  private readonly libraries = new Map<string, string>();
  private readonly parsed = new Map<string, PackageFacts>();

  constructor(standard: Declarations) {
    this.standard = standard;
  }

  add(facts: UnitFacts): void {
    this.units.set(facts.unit, facts);
    if (facts.variant === 'library' && !this.libraries.has(facts.importPath)) {
      this.libraries.set(facts.importPath, facts.unit);
    }
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
    const cut = new Set(unit.cutDependencies);
    const tests = unit.variant === 'external-tests' ? this.withTests(unit) : undefined;
    return {
      of: importPath => {
        if (importPath === unit.importPath && tests !== undefined) return tests;
        const id = unit.importUnits[importPath] ?? this.libraries.get(importPath);
        if (id !== undefined && !cut.has(id)) return this.ofUnit(id);
        return this.standard.of(importPath);
      },
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
