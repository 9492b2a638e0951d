/**
 * Where the code puts what a call returns, or gives as an argument.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

/**
 * The left sides of the assignment that gets the results of the call: all of them, or the one that is its own. A type
 * assertion around the call hands its result on, and a bool where two are asked for.
 */
export function targetsOf(pkg: Package, call: Place): NodeId[] {
  const { file } = call;
  const tree = pkg.tree(file);
  const isAsserted = tree.kindOf(tree.parentOf(call.node)) === Kind.TypeAssertionExpression;
  const node = isAsserted ? tree.parentOf(call.node) : call.node;
  const list = tree.parentOf(node);
  if (tree.kindOf(list) !== Kind.ExpressionList) return [];
  const statement = tree.parentOf(list);
  const right = tree.namedChildren(list);
  const own = (left: NodeId[]): NodeId[] =>
    right.length === 1 ? left : left.slice(right.indexOf(node), right.indexOf(node) + 1);
  switch (tree.kindOf(statement)) {
    case Kind.AssignmentStatement:
    case Kind.ShortVarDeclaration:
      return tree.fieldOf(list) === Field.Right
        ? own(tree.namedChildren(tree.childByField(statement, Field.Left)))
        : [];
    case Kind.VarSpec:
      return own(tree.childrenByField(statement, Field.Name));
    default:
      return [];
  }
}

/** Whether a parameter gathers arguments into a slice, in which none of them is followed: `files ...*os.File`. */
export function isVariadic(pkg: Package, { declaration }: GoSymbol): boolean {
  if (declaration === undefined) return false;
  const tree = pkg.tree(declaration.file);
  return tree.kindOf(tree.parentOf(declaration.node)) === Kind.VariadicParameterDeclaration;
}
