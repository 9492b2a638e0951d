/**
 * `runs` says of the function that starts on the line, in a program, whether anything shows that it runs again.
 */
import { Kind } from '../../src/syntax/kinds.ts';
import { type Answer, firstOn } from './place.ts';

export const runs: Answer = (pkg, line) => {
  const fn = pkg.functionAt(firstOn(pkg, line, Kind.FunctionDeclaration, Kind.MethodDeclaration, Kind.FuncLiteral));
  return fn !== undefined && pkg.lifetimes.runsOnceInProgram(fn) ? 'single' : 'again';
};
