/**
 * The order in which Go evaluates expressions, and the branches that `&&` and `||` make.
 *
 * Works with a list of what is left to do instead of recursion: generated code joins thousands of strings by `+`.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import type { BlockWriter, OpenBlock } from './writer.ts';

/** Only holds others. */
const CONTAINER = 1;
/** Its parts are not evaluated, or not here. */
const OPAQUE = 2;
/** A name that means nothing without the node around it. */
const PART = 3;

/** What is special about the nodes of a kind; 0 for nothing. */
const ROLES = rolesByKind({
  [CONTAINER]: [
    Kind.ArgumentList,
    Kind.ExpressionList,
    Kind.LiteralElement,
    Kind.LiteralValue,
    Kind.KeyedElement,
    Kind.TypeArguments,
    Kind.TypeElem,
  ],
  [OPAQUE]: [
    Kind.FuncLiteral,
    Kind.FunctionType,
    Kind.StructType,
    Kind.InterfaceType,
    Kind.InterpretedStringLiteral,
    Kind.RawStringLiteral,
  ],
  [PART]: [Kind.FieldIdentifier, Kind.Comment],
});

function rolesByKind(kindsOfRole: Readonly<Record<number, readonly number[]>>): Uint8Array {
  const roles = new Uint8Array(Kind.Error + 1);
  for (const [role, kinds] of Object.entries(kindsOfRole)) for (const kind of kinds) roles[kind] = Number(role);
  return roles;
}

/**
 * Lists an expression and all its parts. A call that never returns ends the block; what follows is then dead.
 *
 * Types are listed as well, since syntax alone takes `handlers[name](ctx)` for a conversion.
 */
export function evaluate(writer: BlockWriter, expression: NodeId): void {
  const { tree } = writer;
  // A node is to be entered, the complement of a node to be left.
  const pending = [expression];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (item < 0) finish(writer, ~item);
    else if (isShortCircuit(tree, item)) evaluateShortCircuit(writer, item);
    else {
      if (ROLES[tree.kindOf(item)] !== CONTAINER) pending.push(~item);
      pushOperands(tree, item, pending);
    }
  }
}

/** Lists the call of a `go` or `defer` statement: its operands are evaluated now, the call is not made. */
export function evaluateDetached(writer: BlockWriter, call: NodeId): void {
  for (const operand of operands(writer.tree, call)) evaluate(writer, operand);
  writer.list(call);
}

/** The parts of an expression that are evaluated before it, in order. */
export function operands(tree: SyntaxTree, expression: NodeId): NodeId[] {
  const found: NodeId[] = [];
  pushOperands(tree, expression, found);
  return found.reverse();
}

/** Puts the operands of an expression on a stack, the first one on top. */
function pushOperands(tree: SyntaxTree, expression: NodeId, stack: NodeId[]): void {
  if (ROLES[tree.kindOf(expression)] === OPAQUE) return;
  const bottom = stack.length;
  const end = tree.subtreeEndOf(expression);
  for (let child = expression + 1; child < end; child = tree.subtreeEndOf(child)) {
    if (tree.isNamed(child) && ROLES[tree.kindOf(child)] !== PART) stack.push(child);
  }
  for (let low = bottom, high = stack.length - 1; low < high; low++, high--) {
    const [first = 0, last = 0] = [stack[low], stack[high]];
    stack[low] = last;
    stack[high] = first;
  }
}

function finish(writer: BlockWriter, node: NodeId): void {
  writer.list(node);
  if (writer.tree.kindOf(node) !== Kind.CallExpression) return;
  const exit = writer.callExit(node);
  if (typeof exit === 'string') writer.exit(exit, node);
  else if (exit !== undefined) writer.exitUnless(exit, node);
}

/** `a && b` as a value: `b` is evaluated on one branch, and both meet again. */
function evaluateShortCircuit(writer: BlockWriter, expression: NodeId): void {
  const join = writer.newBlock();
  branch(writer, expression, join, join);
  writer.start(join);
  writer.list(expression);
}

interface PendingBranch {
  readonly condition: NodeId;
  readonly whenTrue: OpenBlock;
  readonly whenFalse: OpenBlock;
  /** Where it is evaluated, unless it follows what was written last. */
  readonly start?: OpenBlock;
}

/**
 * Evaluates a condition and leads to one block or the other. Leaves no current block of use: start another.
 */
export function branch(writer: BlockWriter, condition: NodeId, whenTrue: OpenBlock, whenFalse: OpenBlock): void {
  const pending: PendingBranch[] = [{ condition, whenTrue, whenFalse }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.start !== undefined) writer.start(next.start);
    const parts = splitCondition(writer, next);
    if (parts === undefined) branchOnLeaf(writer, next);
    else {
      writer.begin(next.condition);
      pending.push(...parts);
    }
  }
}

/** The simpler branches that make up one, the last to be taken first; undefined if there is nothing to split. */
function splitCondition(
  writer: BlockWriter,
  { condition, whenTrue, whenFalse }: PendingBranch,
): PendingBranch[] | undefined {
  const { tree } = writer;
  const inner = tree.firstNamedChild(condition);
  if (tree.kindOf(condition) === Kind.ParenthesizedExpression) return [{ condition: inner, whenTrue, whenFalse }];
  if (isNegation(tree, condition)) return [{ condition: inner, whenTrue: whenFalse, whenFalse: whenTrue }];
  if (!isShortCircuit(tree, condition)) return undefined;
  const left = tree.childByField(condition, Field.Left);
  const right = tree.childByField(condition, Field.Right);
  const start = writer.newBlock();
  const isAnd = operatorOf(tree, condition) === Token['&&'];
  const first = isAnd
    ? { condition: left, whenTrue: start, whenFalse }
    : { condition: left, whenTrue, whenFalse: start };
  return [{ condition: right, whenTrue, whenFalse, start }, first];
}

function branchOnLeaf(writer: BlockWriter, { condition, whenTrue, whenFalse }: PendingBranch): void {
  evaluate(writer, condition);
  const kind = writer.tree.kindOf(condition);
  if (kind !== Kind.False) writer.edge(whenTrue, { condition, value: true });
  if (kind !== Kind.True) writer.edge(whenFalse, { condition, value: false });
}

function operatorOf(tree: SyntaxTree, expression: NodeId): number {
  return tree.kindOf(tree.childByField(expression, Field.Operator));
}

function isShortCircuit(tree: SyntaxTree, expression: NodeId): boolean {
  if (tree.kindOf(expression) !== Kind.BinaryExpression) return false;
  const operator = operatorOf(tree, expression);
  return operator === Token['&&'] || operator === Token['||'];
}

function isNegation(tree: SyntaxTree, expression: NodeId): boolean {
  return tree.kindOf(expression) === Kind.UnaryExpression && operatorOf(tree, expression) === Token['!'];
}
