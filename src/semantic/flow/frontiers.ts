/**
 * Dominance frontiers: where the reach of a block's definitions ends, because other ways come in.
 */
import type { Block } from './block.ts';
import { BlockTable } from './block-table.ts';
import type { Dominators, Predecessors } from './cycles.ts';

export type Frontiers = Pick<BlockTable<ReadonlySet<Block>>, 'get'>;

/**
 * For each block, the blocks that it does not strictly dominate although it dominates a predecessor of theirs; blocks
 * without any are left out. By the algorithm of Cooper, Harvey and Kennedy (2001, figure 5).
 */
export function dominanceFrontiers(
  reachable: readonly Block[],
  predecessors: Predecessors,
  dominators: Dominators,
): Frontiers {
  const frontiers = new BlockTable<Set<Block>>(reachable);
  for (const join of reachable) {
    const from = predecessors.get(join) ?? [];
    // Nothing leads to the entry, so that every way in is an edge.
    if (from.length < 2) continue;
    const above = dominators.get(join);
    for (const predecessor of from) {
      for (let at: Block | undefined = predecessor; at !== undefined && at !== above; at = dominators.get(at)) {
        const frontier = frontiers.get(at) ?? new Set();
        frontiers.set(at, frontier.add(join));
      }
    }
  }
  return frontiers;
}

/** Where definitions in these blocks need a phi: the frontiers, and those of the phis there. */
export function iteratedFrontier(blocks: Iterable<Block>, frontiers: Frontiers): ReadonlySet<Block> {
  const found = new Set<Block>();
  const pending = [...blocks];
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    for (const join of frontiers.get(block) ?? []) {
      if (found.has(join)) continue;
      found.add(join);
      pending.push(join);
    }
  }
  return found;
}
