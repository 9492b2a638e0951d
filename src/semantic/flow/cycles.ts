/**
 * Facts about a whole graph: what can be reached, what can come round again, what must come before what.
 */
import type { Block, Loop } from './block.ts';
import { BlockTable } from './block-table.ts';
import type { WrittenLoop } from './writer.ts';

/** Blocks that the entry reaches, in reverse postorder: before what follows them, cycles apart. */
export function reversePostorder(entry: Block): Block[] {
  const seen = new Set([entry]);
  const finished: Block[] = [];
  const stack = [{ block: entry, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const edge = top.block.successors[top.next++];
    if (edge === undefined) {
      finished.push(top.block);
      stack.pop();
    } else if (!seen.has(edge.block)) {
      seen.add(edge.block);
      stack.push({ block: edge.block, next: 0 });
    }
  }
  return finished.reverse();
}

export type Predecessors = Pick<BlockTable<readonly Block[]>, 'get'>;

/** Where each reachable block is entered from, dead code apart. */
export function predecessorsOf(reachable: readonly Block[]): Predecessors {
  const predecessors = new BlockTable<Block[]>(reachable);
  for (const from of reachable) {
    for (const { block } of from.successors) {
      const known = predecessors.get(block);
      if (known === undefined) predecessors.set(block, [from]);
      else known.push(from);
    }
  }
  return predecessors;
}

/** Blocks from which `goal` can be reached without passing `barrier`; `goal` itself is one of them. */
function reaching(goals: readonly Block[], predecessors: Predecessors, barrier: Block): Set<Block> {
  const found = new Set<Block>([barrier, ...goals]);
  const pending = goals.filter(block => block !== barrier);
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    for (const from of predecessors.get(block) ?? []) {
      if (found.has(from)) continue;
      found.add(from);
      pending.push(from);
    }
  }
  return found;
}

/**
 * The loops that were written, with what really comes round. A block that leads back to the header is one that the
 * header leads to; the one that enters the loop is not.
 */
export function findLoops(
  written: readonly WrittenLoop[],
  reachable: readonly Block[],
  predecessors: Predecessors,
): Loop[] {
  const dominators = immediateDominators(reachable, predecessors);
  return written.map(({ node, header }) => {
    const back = (predecessors.get(header) ?? []).filter(from => dominates(header, from, dominators));
    const blocks = back.length === 0 ? new Set<Block>() : reaching(back, predecessors, header);
    const exits = [...blocks].flatMap(from =>
      from.successors.filter(({ block }) => !blocks.has(block)).map(({ block }) => ({ from, to: block })),
    );
    return { node, header, blocks, exits };
  });
}

/** The blocks on some cycle: those of strongly connected components that hold an edge (Tarjan 1972). */
export function blocksOnCycles(reachable: readonly Block[]): Set<Block> {
  const cyclic = new Set<Block>();
  const order = new Map<Block, number>();
  const low = new Map<Block, number>();
  const component: Block[] = [];
  const open = new Set<Block>();
  const stack: { block: Block; next: number }[] = [];
  const enter = (block: Block): void => {
    low.set(block, order.size);
    order.set(block, order.size);
    component.push(block);
    open.add(block);
    stack.push({ block, next: 0 });
  };
  const lower = (block: Block, to: number | undefined): void => {
    low.set(block, Math.min(low.get(block) ?? 0, to ?? Infinity));
  };
  const close = (block: Block): void => {
    if (low.get(block) !== order.get(block)) return;
    const members = component.splice(component.lastIndexOf(block));
    for (const member of members) open.delete(member);
    const isCycle = members.length > 1 || block.successors.some(edge => edge.block === block);
    if (isCycle) for (const member of members) cyclic.add(member);
  };
  const [entry] = reachable;
  if (entry !== undefined) enter(entry);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const { block } = top;
    const edge = block.successors[top.next++];
    if (edge === undefined) {
      stack.pop();
      close(block);
      const parent = stack.at(-1);
      if (parent !== undefined) lower(parent.block, low.get(block));
    } else if (!order.has(edge.block)) enter(edge.block);
    else if (open.has(edge.block)) lower(block, order.get(edge.block));
  }
  return cyclic;
}

export type Dominators = Pick<BlockTable<Block>, 'get'>;

/**
 * The nearest block that every way to a block passes; the entry has itself. By the iterative algorithm of Cooper,
 * Harvey and Kennedy, which is fast on graphs of the size of a function.
 */
export function immediateDominators(reachable: readonly Block[], predecessors: Predecessors): Dominators {
  const position = new BlockTable<number>(reachable);
  for (const [index, block] of reachable.entries()) position.set(block, index);
  const immediate = new BlockTable<Block>(reachable);
  const [entry, ...others] = reachable;
  if (entry === undefined) return immediate;
  immediate.set(entry, entry);
  const common = (a: Block, b: Block): Block => {
    let [one, other] = [a, b];
    while (one !== other) {
      if ((position.get(one) ?? 0) > (position.get(other) ?? 0)) one = immediate.get(one) ?? entry;
      else other = immediate.get(other) ?? entry;
    }
    return one;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const block of others) {
      const known = (predecessors.get(block) ?? []).filter(from => immediate.has(from));
      const nearest = known.reduce(common, known[0] ?? entry);
      if (immediate.get(block) === nearest) continue;
      immediate.set(block, nearest);
      changed = true;
    }
  }
  return immediate;
}

/** Whether every way from the entry to `inner` passes `outer`. Both are reachable. */
export function dominates(outer: Block, inner: Block, dominators: Dominators): boolean {
  for (let at: Block | undefined = inner; at !== undefined;) {
    if (at === outer) return true;
    const above = dominators.get(at);
    at = above === at ? undefined : above;
  }
  return false;
}
