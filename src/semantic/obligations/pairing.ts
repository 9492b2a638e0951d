/**
 * The result that says whether an acquiring call succeeded, and what the branches of a function say about it.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import type { Edge } from '../flow/block.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

/** Says that a branch is only taken if there is nothing to release. */
export interface Pairing {
  /** The error or bool that was assigned with the resource; undefined if there is none. */
  readonly outcome: GoSymbol | undefined;
  /** The variables that hold the resource: nil means that there is none. */
  readonly holders: ReadonlySet<GoSymbol>;
}

/** Whether the edge is taken only after a failure. `isPaired`: the outcome has not been assigned since. */
export function isFailureEdge(pkg: Package, file: number, edge: Edge, pairing: Pairing, isPaired: boolean): boolean {
  const { condition, value } = edge;
  if (condition === undefined || value === undefined) return false;
  const tree = pkg.tree(file);
  const tested = nilTest(tree, condition, edge.tag, value);
  if (tested !== undefined) {
    const symbol = pkg.symbolAt({ file, node: tested.operand });
    if (symbol === undefined) return false;
    if (symbol === pairing.outcome) return isPaired && !tested.isNil;
    return pairing.holders.has(symbol) && tested.isNil;
  }
  if (!isPaired || pairing.outcome === undefined) return false;
  const symbol = pkg.symbolAt({ file, node: condition });
  if (symbol !== undefined) return symbol === pairing.outcome && !value;
  return value && isErrorTest(pkg, { file, node: condition }, pairing.outcome);
}

interface NilTest {
  readonly operand: NodeId;
  /** What the branch says of it. */
  readonly isNil: boolean;
}

/** `x == nil` and `x != nil`, and `switch x { case nil: }`. */
function nilTest(tree: SyntaxTree, condition: NodeId, tag: NodeId | undefined, value: boolean): NilTest | undefined {
  if (tag !== undefined) return tree.kindOf(condition) === Kind.Nil ? { operand: tag, isNil: value } : undefined;
  if (tree.kindOf(condition) !== Kind.BinaryExpression) return undefined;
  const operator = tree.kindOf(tree.childByField(condition, Field.Operator));
  if (operator !== Token['=='] && operator !== Token['!=']) return undefined;
  const left = tree.childByField(condition, Field.Left);
  const right = tree.childByField(condition, Field.Right);
  const isNil = (operator === Token['==']) === value;
  if (tree.kindOf(right) === Kind.Nil) return { operand: left, isNil };
  return tree.kindOf(left) === Kind.Nil ? { operand: right, isNil } : undefined;
}

/** `errors.Is(err, …)`, `os.IsNotExist(err)` and their like: true only of an error. */
function isErrorTest(pkg: Package, at: Place, outcome: GoSymbol): boolean {
  const tree = pkg.tree(at.file);
  if (tree.kindOf(at.node) !== Kind.CallExpression) return false;
  const [first] = pkg.callAt(at).args;
  return first !== undefined && pkg.symbolAt(first) === outcome;
}
