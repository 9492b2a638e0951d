/**
 * `bound` is when the context that a call on the line makes ends if nobody cancels it, and after what time by
 * itself; `awaited` is whether the package shows code that only its end lets go on.
 */
import { contextBoundOf, isAwaited } from '../../src/rule/obligations.ts';
import { Kind } from '../../src/syntax/kinds.ts';
import { type Answer, firstOn } from './place.ts';

export const bound: Answer = (pkg, line) => {
  const call = pkg.callAt(firstOn(pkg, line, Kind.CallExpression));
  const { end, deadline } = contextBoundOf(pkg, call);
  return deadline === undefined ? end : `${end}, ${pkg.textOf(deadline)}`;
};

export const awaited: Answer = (pkg, line) => String(isAwaited(pkg, firstOn(pkg, line, Kind.CallExpression)));
