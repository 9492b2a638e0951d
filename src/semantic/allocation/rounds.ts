/**
 * How often a loop goes round, as an expression that could stand before it: `len(xs)`, `16`.
 *
 * Only for what has no side effect and does not change while the loop runs.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';
import { dereferenced } from '../types/type.ts';

export interface Rounds {
  /** Go source. */
  readonly text: string;
  /** Where the number is constant. */
  readonly constant: number | undefined;
  /** Whether it is a `len` or a constant; else it is a variable. */
  readonly isKnown: boolean;
  /**
   * Whether it is the length of a string or of a list of numbers, which is data of any size; maps and lists of other
   * things are often of a few elements.
   */
  readonly isOfData: boolean;
}

/** The rounds of a ForStatement; undefined if nothing in scope tells. */
export function roundsOf(pkg: Package, loop: Place): Rounds | undefined {
  const tree = pkg.tree(loop.file);
  const range = tree.childOfKind(loop.node, Kind.RangeClause);
  if (range !== NO_NODE) return roundsOfRange(pkg, loop, tree.childByField(range, Field.Right));
  const clause = tree.childOfKind(loop.node, Kind.ForClause);
  return clause === NO_NODE ? undefined : roundsOfCount(pkg, tree, loop, clause);
}

function roundsOfRange(pkg: Package, loop: Place, operand: NodeId): Rounds | undefined {
  const at: Place = { file: loop.file, node: operand };
  const type = pkg.underlyingOf(at);
  switch (type.kind === 'pointer' ? pkg.types.underlying(type.element).kind : type.kind) {
    case 'slice':
    case 'array':
    case 'map':
      return lengthOf(pkg, loop, operand);
    case 'basic':
      return type.kind === 'basic' && type.name === 'string'
        ? lengthOf(pkg, loop, operand)
        : countOf(pkg, loop, operand);
    default:
      return undefined;
  }
}

function lengthOf(pkg: Package, loop: Place, operand: NodeId): Rounds | undefined {
  if (!isStable(pkg, loop, operand)) return undefined;
  const at: Place = { file: loop.file, node: operand };
  return {
    text: `len(${pkg.textOf(at)})`,
    constant: constantLength(pkg, at),
    isKnown: true,
    isOfData: isData(pkg, pkg.typeOf(at)),
  };
}

function isData(pkg: Package, type: Type): boolean {
  const list = pkg.types.underlying(dereferenced(pkg.types.unaliased(type)));
  if (list.kind === 'basic') return list.name === 'string';
  if (list.kind !== 'slice' && list.kind !== 'array') return false;
  const element = pkg.types.underlying(list.element);
  return element.kind === 'basic' && element.name !== 'string' && element.name !== 'bool';
}

/** The length of an array, or of a slice that a local variable is seen to get: `make([]T, 16)`, `[]T{a, b}`. */
function constantLength(pkg: Package, at: Place): number | undefined {
  const type = pkg.types.underlying(dereferenced(pkg.types.unaliased(pkg.typeOf(at))));
  if (type.kind === 'array') return type.length;
  const symbol = pkg.symbolAt(at);
  const value = symbol === undefined || type.kind !== 'slice' ? undefined : pkg.soleValue(symbol);
  if (value === undefined) return undefined;
  const tree = pkg.tree(value.file);
  if (tree.kindOf(value.node) === Kind.CompositeLiteral) {
    const elements = tree.namedChildren(tree.childByField(value.node, Field.Body));
    return elements.every(node => tree.kindOf(node) === Kind.LiteralElement) ? elements.length : undefined;
  }
  if (tree.kindOf(value.node) !== Kind.CallExpression) return undefined;
  const { callee, args } = pkg.callAt(value);
  const [, length] = args;
  if (callee.kind !== 'builtin' || callee.name !== 'make' || length === undefined) return undefined;
  const constant = pkg.constantOf(length);
  return typeof constant === 'number' ? constant : undefined;
}

/** A constant, `len(x)`, or a variable. */
function countOf(pkg: Package, loop: Place, node: NodeId): Rounds | undefined {
  const at: Place = { file: loop.file, node };
  const constant = pkg.constantOf(at);
  if (typeof constant === 'number') return { text: pkg.textOf(at), constant, isKnown: true, isOfData: false };
  const tree = pkg.tree(loop.file);
  if (tree.kindOf(node) === Kind.CallExpression) {
    const { callee, args } = pkg.callAt(at);
    const [operand] = args;
    const isLength = callee.kind === 'builtin' && callee.name === 'len';
    return isLength && operand !== undefined ? lengthOf(pkg, loop, operand.node) : undefined;
  }
  if (!isStable(pkg, loop, node)) return undefined;
  return { text: pkg.textOf(at), constant: undefined, isKnown: false, isOfData: false };
}

/** `for i := 0; i < n; i++` */
function roundsOfCount(pkg: Package, tree: SyntaxTree, loop: Place, clause: NodeId): Rounds | undefined {
  const condition = tree.childByField(clause, Field.Condition);
  const update = tree.childByField(clause, Field.Update);
  const initializer = tree.childByField(clause, Field.Initializer);
  if (condition === NO_NODE || initializer === NO_NODE || tree.kindOf(update) !== Kind.IncStatement) return undefined;
  if (tree.kindOf(condition) !== Kind.BinaryExpression || tree.kindOf(initializer) !== Kind.ShortVarDeclaration)
    return undefined;
  if (tree.kindOf(tree.childByField(condition, Field.Operator)) !== Token['<']) return undefined;
  const start = tree.firstNamedChild(tree.childByField(initializer, Field.Right));
  const counter = tree.firstNamedChild(tree.childByField(initializer, Field.Left));
  const symbol = pkg.symbolAt({ file: loop.file, node: counter });
  const compared = pkg.symbolAt({ file: loop.file, node: tree.childByField(condition, Field.Left) });
  if (symbol === undefined || symbol !== compared || pkg.constantOf({ file: loop.file, node: start }) !== 0)
    return undefined;
  const writes = symbol.uses.filter(use => pkg.useOf(use).kind === 'assigned');
  return writes.length > 1 ? undefined : countOf(pkg, loop, tree.childByField(condition, Field.Right));
}

/** Whether an expression is a variable or a field of one that the loop does not assign. */
function isStable(pkg: Package, loop: Place, node: NodeId): boolean {
  const tree = pkg.tree(loop.file);
  switch (tree.kindOf(node)) {
    case Kind.SelectorExpression:
      return isStable(pkg, loop, tree.childByField(node, Field.Operand)) && !isWrittenIn(pkg, loop, tree.textOf(node));
    case Kind.Identifier: {
      const symbol = pkg.symbolAt({ file: loop.file, node });
      if (symbol?.kind === 'package') return true;
      return (
        symbol?.kind === 'variable' &&
        !symbol.uses.some(use => tree.contains(loop.node, use.node) && pkg.useOf(use).kind === 'assigned')
      );
    }
    default:
      return false;
  }
}

function isWrittenIn(pkg: Package, { file, node }: Place, text: string): boolean {
  const tree = pkg.tree(file);
  for (const at of tree.descendantsOfKind(node, Kind.SelectorExpression)) {
    if (tree.textOf(at) === text && pkg.useOf({ file, node: at }).kind === 'assigned') return true;
  }
  return false;
}
