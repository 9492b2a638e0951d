/**
 * What has to hold for a loop to go round: the parts of its condition that `&&` joins.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';

/** Of a ForStatement; empty for `for {}` and `range`. */
export function conjunctsOf(tree: SyntaxTree, loop: NodeId): NodeId[] {
  const condition = conditionOf(tree, loop);
  return condition === NO_NODE ? [] : [...parts(tree, condition)];
}

/** The condition of a loop with or without a for clause; {@link NO_NODE} if it has none. */
function conditionOf(tree: SyntaxTree, loop: NodeId): NodeId {
  const clause = tree.childOfKind(loop, Kind.ForClause);
  if (clause !== NO_NODE) return tree.childByField(clause, Field.Condition);
  const first = tree.firstNamedChild(loop);
  const isCondition = first !== tree.childByField(loop, Field.Body) && tree.kindOf(first) !== Kind.RangeClause;
  return isCondition ? first : NO_NODE;
}

function* parts(tree: SyntaxTree, node: NodeId): Generator<NodeId> {
  if (tree.kindOf(node) === Kind.ParenthesizedExpression) {
    yield* parts(tree, tree.firstNamedChild(node));
    return;
  }
  const isAnd =
    tree.kindOf(node) === Kind.BinaryExpression && tree.kindOf(tree.childByField(node, Field.Operator)) === Token['&&'];
  if (!isAnd) {
    yield node;
    return;
  }
  yield* parts(tree, tree.childByField(node, Field.Left));
  yield* parts(tree, tree.childByField(node, Field.Right));
}
