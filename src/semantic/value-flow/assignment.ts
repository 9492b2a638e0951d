/**
 * What a statement assigns to a variable: the expression on its right, and which of its results.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { withParentheses } from '../../syntax/parentheses.ts';
import type { Place } from '../names/symbol.ts';

export interface AssignedValue {
  /**
   * The expression assigned; the statement itself for `x++` and `x += y`, the RangeClause for what a range yields, and
   * the operand of a type switch for its variable.
   */
  readonly value: Place;
  /** Which of several results of `value`; of a range, 0 for the first variable and 1 for the second. */
  readonly result?: number;
}

/** What the identifier at `target` is given where it is declared or assigned; undefined for `var x T`. */
export function assignedValue(tree: SyntaxTree, { file, node }: Place): AssignedValue | undefined {
  const target = withParentheses(tree, node);
  const parent = tree.parentOf(target);
  switch (tree.kindOf(parent)) {
    case Kind.VarSpec: {
      const list = tree.childByField(parent, Field.Value);
      const names = tree.childrenByField(parent, Field.Name);
      return list === NO_NODE ? undefined : pick(file, tree.namedChildren(list), names, target);
    }
    case Kind.IncStatement:
    case Kind.DecStatement:
      return { value: { file, node: parent } };
    case Kind.ExpressionList:
      return ofList(tree, file, parent, target);
    default:
      return undefined;
  }
}

function ofList(tree: SyntaxTree, file: number, list: NodeId, target: NodeId): AssignedValue | undefined {
  const statement = tree.parentOf(list);
  const left = tree.namedChildren(list);
  const right = tree.childByField(statement, Field.Right);
  switch (tree.kindOf(statement)) {
    case Kind.AssignmentStatement:
      if (tree.textOf(tree.childByField(statement, Field.Operator)) !== '=')
        return { value: { file, node: statement } };
      return pick(file, tree.namedChildren(right), left, target);
    case Kind.ShortVarDeclaration:
      return pick(file, tree.namedChildren(right), left, target);
    case Kind.ReceiveStatement:
      return pick(file, [right], left, target);
    case Kind.RangeClause:
      return { value: { file, node: statement }, result: left.indexOf(target) };
    case Kind.TypeSwitchStatement:
      return { value: { file, node: tree.childByField(statement, Field.Value) } };
    default:
      return undefined;
  }
}

/** `a, b = x, y` gives each its own, `a, b = f()` one of several results. */
function pick(
  file: number,
  values: readonly NodeId[],
  targets: readonly NodeId[],
  target: NodeId,
): AssignedValue | undefined {
  const index = targets.indexOf(target);
  const isOneForAll = values.length === 1 && targets.length > 1;
  const node = values[isOneForAll ? 0 : index];
  if (node === undefined) return undefined;
  return isOneForAll ? { value: { file, node }, result: index } : { value: { file, node } };
}

/** The call of which the identifier at `target` is given a result, and which. */
export function resultAssignedTo(tree: SyntaxTree, target: Place): { call: Place; index: number } | undefined {
  const assigned = assignedValue(tree, target);
  if (assigned === undefined || tree.kindOf(assigned.value.node) !== Kind.CallExpression) return undefined;
  return { call: assigned.value, index: assigned.result ?? 0 };
}
