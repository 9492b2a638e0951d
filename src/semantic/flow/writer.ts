/**
 * Writes the blocks of one function while its statements are visited in order. Knows blocks, edges and exits, no Go.
 */
import { NO_NODE, type NodeId, type SyntaxTree } from '../../syntax/tree.ts';
import type { Block, ConditionalExit, Edge, Exit, ExitKind } from './block.ts';

export interface OpenBlock extends Block {
  nodes: NodeId[];
  successors: Edge[];
}

/** What an edge says of values besides where it leads. */
export type EdgeFacts = Omit<Edge, 'block'>;

/** Answers of the semantic model: how a call ends that never returns, or only on a condition. */
export type CallExit = (call: NodeId) => ExitKind | ConditionalExit | undefined;

/** A loop as it was written; which of its blocks come round again is found out later. */
export interface WrittenLoop {
  readonly node: NodeId;
  readonly header: OpenBlock;
}

export class BlockWriter {
  readonly tree: SyntaxTree;
  readonly fn: NodeId;
  readonly callExit: CallExit;
  readonly blocks: OpenBlock[] = [];
  readonly exits: Exit[] = [];
  readonly defers: NodeId[] = [];
  readonly loops: WrittenLoop[] = [];
  /** By node, counted from `fn`: index of its block, or -1. */
  readonly blockOfNode: Int32Array;
  /** By node, counted from `fn`: its index in the block's nodes, or if negative ~index of the one that follows it. */
  readonly orderOfNode: Int32Array;
  current: OpenBlock;
  private stopped: OpenBlock | undefined;

  constructor(tree: SyntaxTree, fn: NodeId, callExit: CallExit) {
    this.tree = tree;
    this.fn = fn;
    this.callExit = callExit;
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

  /** To be called once all is written: an array that has grown keeps room for more, which here is most of its size. */
  trim(): void {
    for (const block of this.blocks) {
      block.nodes = block.nodes.slice();
      block.successors = block.successors.slice();
    }
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
    this.stopped = this.newBlock();
    this.start(this.stopped);
  }

  /** Whether the current block only follows one that was left for good. */
  get isStopped(): boolean {
    return this.current === this.stopped;
  }

  exit(kind: ExitKind, node: NodeId): void {
    this.exits.push({ kind, node, block: this.current });
    this.stop();
  }

  /** Either ends there or goes on, and then something is known. */
  exitUnless({ kind, unless }: ConditionalExit, node: NodeId): void {
    this.exits.push({ kind, node, block: this.current });
    const next = this.newBlock();
    this.edge(next, { given: unless });
    this.start(next);
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
