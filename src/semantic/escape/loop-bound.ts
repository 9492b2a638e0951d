/**
 * How often a loop goes round at most, where the code says so by a constant.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

/** The greatest number of rounds; undefined where no constant bounds it. `loop` is a ForStatement. */
export function maximumRounds(pkg: Package, { file, node }: Place): number | undefined {
  const tree = pkg.tree(file);
  const range = tree.childOfKind(node, Kind.RangeClause);
  if (range !== NO_NODE) return elementsOf(pkg, { file, node: tree.childByField(range, Field.Right) });
  const clause = tree.childOfKind(node, Kind.ForClause);
  return clause === NO_NODE ? undefined : countedRounds(pkg, file, clause);
}

/** `range` over an integer, an array, or a literal, perhaps through a variable that never holds another. */
function elementsOf(pkg: Package, at: Place): number | undefined {
  const constant = pkg.constantOf(at);
  if (typeof constant === 'number') return constant;
  const type = pkg.underlyingOf(at);
  if (type.kind === 'array' && type.length !== undefined) return type.length;
  const tree = pkg.tree(at.file);
  if (tree.kindOf(at.node) === Kind.CompositeLiteral) {
    return tree.namedChildren(tree.childByField(at.node, Field.Body)).length;
  }
  const symbol = pkg.symbolAt(at);
  const value = symbol === undefined ? undefined : pkg.soleValue(symbol);
  return value === undefined || pkg.tree(value.file).kindOf(value.node) !== Kind.CompositeLiteral
    ? undefined
    : elementsOf(pkg, value);
}

/** `for i := a; i < b; i++`. */
function countedRounds(pkg: Package, file: number, clause: NodeId): number | undefined {
  const tree = pkg.tree(file);
  const condition = tree.childByField(clause, Field.Condition);
  if (condition === NO_NODE || tree.kindOf(condition) !== Kind.BinaryExpression) return undefined;
  if (tree.kindOf(tree.childByField(clause, Field.Update)) !== Kind.IncStatement) return undefined;
  const start = startOf(pkg, file, tree, clause);
  const limit = pkg.constantOf({ file, node: tree.childByField(condition, Field.Right) });
  if (start === undefined || typeof limit !== 'number') return undefined;
  switch (tree.kindOf(tree.childByField(condition, Field.Operator))) {
    case Token['<']:
      return limit - start;
    case Token['<=']:
      return limit - start + 1;
    default:
      return undefined;
  }
}

function startOf(pkg: Package, file: number, tree: SyntaxTree, clause: NodeId): number | undefined {
  const initializer = tree.childByField(clause, Field.Initializer);
  if (initializer === NO_NODE || tree.kindOf(initializer) !== Kind.ShortVarDeclaration) return undefined;
  const value = tree.firstNamedChild(tree.childByField(initializer, Field.Right));
  const constant = value === NO_NODE ? undefined : pkg.constantOf({ file, node: value });
  return typeof constant === 'number' ? constant : undefined;
}
