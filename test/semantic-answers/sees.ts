/**
 * `sees` is what the first argument of the first call on the line, a variable, may hold there: the expressions assigned
 * to it, with `#1` for the second result; `unknown` where control flow does not tell.
 */
import { Kind } from '../../src/syntax/kinds.ts';
import type { Package } from '../../src/semantic/package.ts';
import type { Definition } from '../../src/semantic/value-flow/ssa.ts';
import { sourcesOf } from '../../src/semantic/value-flow/ssa.ts';
import { type Answer, firstOn } from './place.ts';

export const sees: Answer = (pkg, line) => {
  const [read] = pkg.callAt(firstOn(pkg, line, Kind.CallExpression)).args;
  const owner = read === undefined ? undefined : pkg.symbolAt(read)?.owner;
  const value = read === undefined || owner === undefined ? undefined : pkg.locals.of(owner).valueAt(read);
  if (value === undefined) return 'unknown';
  return [...sourcesOf(value)].map(source => describe(pkg, source)).join(' | ');
};

function describe(pkg: Package, { kind, value, result }: Definition): string {
  if (value === undefined) return kind;
  return result === undefined ? pkg.textOf(value) : `${pkg.textOf(value)}#${String(result)}`;
}
