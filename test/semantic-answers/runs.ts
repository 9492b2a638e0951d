/**
 * `runs` says of the function that starts on the line whether anything shows that it runs again; else by which entry
 * points it can run, or `single`.
 */
import { Kind } from '../../src/syntax/kinds.ts';
import { type Answer, firstOn } from './place.ts';

export const runs: Answer = (pkg, line) => {
  const fn = pkg.functionAt(firstOn(pkg, line, Kind.FunctionDeclaration, Kind.MethodDeclaration, Kind.FuncLiteral));
  const found = fn === undefined ? 'again' : pkg.lifetimes.runsOf(fn);
  if (found === 'again') return found;
  return found.length === 0 ? 'single' : found.map(({ name }) => name).join(' ');
};
