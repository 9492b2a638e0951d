/**
 * Maps of long life that are emptied and filled again: a map keeps the room that its largest content took.
 *
 * Elements of more than 128 bytes lie outside of the table and go with their entries.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { sizeOf } from '../types/sizes.ts';
import { ContainerGrowth } from './growth.ts';
import type { MapHistory } from './map-history.ts';

export interface EmptiedMap {
  readonly map: MapHistory;
  /** The call of clear, or of delete in a loop over the map. */
  readonly emptied: Place;
  readonly insertion: Place;
}

/** In bytes. */
const MAX_INLINE = 128;

/** Maps that are emptied in place, are never replaced, and get entries under keys of any number. */
export function emptiedMaps(pkg: Package): EmptiedMap[] {
  return ContainerGrowth.of(pkg)
    .refilledMaps()
    .flatMap(({ map, insertion }) => {
      const [first] = [...map.resets, ...map.deletions.map(({ at }) => at)].filter(at => empties(pkg, at));
      const isReplaced = map.resets.some(at => !empties(pkg, at));
      return first === undefined || isReplaced || !isInline(pkg, insertion.at)
        ? []
        : [{ map, emptied: first, insertion: insertion.at }];
    });
}

/** `clear(m)`, or `delete(m, k)` as the only statement of a loop over a map. */
function empties(pkg: Package, at: Place): boolean {
  const tree = pkg.tree(at.file);
  if (tree.kindOf(at.node) !== Kind.CallExpression) return false;
  const { callee, args } = pkg.callAt(at);
  if (callee.kind !== 'builtin') return false;
  if (callee.name === 'clear') return true;
  const [map] = args;
  const loop = tree.ancestorOfKind(at.node, Kind.ForStatement);
  if (callee.name !== 'delete' || loop === NO_NODE || map === undefined) return false;
  const clause = tree.childOfKind(loop, Kind.RangeClause);
  return (
    clause !== NO_NODE && tree.textOf(clause).endsWith(`range ${pkg.textOf(map)}`) && isOnlyStatement(pkg, at, loop)
  );
}

/** A loop that does more with each entry takes leave of it, as at the end of the owner. */
function isOnlyStatement(pkg: Package, call: Place, loop: NodeId): boolean {
  const tree = pkg.tree(call.file);
  const statement = tree.parentOf(call.node);
  const list = tree.parentOf(statement);
  return tree.parentOf(tree.parentOf(list)) === loop && tree.namedChildren(list).length === 1;
}

function isInline(pkg: Package, element: Place): boolean {
  const size = sizeOf(pkg.types, pkg.typeOf(element));
  return size !== undefined && size <= MAX_INLINE;
}
