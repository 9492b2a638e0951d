/**
 * A quick look at how a statement list ends, to spare most functions a control-flow graph.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';

/**
 * Whether control may end in a block or statement other than by returning or by falling off its end. False is
 * certain but for dead code after an exit that is not the last statement but one; true means that only the graph tells.
 */
export function mayEndOtherwise(tree: SyntaxTree, node: NodeId, isExit: (call: NodeId) => boolean): boolean {
  const ends = (inner: NodeId): boolean => inner !== NO_NODE && mayEndOtherwise(tree, inner, isExit);
  switch (tree.kindOf(node)) {
    case Kind.Block:
    case Kind.StatementList:
      return listMayEndOtherwise(tree, node, isExit);
    case Kind.ExpressionStatement: {
      const expression = tree.firstNamedChild(node);
      return tree.kindOf(expression) === Kind.CallExpression && isExit(expression);
    }
    case Kind.IfStatement: {
      const alternative = tree.childByField(node, Field.Alternative);
      return alternative !== NO_NODE && ends(alternative) && ends(tree.childByField(node, Field.Consequence));
    }
    case Kind.ForStatement:
      return isEndless(tree, node);
    case Kind.ExpressionSwitchStatement:
    case Kind.TypeSwitchStatement:
      return tree.childOfKind(node, Kind.DefaultCase) !== NO_NODE;
    case Kind.SelectStatement:
    case Kind.GotoStatement:
      return true;
    case Kind.LabeledStatement:
      return ends(tree.namedChildren(node).at(-1) ?? NO_NODE);
    default:
      return false;
  }
}

function listMayEndOtherwise(tree: SyntaxTree, node: NodeId, isExit: (call: NodeId) => boolean): boolean {
  const list = tree.kindOf(node) === Kind.Block ? tree.firstNamedChild(node) : node;
  const statements = list === NO_NODE ? [] : tree.namedChildren(list);
  const [beforeLast = NO_NODE, last = NO_NODE] =
    statements.length === 1 ? [NO_NODE, ...statements] : statements.slice(-2);
  if (last === NO_NODE) return false;
  // `log.Fatal(err)` before the `return nil` that the compiler asks for.
  if (tree.kindOf(beforeLast) === Kind.ExpressionStatement && mayEndOtherwise(tree, beforeLast, isExit)) return true;
  return mayEndOtherwise(tree, last, isExit);
}

/** `for {}`, without a condition or a range. */
function isEndless(tree: SyntaxTree, node: NodeId): boolean {
  const [head = NO_NODE] = tree.namedChildren(node);
  if (tree.kindOf(head) === Kind.ForClause) return tree.childByField(head, Field.Condition) === NO_NODE;
  return tree.kindOf(head) === Kind.Block;
}
