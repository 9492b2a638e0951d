/**
 * Looks effects up by the key of a callee, `importPath.Name` or `importPath.(*T).M`.
 */
import type { EffectTable, FunctionEffect } from './effect.ts';
import { MODULES } from './modules.ts';
import { STANDARD } from './standard.ts';

const NO_EFFECT: FunctionEffect = {};

function flatten(tables: readonly EffectTable[]): Map<string, FunctionEffect> {
  const effects = new Map<string, FunctionEffect>();
  for (const table of tables) {
    for (const [path, functions] of Object.entries(table)) {
      for (const [name, effect] of Object.entries(functions)) effects.set(`${path}.${name}`, effect);
    }
  }
  return effects;
}

const EFFECTS = flatten([STANDARD, MODULES]);

/** The known effect of a callee; an empty one where nothing is known. */
export function effectOf(key: string): FunctionEffect {
  return EFFECTS.get(key) ?? NO_EFFECT;
}

/** Whether the tables know the function or method at all: then it exists, source or not. */
export function isKnown(key: string): boolean {
  return EFFECTS.has(key);
}

/** The names, without path and receiver, of all functions whose effect passes a test. */
export function namesWith(test: (effect: FunctionEffect) => boolean): readonly string[] {
  const names = new Set<string>();
  for (const [key, effect] of EFFECTS) if (test(effect)) names.add(key.slice(key.lastIndexOf('.') + 1));
  return [...names];
}

/** The names of functions and methods whose result is big. */
export const BIG_NAMES: ReadonlySet<string> = new Set(
  [...EFFECTS].filter(([, effect]) => effect.big === true).map(([key]) => key.slice(key.lastIndexOf('.') + 1)),
);
