/**
 * Declarations of the standard library, read package by package from the generated table.
 */
import type { Declarations, PackageFacts } from '../facts.ts';

export class StandardDeclarations implements Declarations {
  private readonly table: string;
  /** Where the facts of each import path lie in the table. */
  private readonly lines = new Map<string, { readonly start: number; readonly end: number }>();
  private readonly parsed = new Map<string, PackageFacts>();

  /** `table`: one package a line, import path, tab, JSON. */
  constructor(table: string) {
    this.table = table;
    for (let start = 0; start < table.length;) {
      const end = table.indexOf('\n', start);
      const tab = table.indexOf('\t', start);
      if (end < 0 || tab < 0) break;
      this.lines.set(table.slice(start, tab), { start: tab + 1, end });
      start = end + 1;
    }
  }

  of(importPath: string): PackageFacts | undefined {
    const known = this.parsed.get(importPath);
    const line = this.lines.get(importPath);
    if (known !== undefined || line === undefined) return known;
    // The generator writes this format, and a test reads the committed table back.
    const facts = JSON.parse(this.table.slice(line.start, line.end)) as PackageFacts;
    this.parsed.set(importPath, facts);
    return facts;
  }
}
