/**
 * Where the results of a call are put by the statement that it is the only value of.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';

/** The left sides of the statement that assigns the results of a call. */
export function targetsOfCall(tree: SyntaxTree, call: NodeId): NodeId[] {
  const list = tree.parentOf(call);
  if (tree.kindOf(list) !== Kind.ExpressionList || tree.namedChildren(list).length !== 1) return [];
  const statement = tree.parentOf(list);
  switch (tree.kindOf(statement)) {
    case Kind.AssignmentStatement:
    case Kind.ShortVarDeclaration:
      return tree.namedChildren(tree.childByField(statement, Field.Left));
    case Kind.VarSpec:
      return tree.childrenByField(statement, Field.Name);
    default:
      return [];
  }
}
