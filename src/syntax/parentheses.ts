/**
 * Parentheses mean nothing once an expression is parsed: the expression in them, and the whole that they make of it.
 */
import { Kind } from './kinds.ts';
import type { NodeId, SyntaxTree } from './tree.ts';
import { NO_NODE } from './tree.ts';

/** The expression in the parentheses, or the node itself; {@link NO_NODE} stays what it is. */
export function withoutParentheses(tree: SyntaxTree, node: NodeId): NodeId {
  let at = node;
  while (at !== NO_NODE && tree.kindOf(at) === Kind.ParenthesizedExpression) at = tree.firstNamedChild(at);
  return at;
}

/** The node with all parentheses around it. */
export function withParentheses(tree: SyntaxTree, node: NodeId): NodeId {
  let at = node;
  while (tree.kindOf(tree.parentOf(at)) === Kind.ParenthesizedExpression) at = tree.parentOf(at);
  return at;
}
