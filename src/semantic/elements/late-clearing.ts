/**
 * Clearing that comes too late: after `s = s[:0]`, `clear(s)` and a loop over s see no element.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Removal } from './removals.ts';
import { isToNothing } from './removals.ts';

/** Whether the statement that clears follows the cut, with nothing in between that could make the slice longer. */
export function comesTooLate(pkg: Package, removal: Removal, zeroing: Place): boolean {
  const { statement, slice, target } = removal;
  if (zeroing.file !== slice.file || !isToNothing(pkg, removal)) return false;
  const tree = pkg.tree(zeroing.file);
  const following = tree.namedChildren(tree.parentOf(statement)).filter(node => node > statement);
  const clearing = following.findIndex(node => tree.contains(node, zeroing.node) || node === zeroing.node);
  if (clearing < 0 || following.slice(0, clearing).some(node => hasCall(pkg, { file: zeroing.file, node })))
    return false;
  return seesOnlyElements(pkg, zeroing, following[clearing] ?? NO_NODE, pkg.textOf(target));
}

function hasCall(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  return (
    tree.kindOf(node) === Kind.CallExpression ||
    tree.namedChildren(node).some(child => hasCall(pkg, { file, node: child }))
  );
}

/** `clear(x.s)`, or `for i := range x.s`, of the slice by the name that was cut; not of `x.s[:cap(x.s)]`. */
function seesOnlyElements(pkg: Package, { file, node }: Place, statement: NodeId, name: string): boolean {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) === Kind.CallExpression) {
    return pkg.callAt({ file, node }).args.every(operand => pkg.textOf(operand) === name);
  }
  const clause = tree.kindOf(statement) === Kind.ForStatement ? tree.childOfKind(statement, Kind.RangeClause) : NO_NODE;
  return clause !== NO_NODE && tree.textOf(clause).endsWith(`range ${name}`);
}
