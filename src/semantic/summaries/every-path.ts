/**
 * Whether every way through a function to a normal return passes one of some nodes.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { EdgeTest, FlowGraph } from '../flow/graph.ts';

/** @param follows keeps to edges on which there is something to do. A function that never returns passes all. */
export function isOnEveryPath(flow: FlowGraph, nodes: ReadonlySet<NodeId>, follows: EdgeTest = () => true): boolean {
  const seen = new Set([flow.entry]);
  // A set that grows while it is walked through: a queue.
  for (const block of seen) {
    if (block.nodes.some(node => nodes.has(node))) continue;
    const kind = flow.exitAt(block)?.kind;
    if (kind === 'return' || kind === 'end') return false;
    for (const edge of block.successors) if (follows(edge, block)) seen.add(edge.block);
  }
  return true;
}
