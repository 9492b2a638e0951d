/**
 * `lifetime` is that of the function that starts on the line.
 */
import { Kind } from '../../src/syntax/kinds.ts';
import { type Answer, firstOn } from './place.ts';

export const lifetime: Answer = (pkg, line) => {
  const fn = pkg.functionAt(firstOn(pkg, line, Kind.FunctionDeclaration, Kind.MethodDeclaration, Kind.FuncLiteral));
  return fn !== undefined && pkg.isProcessLifetime(fn) ? 'process' : 'other';
};
