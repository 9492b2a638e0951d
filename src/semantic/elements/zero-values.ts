/**
 * Expressions whose value is the zero value of their type, as those that clear an element.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

/** Whether an expression is written as the zero value of its type, or is a variable that never gets another. */
export function isZero(pkg: Package, at: Place | undefined): boolean {
  if (at === undefined) return false;
  const { file, node } = at;
  const tree = pkg.tree(file);
  switch (tree.kindOf(node)) {
    case Kind.Nil:
      return true;
    case Kind.CompositeLiteral:
      return tree.firstNamedChild(tree.childByField(node, Field.Body)) === NO_NODE;
    case Kind.Identifier:
      return pkg.origins(at).every(({ kind }) => kind === 'zero' || kind === 'nil');
    case Kind.UnaryExpression:
      // `*new(T)`
      return pkg.origins({ file, node: tree.childByField(node, Field.Operand) }).every(({ kind }) => kind === 'made');
    default:
      return pkg.constantOf(at) === '' || pkg.constantOf(at) === 0;
  }
}
