/**
 * `lifetime` is that of the function that starts on the line; `ends` is whether it makes sure to end its object only once.
 */
import { isGuardedEnd } from '../../src/rule/goroutines.ts';
import { Kind } from '../../src/syntax/kinds.ts';
import { type Answer, firstOn } from './place.ts';

export const lifetime: Answer = (pkg, line) => {
  const fn = pkg.functionAt(firstOn(pkg, line, Kind.FunctionDeclaration, Kind.MethodDeclaration, Kind.FuncLiteral));
  return fn !== undefined && pkg.lifetimes.isProcessLifetime(fn) ? 'process' : 'other';
};

export const ends: Answer = (pkg, line) => {
  const fn = pkg.functionAt(firstOn(pkg, line, Kind.MethodDeclaration));
  return fn !== undefined && isGuardedEnd(pkg, fn) ? 'once' : 'perhaps again';
};
