/**
 * Errors that are never anything but nil: those of functions of the package that return a plain `nil` wherever they return.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Edge } from '../flow/block.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { ChannelContext } from './context.ts';

/** Whether an edge needs a variable to be something else than nil just after such a function has assigned it. */
export function needsImpossibleError(context: ChannelContext, file: number, edge: Edge): boolean {
  const tree = context.tree(file);
  const { condition, value, tag } = edge;
  if (condition === undefined || tag !== undefined || tree.kindOf(condition) !== Kind.BinaryExpression) return false;
  if (tree.textOf(tree.childByField(condition, Field.Right)) !== 'nil') return false;
  const operator = tree.kindOf(tree.childByField(condition, Field.Operator));
  if ((operator === Token['!=']) !== value) return false;
  return isAssignedNil(context, file, condition, tree.textOf(tree.childByField(condition, Field.Left)));
}

/** Whether the statement just before a condition assigns a call's constant nil to the variable. */
function isAssignedNil(context: ChannelContext, file: number, condition: NodeId, name: string): boolean {
  const tree = context.tree(file);
  const statement = tree.parentOf(condition);
  if (tree.kindOf(statement) !== Kind.IfStatement) return false;
  const initializer = tree.childByField(statement, Field.Initializer);
  const siblings = tree.namedChildren(tree.parentOf(statement));
  const assignment = initializer === NO_NODE ? (siblings[siblings.indexOf(statement) - 1] ?? NO_NODE) : initializer;
  const kind = tree.kindOf(assignment);
  if (kind !== Kind.ShortVarDeclaration && kind !== Kind.AssignmentStatement) return false;
  const targets = tree.namedChildren(tree.childByField(assignment, Field.Left));
  const index = targets.findIndex(target => tree.textOf(target) === name);
  const values = tree.namedChildren(tree.childByField(assignment, Field.Right));
  const [call = NO_NODE] = values;
  if (index < 0 || values.length !== 1 || tree.kindOf(call) !== Kind.CallExpression) return false;
  const { target } = context.callAt({ file, node: call });
  return target !== undefined && target.body >= 0 && returnsNil(context, target, index);
}

function returnsNil(context: ChannelContext, fn: GoFunction, index: number): boolean {
  const { file } = fn.place;
  const tree = context.tree(file);
  const returns = [...tree.descendantsOfKind(fn.body, Kind.ReturnStatement)];
  const own = returns.filter(node => context.functionAround({ file, node }) === fn);
  return own.length > 0 && own.every(node => isNil(context, { file, node }, index));
}

function isNil(context: ChannelContext, { file, node }: Place, index: number): boolean {
  const tree = context.tree(file);
  const [list = NO_NODE] = tree.namedChildren(node);
  const result = list === NO_NODE ? undefined : tree.namedChildren(list)[index];
  return result !== undefined && tree.textOf(result) === 'nil';
}
