/**
 * Where a caller goes when a function has returned an error: the branch of `if err != nil` at the call.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { returnedValues } from '../flow/returned-values.ts';
import { type PackageModel, symbolAt, treeOf } from '../inference/model.ts';

/** Whether a return statement gives something else than nil last. */
export function returnsError(tree: SyntaxTree, exit: NodeId): boolean {
  const last = returnedValues(tree, exit).at(-1);
  return last !== undefined && tree.kindOf(last) !== Kind.Nil;
}

/** The statement of a list that a node lies in. */
export function statementAround(tree: SyntaxTree, node: NodeId): NodeId {
  let at = node;
  while (tree.parentOf(at) !== NO_NODE && tree.kindOf(tree.parentOf(at)) !== Kind.StatementList) at = tree.parentOf(at);
  return at;
}

/** The last statement under `if err != nil` right after, or around, the statement that gives `err` its value. */
export function lastOfErrorBranch(model: PackageModel, file: number, statement: NodeId): NodeId | undefined {
  const tree = treeOf(model, file);
  const siblings = tree.namedChildren(tree.parentOf(statement));
  const isIf = tree.kindOf(statement) === Kind.IfStatement;
  const test = isIf ? statement : siblings[siblings.indexOf(statement) + 1];
  if (test === undefined || tree.kindOf(test) !== Kind.IfStatement) return undefined;
  const assignment = isIf ? tree.childByField(test, Field.Initializer) : statement;
  const condition = tree.childByField(test, Field.Condition);
  if (assignment === NO_NODE || tree.kindOf(condition) !== Kind.BinaryExpression) return undefined;
  const isNegative = tree.textOf(tree.childByField(condition, Field.Operator)) === '!=';
  if (!isNegative || tree.kindOf(tree.childByField(condition, Field.Right)) !== Kind.Nil) return undefined;
  const tested = symbolAt(model, file, tree.childByField(condition, Field.Left));
  const left = tree.childByField(assignment, Field.Left);
  const isOf = left !== NO_NODE && tree.namedChildren(left).some(name => symbolAt(model, file, name) === tested);
  if (tested === undefined || !isOf) return undefined;
  const block = tree.childByField(test, Field.Consequence);
  const list = tree.childOfKind(block, Kind.StatementList);
  return list === NO_NODE ? undefined : tree.namedChildren(list).at(-1);
}
