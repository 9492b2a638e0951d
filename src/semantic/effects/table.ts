/**
 * Looks effects up by the key of a callee, `importPath.Name`, `importPath.(*T).M` or `importPath.I.M`.
 */
import type { EffectTable, FunctionEffect, Resource } from './effect.ts';
import { MODULES } from './modules.ts';
import { RESOURCES } from './resources.ts';
import { STANDARD } from './standard.ts';

const NO_EFFECT: FunctionEffect = {};

export class Effects {
  private readonly byKey = new Map<string, FunctionEffect>();

  /** Later tables win, function by function. */
  constructor(tables: readonly EffectTable[]) {
    for (const table of tables) {
      for (const [path, functions] of Object.entries(table)) {
        for (const [name, effect] of Object.entries(functions)) this.byKey.set(`${path}.${name}`, effect);
      }
    }
  }

  /** The known effect of a callee; an empty one where nothing is known. */
  of(key: string): FunctionEffect {
    return this.byKey.get(key) ?? NO_EFFECT;
  }

  /** Whether the tables know the function or method at all: then it exists, source or not. */
  has(key: string): boolean {
    return this.byKey.has(key);
  }

  /** What must be released and how, by the name that an acquisition gives. */
  resource(name: string): Resource | undefined {
    return Object.hasOwn(RESOURCES, name) ? RESOURCES[name] : undefined;
  }

  /** The names, without path and receiver, of all functions whose effect passes a test. */
  namesWith(test: (effect: FunctionEffect) => boolean): readonly string[] {
    const names = new Set<string>();
    for (const [key, effect] of this.byKey) if (test(effect)) names.add(key.slice(key.lastIndexOf('.') + 1));
    return [...names];
  }
}

export const BUILT_IN_EFFECTS = new Effects([STANDARD, MODULES]);
