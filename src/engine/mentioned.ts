/**
 * Which entry points of other packages the text of a unit may speak of: a test that is cheap enough for all units.
 */
import type { EntryPoint } from '../semantic/lifetime/entry-point.ts';
import type { Unit } from '../workspace/model.ts';

/** Whether a unit may speak of an entry point at all: of a function only by importing its package. */
export function canMention(unit: Unit, { key, name, isMethod }: EntryPoint): boolean {
  if (key.startsWith(`${unit.importPath}.`)) return false;
  return isMethod || unit.imports.includes(key.slice(0, -name.length - 1));
}

/** Those that a unit can mention and whose names its files select; no text is read if there are none of the former. */
export function mentionedIn(
  unit: Unit,
  entries: readonly EntryPoint[],
  texts: Iterable<string>,
): readonly EntryPoint[] {
  const foreign = entries.filter(entry => canMention(unit, entry));
  if (foreign.length === 0) return [];
  const names = new Set(foreign.map(({ name }) => name));
  const pattern = new RegExp(`\\.(${[...names].join('|')})\\b`, 'gu');
  const found = new Set<string>();
  for (const text of texts) {
    for (const [, name = ''] of text.matchAll(pattern)) found.add(name);
  }
  return foreign.filter(({ name }) => found.has(name));
}
