/**
 * Looks effects up by the key of a callee, `importPath.Name`, `importPath.(*T).M` or `importPath.I.M`.
 *
 * Tables are kept as they are written. The entries of a package are parsed when one of them is first asked for, since
 * most programs use few of the packages.
 */
import type { EffectTable, FunctionEffect, Resource } from './effect.ts';
import { namesOf, parseEffect, parseResource } from './notation.ts';
import { BUILT_IN_TABLES } from './tables.ts';

const NO_EFFECT: FunctionEffect = {};
const RESOURCE = 'resource ';
/** The entry that says where the others of its package come from. */
const SOURCE = 'source';

export type EffectTest = (effect: FunctionEffect) => boolean;

type Entries = Readonly<Record<string, string>>;

export class Effects {
  private readonly tables: readonly EffectTable[];
  private readonly entries = new Map<string, Entries[]>();
  private readonly packages = new Map<string, ReadonlyMap<string, FunctionEffect>>();
  private readonly parsed = new Map<string, FunctionEffect>();
  private readonly resources = new Map<string, Resource>();
  private readonly names = new Map<EffectTest, readonly string[]>();

  /**
   * Later tables win, function by function.
   *
   * @throws {NotationError} Here or at the first question about a package, if a table is not in the notation.
   */
  constructor(tables: readonly EffectTable[]) {
    this.tables = tables;
    for (const table of tables) {
      for (const [paths, entries] of Object.entries(table)) this.add(paths.split(' '), entries);
    }
  }

  private add(paths: readonly string[], entries: Entries): void {
    for (const path of paths) {
      const known = this.entries.get(path);
      if (known === undefined) this.entries.set(path, [entries]);
      else known.push(entries);
    }
    for (const [key, notation] of Object.entries(entries)) {
      if (key.startsWith(RESOURCE)) this.resources.set(key.slice(RESOURCE.length), parseResource(notation));
    }
  }

  /** These tables, and another one that wins over them. */
  with(table: EffectTable): Effects {
    return Object.keys(table).length === 0 ? this : new Effects([...this.tables, table]);
  }

  /** The known effect of a callee; an empty one where nothing is known. */
  of(key: string): FunctionEffect {
    return this.find(key) ?? NO_EFFECT;
  }

  /** Whether the tables know the function or method at all: then it exists, source or not. */
  has(key: string): boolean {
    return this.find(key) !== undefined;
  }

  /** What must be released and how, by the name that an acquisition gives. */
  resource(name: string): Resource | undefined {
    return this.resources.get(name);
  }

  /** Every kind of resource. */
  get kinds(): Iterable<Resource> {
    return this.resources.values();
  }

  /** Whether the tables say anything of a package. */
  knows(path: string): boolean {
    return this.entries.has(path);
  }

  get resourceNames(): readonly string[] {
    return [...this.resources.keys()];
  }

  /**
   * The names, without path and receiver, of all functions whose effect passes a test. Every package asks, and all
   * entries must be read to answer: the answer to the same test is remembered.
   */
  namesWith(test: EffectTest): readonly string[] {
    let names = this.names.get(test);
    if (names === undefined) this.names.set(test, (names = this.collectNames(test)));
    return names;
  }

  private collectNames(test: EffectTest): readonly string[] {
    const names = new Set<string>();
    for (const [path, sections] of this.entries) {
      for (const [key, notation] of sections.flatMap(functionsIn)) {
        if (!test(this.parse(notation, path))) continue;
        for (const name of namesOf(key)) names.add(name.slice(name.lastIndexOf('.') + 1));
      }
    }
    return [...names];
  }

  /** The last element of an import path may itself have a dot: `gopkg.in/yaml.v3.Unmarshal`. */
  private find(key: string): FunctionEffect | undefined {
    const element = key.lastIndexOf('/') + 1;
    for (let end = key.indexOf('.', element); end > 0; end = key.indexOf('.', end + 1)) {
      const path = key.slice(0, end);
      const effect = this.entries.has(path) ? this.ofPackage(path).get(key.slice(end + 1)) : undefined;
      if (effect !== undefined) return effect;
    }
    return undefined;
  }

  private ofPackage(path: string): ReadonlyMap<string, FunctionEffect> {
    const known = this.packages.get(path);
    if (known !== undefined) return known;
    const effects = new Map<string, FunctionEffect>();
    for (const [key, notation] of (this.entries.get(path) ?? []).flatMap(functionsIn)) {
      const effect = this.parse(notation, path);
      for (const name of namesOf(key)) effects.set(name, effect);
    }
    this.packages.set(path, effects);
    return effects;
  }

  /** Most entries say one of a few things; signatures alone depend on the package. */
  private parse(notation: string, path: string): FunctionEffect {
    const known = this.parsed.get(notation);
    if (known !== undefined) return known;
    const effect = parseEffect(notation, path);
    if (effect.type === undefined) this.parsed.set(notation, effect);
    return effect;
  }
}

/** The entries that are of functions: neither of resources nor the source. */
export function functionsIn(entries: Entries): [string, string][] {
  return Object.entries(entries).filter(([key]) => key !== SOURCE && !key.startsWith(RESOURCE));
}

export const BUILT_IN_EFFECTS = new Effects(BUILT_IN_TABLES);
