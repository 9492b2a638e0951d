/**
 * Where an expression stands for what is called.
 */
import { Field, Kind } from './kinds.ts';
import type { NodeId, SyntaxTree } from './tree.ts';

/** Whether the node is the `f` of `f(…)`, also under `go` and `defer`. */
export function isCallee(tree: SyntaxTree, node: NodeId): boolean {
  return tree.kindOf(tree.parentOf(node)) === Kind.CallExpression && tree.fieldOf(node) === Field.Function;
}

/** Whether the node is the `f` of `defer f(…)`. */
export function isDeferred(tree: SyntaxTree, node: NodeId): boolean {
  return isCallee(tree, node) && tree.kindOf(tree.parentOf(tree.parentOf(node))) === Kind.DeferStatement;
}
