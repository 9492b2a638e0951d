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
  /** Where paths begin; by default at the entry of the function. */
  readonly from?: NodeId;
  /** The sum that they begin with; 0 by default. */
  readonly initially?: number;
  /** Whether an edge is taken by a path with that sum. */
  readonly follows?: (edge: Edge, from: Block, sum: number) => boolean;
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
  return new Walk(options).run();
}

/** A block to go on from, at the node with index `next`. */
interface Step {
  readonly block: Block;
  readonly sum: number;
  readonly next: number;
}

class Walk {
  private readonly options: PathSumOptions;
  private readonly events: ReadonlyMap<Block, readonly Placed[]>;
  private readonly found = new Map<NodeId, PathSum>();
  private readonly pending: Step[] = [];
  // A path with nothing under way may go where one with something may not, so the two are kept apart.
  private readonly nothing = new Map<Block, number>();
  private readonly something = new Map<Block, number>();
  private greatest = 0;

  constructor(options: PathSumOptions) {
    this.options = options;
    this.events = eventsByBlock(options);
  }

  run(): PathSums {
    const { flow, from, initially = 0 } = this.options;
    const start = from === undefined ? { block: flow.entry, next: 0 } : flow.placeOf(from);
    if (start !== undefined)
      this.pending.push({ block: start.block, sum: Math.min(initially, MANY), next: start.next });
    for (let step = this.pending.pop(); step !== undefined; step = this.pending.pop()) this.goOn(step);
    const exits = [...this.found.values()].sort((a, b) => a.node - b.node);
    return { exits, greatest: this.greatest };
  }

  private goOn({ block, next, sum: before }: Step): void {
    const sum = this.sumAfter(this.events.get(block) ?? [], next, before);
    if (sum === undefined) return;
    this.greatest = Math.max(this.greatest, sum);
    const { flow, follows, once } = this.options;
    const exit = flow.exitAt(block);
    if (exit !== undefined) this.note(exit.node, exit.kind, sum);
    for (const edge of block.successors) {
      if (follows?.(edge, block, sum) === false) continue;
      if (once !== true || !isBackEdge(flow, block, edge)) this.take(edge, sum);
    }
  }

  private take(edge: Edge, before: number): void {
    const sum = bounded(before + (this.options.addsOnEdge?.(edge) ?? 0), before);
    const known = sum > 0 ? this.something : this.nothing;
    if (sum <= (known.get(edge.block) ?? -1)) return;
    known.set(edge.block, sum);
    this.pending.push({ block: edge.block, sum, next: 0 });
  }

  /** Undefined where the path ends within the block. */
  private sumAfter(events: readonly Placed[], next: number, before: number): number | undefined {
    let sum = before;
    for (const event of events) {
      if (event.at < next) continue;
      if (event.restarts === true) this.note(event.node, 'restart', sum);
      if (event.ends === true || event.restarts === true) return undefined;
      sum = bounded(sum + event.adds, sum);
    }
    return sum;
  }

  private note(node: NodeId, kind: PathSum['kind'], sum: number): void {
    if (sum > (this.found.get(node)?.sum ?? -1)) this.found.set(node, { node, kind, sum });
  }
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

/** MANY less one is still many. */
function bounded(sum: number, before: number): number {
  return before >= MANY ? MANY : Math.min(MANY, Math.max(0, sum));
}

function isBackEdge(flow: FlowGraph, from: Block, edge: Edge): boolean {
  return flow.loops.some(loop => loop.header === edge.block && loop.blocks.has(from));
}
