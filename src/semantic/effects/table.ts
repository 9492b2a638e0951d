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
