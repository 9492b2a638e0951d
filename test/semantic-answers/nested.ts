/**
 * `nested` is whether the context assigned on the line is built around that of the round before, in a loop that `serves`
 * or one that `ends`.
 */
import { nestedContextsIn } from '../../src/semantic/escape/nested-contexts.ts';
import { type Answer, lineOf } from './place.ts';

export const nested: Answer = (pkg, line) => {
  const found = [...nestedContextsIn(pkg)].find(({ target }) => lineOf(pkg, target) === line);
  return found === undefined ? 'no' : found.serves ? 'serves' : 'ends';
};
