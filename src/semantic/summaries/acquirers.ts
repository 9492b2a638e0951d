/**
 * The names of functions that may acquire a resource: by the tables of effects, and by the summaries of imported
 * packages. Names only, so that whoever looks for acquisitions resolves no other calls.
 */
import type { EffectTest } from '../effects/table.ts';
import type { FunctionFact, PackageFacts } from '../facts.ts';
import type { PackageModel } from '../inference/model.ts';

/** Whether somebody wants to know of a kind of resource, by its name; always the same function for the same kinds. */
export type KindTest = (resource: string) => boolean;

export function* acquirerNames({ effects, scope, declarations }: PackageModel, isAsked: KindTest): Generator<string> {
  yield* effects.namesWith('acquires', effectTestOf(isAsked));
  for (const { path } of scope.imports.flat()) {
    const facts = declarations.analysed(path);
    if (facts !== undefined) yield* freshNamesIn(facts);
  }
}

const effectTests = new WeakMap<KindTest, EffectTest>();

/** One test for each question, since the tables remember the answer by it. */
function effectTestOf(isAsked: KindTest): EffectTest {
  let test = effectTests.get(isAsked);
  if (test === undefined) {
    test = ({ acquires = [] }) => acquires.some(({ resource }) => isAsked(resource));
    effectTests.set(isAsked, test);
  }
  return test;
}

const freshNames = new WeakMap<PackageFacts, readonly string[]>();

/** The functions and methods of a package that return a resource of whatever kind. */
function freshNamesIn(facts: PackageFacts): readonly string[] {
  let names = freshNames.get(facts);
  if (names === undefined) {
    const isFresh = ([, { summary }]: readonly [string, FunctionFact]): boolean =>
      summary?.results?.some(result => result?.fresh !== undefined) === true;
    const methods = Object.values(facts.types).flatMap(type => Object.entries(type.methods ?? {}));
    names = [...Object.entries(facts.functions), ...methods].filter(isFresh).map(([name]) => name);
    freshNames.set(facts, names);
  }
  return names;
}
