/**
 * The greatest sum that events on a path through a function can add up to.
 *
 * Every event adds to or takes from the sum, which never falls below 0 and counts as {@link MANY} from there on. A way
 * round a loop that adds something therefore leads to MANY, unless loops are taken only once.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { Block, Edge, Exit } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';

/** Stands for any number too high to matter. */
export const MANY = 16;

export interface PathEvent {
  readonly node: NodeId;
  /** What it adds; negative for what it takes away. */
  readonly adds: number;
  /** The path needs not be followed any further. */
  readonly ends?: boolean;
  /** The path begins anew with 0; the sum that was reached is reported as at an exit. */
  readonly restarts?: boolean;
}

export interface PathSumOptions {
  readonly flow: FlowGraph;
  readonly events: readonly PathEvent[];
  /** Where paths begin, with 0; by default at the entry of the function. */
  readonly from?: NodeId;
  readonly follows?: (edge: Edge, from: Block) => boolean;
  /** What taking an edge adds. */
  readonly addsOnEdge?: (edge: Edge) => number;
  /** Whether each loop is gone round at most once. */
  readonly once?: boolean;
}

export interface PathSum {
  /** The exit, or the event at which the path restarts. */
  readonly node: NodeId;
  readonly kind: Exit['kind'] | 'restart';
  readonly sum: number;
}

export interface PathSums {
  /** The greatest sum at each exit that can be reached, in source order. */
  readonly exits: readonly PathSum[];
  /** The greatest sum anywhere. */
  readonly greatest: number;
}

export function pathSums(options: PathSumOptions): PathSums {
  const { flow, from } = options;
  const start = from === undefined ? { block: flow.entry, next: 0 } : flow.placeOf(from);
  if (start === undefined) return { exits: [], greatest: 0 };
  const events = eventsByBlock(options);
  const reached = new Map<Block, number>();
  const found = new Map<NodeId, PathSum>();
  const exits = new Map(flow.exits.map(exit => [exit.block, exit]));
  const note = (node: NodeId, kind: PathSum['kind'], sum: number): void => {
    if (sum > (found.get(node)?.sum ?? -1)) found.set(node, { node, kind, sum });
  };
  let greatest = 0;
  const pending: { block: Block; sum: number; next: number }[] = [{ block: start.block, sum: 0, next: start.next }];
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    const { block, next } = step;
    const sum = sumAfter(events.get(block) ?? [], next, step.sum, (node, reachedSum) => {
      note(node, 'restart', reachedSum);
    });
    if (sum === undefined) continue;
    greatest = Math.max(greatest, sum);
    const exit = exits.get(block);
    if (exit !== undefined) note(exit.node, exit.kind, sum);
    for (const edge of block.successors) {
      if (options.follows?.(edge, block) === false) continue;
      if (options.once === true && isBackEdge(flow, block, edge)) continue;
      const there = bounded(sum + (options.addsOnEdge?.(edge) ?? 0), sum);
      if (there <= (reached.get(edge.block) ?? -1)) continue;
      reached.set(edge.block, there);
      pending.push({ block: edge.block, sum: there, next: 0 });
    }
  }
  return { exits: [...found.values()].sort((a, b) => a.node - b.node), greatest };
}

type Placed = PathEvent & { readonly at: number };

function eventsByBlock({ flow, events }: PathSumOptions): Map<Block, Placed[]> {
  const placed = new Map<Block, Placed[]>();
  for (const event of events) {
    const place = flow.placeOf(event.node);
    if (place === undefined) continue;
    const list = placed.get(place.block) ?? [];
    placed.set(place.block, list);
    list.push({ ...event, at: place.at });
  }
  for (const list of placed.values()) list.sort((a, b) => a.at - b.at);
  return placed;
}

/** Undefined where the path ends within the block. */
function sumAfter(
  events: readonly Placed[],
  next: number,
  before: number,
  restarted: (node: NodeId, sum: number) => void,
): number | undefined {
  let sum = before;
  for (const event of events) {
    if (event.at < next) continue;
    if (event.ends === true) return undefined;
    if (event.restarts === true) {
      restarted(event.node, sum);
      return undefined;
    }
    sum = bounded(sum + event.adds, sum);
  }
  return sum;
}

/** MANY less one is still many. */
function bounded(sum: number, before: number): number {
  return before >= MANY ? MANY : Math.min(MANY, Math.max(0, sum));
}

function isBackEdge(flow: FlowGraph, from: Block, edge: Edge): boolean {
  return flow.loops.some(loop => loop.header === edge.block && loop.blocks.has(from));
}
