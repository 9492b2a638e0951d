/**
 * The declarations of packages that are not analysed: in `vendor/`, in the module cache, and of this run's own modules
 * where a dependency imports them. A package is read and parsed when somebody asks what it declares.
 *
 * It knows nothing of the run's finished units: what it answers depends on the disk alone, so every thread gives the
 * same answers, whatever it has been asked before.
 */
import type { Declarations, PackageFacts } from '../semantic/facts.ts';
import type { GoParser } from '../syntax/parser.ts';
import type { BuildList } from '../workspace/build-list.ts';
import { DependencyTable } from '../workspace/dependency-table.ts';
import { declaredFacts } from './declared-facts.ts';

export class DependencyFacts implements Declarations {
  private readonly table: DependencyTable;
  private readonly parser: GoParser;
  private readonly standard: Declarations;
  private readonly known = new Map<string, PackageFacts | undefined>();
  /** The packages in hand, each imported by the one before it. */
  private readonly inHand: string[] = [];
  /** Packages that import themselves in the end: broken code, of which nothing is known. */
  private readonly cyclic = new Set<string>();

  constructor(list: BuildList, parser: GoParser, standard: Declarations) {
    this.table = new DependencyTable(list);
    this.parser = parser;
    this.standard = standard;
  }

  nameOf(importPath: string): string | undefined {
    return this.standard.nameOf(importPath) ?? this.table.nameOf(importPath);
  }

  of(importPath: string): PackageFacts | undefined {
    if (this.known.has(importPath)) return this.known.get(importPath);
    const standard = this.standard.of(importPath);
    if (standard !== undefined) return standard;
    const above = this.inHand.lastIndexOf(importPath);
    if (above < 0) return this.read(importPath);
    // The package in hand asks for names of its own that it does not have; any other has come round to itself.
    if (above < this.inHand.length - 1) for (const path of this.inHand.slice(above)) this.cyclic.add(path);
    return undefined;
  }

  /** Bodies are not read. */
  analysed(): undefined {
    return undefined;
  }

  private read(importPath: string): PackageFacts | undefined {
    const name = this.table.nameOf(importPath);
    this.inHand.push(importPath);
    const files = this.table.filesOf(importPath);
    const facts = name === undefined ? undefined : declaredFacts({ importPath, name, files }, this.parser, this);
    this.inHand.pop();
    const usable = this.cyclic.has(importPath) ? undefined : facts;
    this.known.set(importPath, usable);
    return usable;
  }
}
