/**
 * What edges say as tests: which expression they ask, and whether it is nil. Syntax only.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import type { Edge } from './block.ts';

/** What an edge says: that an expression is true or false, equal to another one or not, nil or not. */
export interface Question {
  readonly condition: NodeId;
  readonly value: boolean;
  readonly tag?: NodeId | undefined;
  /** The condition is not a test of its own: `value` says whether it is nil. */
  readonly isNilTest?: true;
}

export function questionOf({ condition, value, tag, given }: Edge): Question | undefined {
  if (given !== undefined) {
    const { expression, is } = given;
    if (is === 'true' || is === 'false') return { condition: expression, value: is === 'true' };
    return { condition: expression, value: is === 'nil', isNilTest: true };
  }
  return condition === undefined || value === undefined ? undefined : { condition, value, tag };
}

export interface NilTest {
  readonly operand: NodeId;
  /** What the branch says of it. */
  readonly isNil: boolean;
}

/** `x == nil` and `x != nil`, and `switch x { case nil: }`. */
export function nilTest(tree: SyntaxTree, { condition, value, tag, isNilTest }: Question): NilTest | undefined {
  if (isNilTest === true) return { operand: condition, isNil: value };
  if (tag !== undefined) return isNilCase(tree, condition) ? { operand: tag, isNil: value } : undefined;
  const equality = equalityOf(tree, condition);
  if (equality === undefined) return undefined;
  const { left, right, isEqual } = equality;
  const isNil = isEqual === value;
  if (tree.kindOf(right) === Kind.Nil) return { operand: left, isNil };
  return tree.kindOf(left) === Kind.Nil ? { operand: right, isNil } : undefined;
}

/** `nil` as a case; of a type switch, where the grammar takes it for the name of a type. */
function isNilCase(tree: SyntaxTree, node: NodeId): boolean {
  const isName = tree.kindOf(tree.parentOf(node)) === Kind.TypeCase && tree.textOf(node) === 'nil';
  return isName || tree.kindOf(node) === Kind.Nil;
}

export interface Equality {
  readonly left: NodeId;
  readonly right: NodeId;
  /** `==` instead of `!=`. */
  readonly isEqual: boolean;
}

export function equalityOf(tree: SyntaxTree, condition: NodeId): Equality | undefined {
  if (tree.kindOf(condition) !== Kind.BinaryExpression) return undefined;
  const operator = tree.kindOf(tree.childByField(condition, Field.Operator));
  if (operator !== Token['=='] && operator !== Token['!=']) return undefined;
  const [left, right] = [tree.childByField(condition, Field.Left), tree.childByField(condition, Field.Right)];
  return { left, right, isEqual: operator === Token['=='] };
}
