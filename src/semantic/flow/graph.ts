/**
 * The control-flow graph of one function, and the questions that rules ask of it.
 *
 * Answers are about nodes, not blocks: two statements of one block have an order. A node that is not evaluated
 * itself (a name within a selector, code within a function literal) stands for the evaluated node around it. What
 * is asked here is whether control can take a way, never whether values let it.
 */
import { NO_NODE, type NodeId, type SyntaxTree } from '../../syntax/tree.ts';
import type { Block, Edge, Exit, ExitKind, Loop, Place } from './block.ts';
import { BlockTable } from './block-table.ts';
import {
  blocksOnCycles,
  dominates,
  type Dominators,
  findLoops,
  immediateDominators,
  type Predecessors,
  predecessorsOf,
  reversePostorder,
} from './cycles.ts';
import { dominanceFrontiers, type Frontiers } from './frontiers.ts';
import { Deferral, type DeferredAt } from './deferral.ts';
import type { BlockWriter } from './writer.ts';

/** Says of a node on the way that the way ends there. */
export type NodeTest = (node: NodeId) => boolean;
/** Says whether an edge may be taken. */
export type EdgeTest = (edge: Edge, from: Block) => boolean;

/** The exits at which the caller goes on and would miss what was not done. */
const NORMAL_EXITS: readonly ExitKind[] = ['return', 'end'];

export class FlowGraph {
  readonly blocks: readonly Block[];
  readonly entry: Block;
  /** Those that control can come to, in the order of the source. */
  readonly exits: readonly Exit[];
  /** The DeferStatements, in the order of the source. */
  readonly defers: readonly NodeId[];
  private readonly tree: SyntaxTree;
  private readonly fn: NodeId;
  private readonly writer: BlockWriter;
  private readonly reachable: readonly Block[];
  private readonly isReached: BlockTable<true>;
  private readonly exitOfBlock: ReadonlyMap<Block, Exit>;
  private knownPredecessors: Predecessors | undefined;
  private knownDominators: Dominators | undefined;
  private knownFrontiers: Frontiers | undefined;
  private knownCycles: ReadonlySet<Block> | undefined;
  private knownLoops: readonly Loop[] | undefined;
  private knownDeferral: Deferral | undefined;

  constructor(written: BlockWriter, entry: Block) {
    this.writer = written;
    written.trim();
    this.tree = written.tree;
    this.fn = written.fn;
    this.blocks = written.blocks;
    this.entry = entry;
    this.defers = written.defers;
    this.reachable = reversePostorder(entry);
    this.isReached = new BlockTable(this.reachable);
    for (const block of this.reachable) this.isReached.set(block, true);
    this.exits = written.exits.filter(({ block }) => this.isReached.has(block));
    this.exitOfBlock = new Map(written.exits.map(exit => [exit.block, exit]));
  }

  /** How control leaves the function at the end of a block; undefined where it goes on. */
  exitAt(block: Block): Exit | undefined {
    return this.exitOfBlock.get(block);
  }

  /** The loops written in this function, outer before inner. */
  get loops(): readonly Loop[] {
    return (this.knownLoops ??= findLoops(this.writer.loops, this.reachable, this.predecessors));
  }

  /** Where the node, or the smallest evaluated one around it, is evaluated; undefined outside the body. */
  placeOf(node: NodeId): Place | undefined {
    for (let at = node; at !== this.fn && at !== NO_NODE; at = this.tree.parentOf(at)) {
      const block = this.blocks[this.writer.blockOfNode[at - this.fn] ?? NO_NODE];
      if (block === undefined) continue;
      const order = this.writer.orderOfNode[at - this.fn] ?? 0;
      return order < 0 ? { block, at: ~order, next: ~order } : { block, at: order, next: order + 1 };
    }
    return undefined;
  }

  /** The block in which the node, or the smallest evaluated one around it, is evaluated. */
  blockOf(node: NodeId): Block | undefined {
    return this.placeOf(node)?.block;
  }

  /** Whether control can come to the node at all. */
  isReachable(node: NodeId): boolean {
    const block = this.blockOf(node);
    return block !== undefined && this.isReached.has(block);
  }

  /** Whether control can come to the node a second time within one call of the function. */
  isOnCycle(node: NodeId): boolean {
    const block = this.blockOf(node);
    this.knownCycles ??= blocksOnCycles(this.reachable);
    return block !== undefined && this.knownCycles.has(block);
  }

  /** The loops that can evaluate the node again and again, the innermost first. */
  loopsAround(node: NodeId): Loop[] {
    const block = this.blockOf(node);
    if (block === undefined) return [];
    return this.loops.filter(loop => loop.blocks.has(block)).sort((a, b) => a.blocks.size - b.blocks.size);
  }

  /** Whether every way to `b` has evaluated `a` before, or they are one. False if either is unreachable. */
  dominates(a: NodeId, b: NodeId): boolean {
    const [first, second] = [this.placeOf(a), this.placeOf(b)];
    if (first === undefined || second === undefined || !this.isReachable(a) || !this.isReachable(b)) return false;
    if (first.block === second.block) return first.at <= second.at;
    return dominates(first.block, second.block, this.dominators);
  }

  /**
   * Whether control can come from just after `from` to `to`, without passing a node that `avoiding` names. `to` may
   * be `from` itself: then whether it can come round.
   */
  canReach(from: NodeId, to: NodeId, avoiding: NodeTest = () => false, follows: EdgeTest = () => true): boolean {
    const goal = this.placeOf(to);
    if (goal === undefined) return false;
    const ways = this.walk(from, follows);
    for (let step = ways.next(true); step.done !== true;) {
      const { block, start } = step.value;
      const isGoal = block === goal.block && goal.at >= start;
      const isFree = !block.nodes.slice(start, isGoal ? goal.at : undefined).some(avoiding);
      if (isGoal && isFree) return true;
      step = ways.next(isFree);
    }
    return false;
  }

  /**
   * The nearest exit that control can come to from just after `from` without passing a node that `stops` names, or
   * undefined: a return statement, a call that never returns, or the closing brace of the body.
   *
   * @param kinds by default those after which the caller goes on.
   * @param follows keeps to edges that the caller takes for possible, such as the success edge of `err != nil`.
   */
  pathToExit(
    from: NodeId,
    stops: NodeTest,
    kinds: readonly ExitKind[] = NORMAL_EXITS,
    follows: EdgeTest = () => true,
  ): NodeId | undefined {
    const ways = this.walk(from, follows);
    for (let step = ways.next(true); step.done !== true;) {
      const { block, start } = step.value;
      const isFree = !block.nodes.slice(start).some(stops);
      const exit = this.exitOfBlock.get(block);
      if (isFree && exit !== undefined && kinds.includes(exit.kind)) return exit.node;
      step = ways.next(isFree);
    }
    return undefined;
  }

  /** The defer statements whose calls run at an exit, in the order in which they run. */
  defersAt(exit: Exit): readonly DeferredAt[] {
    this.knownDeferral ??= new Deferral(this.reachable, this.predecessors, this.defers);
    return this.knownDeferral.at(exit);
  }

  /**
   * The blocks that follow a node, nearest first, each with the index of its first node on the way. Whoever takes a
   * block answers whether the way goes on through it.
   */
  private *walk(from: NodeId, follows: EdgeTest): Generator<{ block: Block; start: number }, void, boolean> {
    const place = this.placeOf(from);
    if (place === undefined) return;
    const seen = new Set<Block>();
    const pending = [{ block: place.block, start: place.next }];
    // A list that grows while it is walked through: a queue.
    for (const step of pending) {
      const goesOn = yield step;
      if (!goesOn) continue;
      for (const edge of step.block.successors) {
        if (seen.has(edge.block) || !follows(edge, step.block)) continue;
        seen.add(edge.block);
        pending.push({ block: edge.block, start: 0 });
      }
    }
  }

  /** Where each reachable block is entered from. */
  get predecessors(): Predecessors {
    return (this.knownPredecessors ??= predecessorsOf(this.reachable));
  }

  /** The nearest block that every way to a reachable block passes. */
  get dominators(): Dominators {
    return (this.knownDominators ??= immediateDominators(this.reachable, this.predecessors));
  }

  /** The dominance frontier of each reachable block that has one. */
  get frontiers(): Frontiers {
    return (this.knownFrontiers ??= dominanceFrontiers(this.reachable, this.predecessors, this.dominators));
  }
}
