/**
 * Writes the blocks of one function while its statements are visited in order. Knows blocks, edges and exits, no Go.
 */
import { NO_NODE, type NodeId, type SyntaxTree } from '../../syntax/tree.ts';
import type { Block, Edge, Exit, ExitKind } from './block.ts';

export interface OpenBlock extends Block {
  readonly nodes: NodeId[];
  readonly successors: Edge[];
}

/** What an edge says of values besides where it leads. */
export type EdgeFacts = Omit<Edge, 'block'>;

/** Answers of the semantic model: how the program or goroutine ends at a call that never returns. */
export type NeverReturns = (call: NodeId) => ExitKind | undefined;

/** A loop as it was written; which of its blocks come round again is found out later. */
export interface WrittenLoop {
  readonly node: NodeId;
  readonly header: OpenBlock;
}

export class BlockWriter {
  readonly tree: SyntaxTree;
  readonly fn: NodeId;
  readonly neverReturns: NeverReturns;
  readonly blocks: OpenBlock[] = [];
  readonly exits: Exit[] = [];
  readonly defers: NodeId[] = [];
  readonly loops: WrittenLoop[] = [];
  /** By node, counted from `fn`: index of its block, or -1. */
  readonly blockOfNode: Int32Array;
  /** By node, counted from `fn`: its index in the block's nodes, or if negative ~index of the one that follows it. */
  readonly orderOfNode: Int32Array;
  current: OpenBlock;

  constructor(tree: SyntaxTree, fn: NodeId, neverReturns: NeverReturns) {
    this.tree = tree;
    this.fn = fn;
    this.neverReturns = neverReturns;
    const size = tree.subtreeEndOf(fn) - fn;
    this.blockOfNode = new Int32Array(size).fill(NO_NODE);
    this.orderOfNode = new Int32Array(size);
    this.current = this.newBlock();
  }

  /** A block that nothing leads to yet. */
  newBlock(): OpenBlock {
    const block: OpenBlock = { index: this.blocks.length, nodes: [], successors: [] };
    this.blocks.push(block);
    return block;
  }

  /** What follows is written into `block`. */
  start(block: OpenBlock): void {
    this.current = block;
  }

  /** Leads from the current block to another. */
  edge(to: Block, facts: EdgeFacts = {}): void {
    this.current.successors.push({ block: to, ...facts });
  }

  /** Leads to another block and leaves the current one for good: what follows is dead unless a jump reaches it. */
  jump(to: Block): void {
    this.edge(to);
    this.stop();
  }

  /** Nothing follows the current block. */
  stop(): void {
    this.start(this.newBlock());
  }

  exit(kind: ExitKind, node: NodeId): void {
    this.exits.push({ kind, node, block: this.current });
    this.stop();
  }

  /** Lists a node as evaluated now. */
  list(node: NodeId): void {
    this.blockOfNode[node - this.fn] = this.current.index;
    this.orderOfNode[node - this.fn] = this.current.nodes.length;
    this.current.nodes.push(node);
  }

  /** Notes that a compound statement or expression begins here. */
  begin(node: NodeId): void {
    this.blockOfNode[node - this.fn] = this.current.index;
    this.orderOfNode[node - this.fn] = ~this.current.nodes.length;
  }
}
