/**
 * Looks effects up by the key of a callee, `importPath.Name`, `importPath.(*T).M` or `importPath.I.M`.
 *
 * Tables are kept as they are written. The entries of a package are read when one of them is first asked for, since most
 * programs use few of the packages.
 */
import type { EffectTable, FunctionEffect, Resource } from './effect.ts';
import { namesOf, parseEffect, parseResource } from './notation.ts';
import { functionsIn, resourcesIn, type Section, sectionsOf } from './section.ts';
import { BUILT_IN_SECTIONS } from './tables.ts';

const NO_EFFECT: FunctionEffect = {};

export type EffectTest = (effect: FunctionEffect) => boolean;

export class Effects {
  private readonly sections: readonly Section[];
  private readonly byPath = new Map<string, Section[]>();
  private readonly packages = new Map<string, ReadonlyMap<string, FunctionEffect>>();
  private readonly parsed = new Map<string, FunctionEffect>();
  private readonly names = new Map<EffectTest, readonly string[]>();
  private known: ReadonlyMap<string, Resource> | undefined;

  /** Later sections win, function by function. */
  constructor(sections: readonly Section[]) {
    this.sections = sections;
    for (const section of sections) {
      for (const path of section.paths) {
        const known = this.byPath.get(path);
        if (known === undefined) this.byPath.set(path, [section]);
        else known.push(section);
      }
    }
  }

  /** These tables, and another one that wins over them. */
  with(table: EffectTable): Effects {
    return Object.keys(table).length === 0 ? this : new Effects([...this.sections, ...sectionsOf(table)]);
  }

  /** The known effect of a callee; an empty one where nothing is known. */
  of(key: string): FunctionEffect {
    return this.find(key) ?? NO_EFFECT;
  }

  /** Whether the tables know the function or method at all: then it exists, source or not. */
  has(key: string): boolean {
    return this.find(key) !== undefined;
  }

  /**
   * What must be released and how, by the name that an acquisition gives.
   *
   * @throws {NotationError}
   */
  resource(name: string): Resource | undefined {
    return this.resources.get(name);
  }

  /** Every kind of resource by its name. */
  get resources(): ReadonlyMap<string, Resource> {
    this.known ??= new Map(
      this.sections.flatMap(resourcesIn).map(([name, notation]) => [name, parseResource(notation)]),
    );
    return this.known;
  }

  /** Whether the tables say anything of a package. */
  knows(path: string): boolean {
    return this.byPath.has(path);
  }

  /**
   * The names, without path and receiver, of all functions whose effect passes a test. Every package asks: the answer
   * to the same test is remembered.
   *
   * @param word stands in the notation of every such effect, so that no other needs to be parsed.
   */
  namesWith(word: string, test: EffectTest): readonly string[] {
    let names = this.names.get(test);
    if (names === undefined) this.names.set(test, (names = this.collectNames(word, test)));
    return names;
  }

  private collectNames(word: string, test: EffectTest): readonly string[] {
    const names = new Set<string>();
    for (const section of this.sections) {
      if (!section.mentions(word)) continue;
      for (const [key, notation] of functionsIn(section.entries)) {
        if (!notation.includes(word) || !test(this.parse(notation, section.paths[0] ?? ''))) continue;
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
      const effect = this.byPath.has(path) ? this.ofPackage(path).get(key.slice(end + 1)) : undefined;
      if (effect !== undefined) return effect;
    }
    return undefined;
  }

  private ofPackage(path: string): ReadonlyMap<string, FunctionEffect> {
    const known = this.packages.get(path);
    if (known !== undefined) return known;
    const effects = new Map<string, FunctionEffect>();
    for (const [key, notation] of (this.byPath.get(path) ?? []).flatMap(({ entries }) => functionsIn(entries))) {
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

export const BUILT_IN_EFFECTS = new Effects(BUILT_IN_SECTIONS);
