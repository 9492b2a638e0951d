/**
 * The declarations of packages that are not analysed: in `vendor/`, in the module cache, and of this run's own modules
 * where a dependency imports them. A package is read when somebody asks what it declares, and of its declarations
 * those are parsed that are looked at.
 *
 * It knows nothing of the run's finished units: what it answers depends on the disk alone, so every thread gives the
 * same answers, whatever it has been asked before.
 */
import type { Declarations, PackageFacts } from '../semantic/facts.ts';
import type { GoParser } from '../syntax/parser.ts';
import type { BuildList } from '../workspace/build-list.ts';
import { DependencyTable } from '../workspace/dependency-table.ts';
import type { DeclarationReader } from './declared-facts.ts';
import { declaredFacts, NOTHING_DECLARED } from './declared-facts.ts';
import { WellFounded } from './well-founded.ts';

export class DependencyFacts implements Declarations {
  private readonly table: DependencyTable;
  private readonly reader: DeclarationReader;
  private readonly standard: Declarations;
  private readonly known = new Map<string, PackageFacts | undefined>();

  constructor(list: BuildList, parser: GoParser, standard: Declarations) {
    this.table = new DependencyTable(list);
    this.reader = { parser, declarations: this, facts: new WellFounded(NOTHING_DECLARED) };
    this.standard = standard;
  }

  nameOf(importPath: string): string | undefined {
    return this.standard.nameOf(importPath) ?? this.table.nameOf(importPath);
  }

  of(importPath: string): PackageFacts | undefined {
    if (!this.known.has(importPath)) this.known.set(importPath, this.standard.of(importPath) ?? this.read(importPath));
    return this.known.get(importPath);
  }

  /** Bodies are not read. */
  analysed(): undefined {
    return undefined;
  }

  private read(importPath: string): PackageFacts | undefined {
    const name = this.table.nameOf(importPath);
    if (name === undefined) return undefined;
    return declaredFacts({ importPath, name, files: this.table.filesOf(importPath) }, this.reader);
  }
}
