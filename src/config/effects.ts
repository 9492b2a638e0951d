/**
 * Checks what a config says of functions: the notation of the built-in tables, with resources that exist.
 */
import type { UsageProblem } from '../base/errors.ts';
import type { EffectTable } from '../semantic/effects/effect.ts';
import { namesOf, NotationError, parseEffect, parseResource } from '../semantic/effects/notation.ts';
import { functionsIn, resourcesIn, sectionsOf } from '../semantic/effects/section.ts';
import { BUILT_IN_EFFECTS, type Effects } from '../semantic/effects/table.ts';
import { nearest } from './nearest.ts';

interface EffectMistake extends Omit<UsageProblem, 'location'> {
  /** Below `effects`: an import path, a key. */
  readonly path: readonly string[];
}

const NOTATION = 'See docs/effects.md.';

/** The first entry that is not in the notation, or that acquires what nobody describes. */
export function effectMistake(table: EffectTable): EffectMistake | undefined {
  for (const [paths, entries] of Object.entries(table)) {
    for (const [key, notation] of Object.entries(entries)) {
      const problem = notationProblem({ [paths]: { [key]: notation } });
      if (problem !== undefined) return { path: [paths, key], problem: `${key}: ${problem}`, remedy: NOTATION };
    }
  }
  return unknownResource(table, BUILT_IN_EFFECTS.with(table));
}

function notationProblem(table: EffectTable): string | undefined {
  try {
    for (const section of sectionsOf(table)) {
      for (const [, notation] of resourcesIn(section)) parseResource(notation);
      for (const [key, notation] of functionsIn(section.entries)) {
        namesOf(key);
        parseEffect(notation, '');
      }
    }
    return undefined;
  } catch (error) {
    if (error instanceof NotationError) return error.message;
    throw error;
  }
}

function unknownResource(table: EffectTable, effects: Effects): EffectMistake | undefined {
  for (const [paths, entries] of Object.entries(table)) {
    for (const [key, notation] of functionsIn(entries)) {
      const { acquires = [], opens = [] } = parseEffect(notation, paths);
      const unknown = [...acquires, ...opens].find(
        ({ resource }) => effects.resource(resource) === undefined,
      )?.resource;
      if (unknown === undefined) continue;
      const meant = nearest(unknown, [...effects.resources.keys()]);
      const remedy = `${meant === undefined ? '' : `Did you mean ${meant}? `}Or describe it: "resource ${unknown}: released by Close".`;
      return { path: [paths, key], problem: `${key}: unknown resource ${JSON.stringify(unknown)}`, remedy };
    }
  }
  return undefined;
}
