/**
 * Whether code is seen to run more than once, for rules: what it leaves behind then piles up.
 */
import type { GoFunction } from '../semantic/names/symbol.ts';
import type { Package } from '../semantic/package.ts';
import type { NodeId } from '../syntax/tree.ts';

/** By a loop around the node, or because its function runs again and again. */
export function isSeenToRepeat(pkg: Package, fn: GoFunction, node: NodeId): boolean {
  return pkg.lifetimes.runsRepeatedly(fn) || pkg.flow(fn).isOnCycle(node);
}
