/**
 * Declarations of the standard library, read package by package from the generated table.
 *
 * Constants are apart, since a few packages (syscall, debug/elf) are little else, and few runs ask for one of theirs.
 */
import type { ConstantFact, Declarations, PackageFacts } from '../facts.ts';

/** Where the parts of a package lie in the table. */
interface Entry {
  readonly name: string;
  readonly facts: number;
  readonly constants: number;
  readonly end: number;
}

export class StandardDeclarations implements Declarations {
  private readonly table: string;
  private readonly entries = new Map<string, Entry>();
  private readonly parsed = new Map<string, PackageFacts>();

  /** `table`: one package a line; import path, name, facts without constants and constants, the latter two JSON. */
  constructor(table: string) {
    this.table = table;
    for (let start = 0; start < table.length;) {
      const name = table.indexOf('\t', start) + 1;
      const facts = table.indexOf('\t', name) + 1;
      const constants = table.indexOf('\t', facts) + 1;
      const end = table.indexOf('\n', constants);
      if (name === 0 || facts === 0 || constants === 0 || end < 0) break;
      this.entries.set(table.slice(start, name - 1), { name: table.slice(name, facts - 1), facts, constants, end });
      start = end + 1;
    }
  }

  nameOf(importPath: string): string | undefined {
    return this.entries.get(importPath)?.name;
  }

  of(importPath: string): PackageFacts | undefined {
    const known = this.parsed.get(importPath);
    const entry = this.entries.get(importPath);
    if (known !== undefined || entry === undefined) return known;
    const facts = this.read(entry);
    this.parsed.set(importPath, facts);
    return facts;
  }

  /** The table has no bodies. */
  analysed(): undefined {
    return undefined;
  }

  private read({ facts, constants, end }: Entry): PackageFacts {
    const { table } = this;
    let read: Readonly<Record<string, ConstantFact>> | undefined;
    return {
      ...(JSON.parse(table.slice(facts, constants - 1)) as Omit<PackageFacts, 'constants'>),
      // The generator writes this format, and a test reads the committed table back.
      get constants() {
        return (read ??= JSON.parse(table.slice(constants, end)) as Readonly<Record<string, ConstantFact>>);
      },
    };
  }
}

/** The line of one package, as the class above reads it. */
export function tableLine({ constants, ...facts }: PackageFacts): string {
  return `${[facts.path, facts.name, JSON.stringify(facts), JSON.stringify(constants)].join('\t')}\n`;
}
