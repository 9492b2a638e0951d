/**
 * `used` is every use, in source order, of the value of the first expression assigned on the line: the kind, the name of
 * a method or builtin, and `!` if the value escapes there.
 */
import { valueOn } from './escapes.ts';
import type { Answer } from './place.ts';

export const used: Answer = (pkg, line) => {
  const { uses, escapes } = pkg.usesOfValue(valueOn(pkg, line));
  const answers = [...uses]
    .sort((a, b) => a.at.node - b.at.node)
    .map(use => `${use.kind}${use.name === undefined ? '' : ` ${use.name}`}${escapes.includes(use) ? '!' : ''}`);
  return answers.length === 0 ? 'nowhere' : answers.join(', ');
};
