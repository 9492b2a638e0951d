/**
 * Finds what an expectation of a fixture is about: nodes of the first file by the line, from 1, that they start on.
 */
import type { Package, Place } from '../../src/semantic/package.ts';
import { Field, Kind } from '../../src/syntax/kinds.ts';
import { NO_NODE } from '../../src/syntax/tree.ts';

/** What a package says of one subject on a line. */
export type Answer = (pkg: Package, line: number) => string;

/** From 1, as editors count. */
export function lineOf(pkg: Package, { file, node }: Place): number {
  const tree = pkg.tree(file);
  return tree.lineAt(tree.startOf(node)) + 1;
}

/** The first node of one of the kinds that starts on the line. */
export function firstOn(pkg: Package, line: number, ...kinds: readonly number[]): Place {
  for (const at of pkg.nodes(...kinds)) {
    if (lineOf(pkg, at) === line) return at;
  }
  return { file: 0, node: NO_NODE };
}

/** The right side of the assignment on a line; of one with several, the variable that is declared first. */
export function assignedValue(pkg: Package, line: number): Place {
  const statement = firstOn(pkg, line, Kind.AssignmentStatement, Kind.ShortVarDeclaration, Kind.RangeClause);
  const tree = pkg.tree(statement.file);
  const isBlank = tree.textOf(tree.childByField(statement.node, Field.Left)) === '_';
  const list = tree.childByField(statement.node, isBlank ? Field.Right : Field.Left);
  return { file: statement.file, node: tree.firstNamedChild(list) };
}
