/**
 * What a return statement lists. Not what it returns: without a list, the named results.
 */
import { Kind } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId, type SyntaxTree } from '../../syntax/tree.ts';

/** The expressions of a return statement, in order; none of any other exit. */
export function returnedValues(tree: SyntaxTree, exit: NodeId): readonly NodeId[] {
  const list = tree.kindOf(exit) === Kind.ReturnStatement ? tree.childOfKind(exit, Kind.ExpressionList) : NO_NODE;
  return list === NO_NODE ? [] : tree.namedChildren(list);
}
