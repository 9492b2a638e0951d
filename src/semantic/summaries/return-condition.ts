/**
 * Functions such as `check(err)`, which return only if an argument has a certain value.
 *
 * Sees parameters of type error and bool that the function does not assign to, tested by themselves or against nil, in
 * statements of the body's own list; what is tested deeper, or several parameters together, is no such condition.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Condition } from '../effects/effect.ts';
import type { Block, Edge, Outcome } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { mayEndOtherwise } from './endings.ts';

export interface ConditionContext {
  treeOf(fn: GoFunction): SyntaxTree;
  symbolAt(at: Place): GoSymbol | undefined;
}

type CallTest = (call: NodeId) => boolean;

interface Parameter {
  readonly index: number;
  readonly symbol: GoSymbol;
  readonly values: readonly Outcome[];
}

/**
 * A quick look that spares most functions a graph: whether a statement of the body ends in an exit under a test of a
 * parameter, or hands it to a call that returns on a condition.
 */
export function mayReturnOnCondition(
  context: ConditionContext,
  fn: GoFunction,
  isExit: CallTest,
  isConditional: CallTest,
): boolean {
  if (testableParameters(context, fn).length === 0) return false;
  const tree = context.treeOf(fn);
  const list = tree.childOfKind(fn.body, Kind.StatementList);
  return (
    list !== NO_NODE && tree.namedChildren(list).some(statement => mayExit(tree, statement, isExit, isConditional))
  );
}

function mayExit(tree: SyntaxTree, statement: NodeId, isExit: CallTest, isConditional: CallTest): boolean {
  switch (tree.kindOf(statement)) {
    case Kind.IfStatement: {
      const branches = [Field.Consequence, Field.Alternative].map(field => tree.childByField(statement, field));
      return branches.some(branch => branch !== NO_NODE && mayEndOtherwise(tree, branch, isExit));
    }
    case Kind.ExpressionSwitchStatement:
      return true;
    case Kind.ExpressionStatement: {
      const call = tree.firstNamedChild(statement);
      return tree.kindOf(call) === Kind.CallExpression && isConditional(call);
    }
    default:
      return false;
  }
}

/** The condition under which alone the graph of the function comes to a normal end. */
export function returnCondition(context: ConditionContext, fn: GoFunction, flow: FlowGraph): Condition | undefined {
  for (const { index, symbol, values } of testableParameters(context, fn)) {
    const is = values.find(value => !returnsUnless(flow, edge => told(context, fn, edge, symbol) === value));
    if (is !== undefined) return { argument: index, is };
  }
  return undefined;
}

function testableParameters(context: ConditionContext, fn: GoFunction): Parameter[] {
  const tree = context.treeOf(fn);
  return fn.parameters.flatMap((symbol, index) => {
    const declaration = symbol?.declaration;
    if (symbol === undefined || declaration === undefined) return [];
    const parameter = tree.ancestorOfKind(declaration.node, Kind.ParameterDeclaration);
    const values =
      parameter === NO_NODE ? undefined : VALUES.get(tree.textOf(tree.childByField(parameter, Field.Type)));
    if (values === undefined || symbol.uses.some(use => mayWrite(tree, use.node))) return [];
    return [{ index, symbol, values }];
  });
}

const VALUES: ReadonlyMap<string, readonly Outcome[]> = new Map([
  ['error', ['nil', 'not nil']],
  ['bool', ['true', 'false']],
]);

/** Whether a use of a variable assigns to it or takes its address. */
function mayWrite(tree: SyntaxTree, use: NodeId): boolean {
  const parent = tree.parentOf(use);
  if (tree.kindOf(parent) === Kind.UnaryExpression) {
    return tree.kindOf(tree.childByField(parent, Field.Operator)) === Token['&'];
  }
  return tree.kindOf(parent) === Kind.ExpressionList && tree.fieldOf(parent) === Field.Left;
}

/** Whether a normal end can be reached without an edge that tells something. */
function returnsUnless(flow: FlowGraph, tells: (edge: Edge) => boolean): boolean {
  const ends = new Set<Block>();
  for (const { kind, block } of flow.exits) if (kind === 'return' || kind === 'end') ends.add(block);
  const seen = new Set([flow.entry]);
  // A set that grows while it is walked through: a queue.
  for (const from of seen) {
    if (ends.has(from)) return true;
    for (const edge of from.successors) if (!tells(edge)) seen.add(edge.block);
  }
  return false;
}

/** What an edge tells of a parameter. */
function told(context: ConditionContext, fn: GoFunction, edge: Edge, parameter: GoSymbol): Outcome | undefined {
  const { file } = fn.place;
  const isParameter = (node: NodeId): boolean => context.symbolAt({ file, node }) === parameter;
  if (edge.given !== undefined) return isParameter(edge.given.expression) ? edge.given.is : undefined;
  const { condition, value } = edge;
  if (condition === undefined || value === undefined || edge.tag !== undefined) return undefined;
  if (isParameter(condition)) return value ? 'true' : 'false';
  const tree = context.treeOf(fn);
  return isParameter(comparedWithNil(tree, condition)) ? nilOutcome(tree, condition, value) : undefined;
}

/** `x` of `x == nil` and `x != nil`. */
function comparedWithNil(tree: SyntaxTree, condition: NodeId): NodeId {
  if (tree.kindOf(condition) !== Kind.BinaryExpression) return NO_NODE;
  const right = tree.childByField(condition, Field.Right);
  return tree.kindOf(right) === Kind.Nil ? tree.childByField(condition, Field.Left) : NO_NODE;
}

function nilOutcome(tree: SyntaxTree, condition: NodeId, value: boolean): Outcome | undefined {
  switch (tree.kindOf(tree.childByField(condition, Field.Operator))) {
    case Token['==']:
      return value ? 'nil' : 'not nil';
    case Token['!=']:
      return value ? 'not nil' : 'nil';
    default:
      return undefined;
  }
}
