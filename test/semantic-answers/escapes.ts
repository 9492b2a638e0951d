/**
 * `escapes` is where the value of the first expression assigned, or called, on the line goes from its function.
 */
import { Field, Kind } from '../../src/syntax/kinds.ts';
import { NO_NODE } from '../../src/syntax/tree.ts';
import type { Package, Place } from '../../src/semantic/package.ts';
import type { Destination } from '../../src/semantic/value-flow/destinations.ts';
import { type Answer, firstOn } from './place.ts';

export const escapes: Answer = (pkg, line) => {
  const answers = pkg.destinations(valueOn(pkg, line)).map(destination => describe(pkg, destination));
  return answers.length === 0 ? 'nowhere' : [...new Set(answers)].join(', ');
};

/** The first expression assigned on the line, else the first call or function literal. */
export function valueOn(pkg: Package, line: number): Place {
  const { file, node } = firstOn(pkg, line, Kind.AssignmentStatement, Kind.ShortVarDeclaration, Kind.VarSpec);
  if (node === NO_NODE) return firstOn(pkg, line, Kind.CallExpression, Kind.FuncLiteral);
  const tree = pkg.tree(file);
  const list = tree.childByField(node, tree.kindOf(node) === Kind.VarSpec ? Field.Value : Field.Right);
  return { file, node: tree.firstNamedChild(list) };
}

function describe(pkg: Package, destination: Destination): string {
  switch (destination.kind) {
    case 'returned':
      return `result ${String(destination.result)}`;
    case 'stored':
      return destination.cell === undefined ? destination.in : `${destination.in} ${destination.cell.key}`;
    case 'captured':
      return destination.by === 'closure' ? 'closure' : `${destination.by} closure`;
    case 'passed':
      return `argument ${String(destination.argument)} of ${pkg.textOf(destination.call.place)}`;
    case 'unknown':
      return 'unknown';
  }
}
