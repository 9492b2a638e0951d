/**
 * The symbols of a file's identifiers: a map from nodes that costs two bytes a node and no hashing, since half of all
 * the questions that the model answers start here.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { GoSymbol } from './symbol.ts';

/** The first slot that two bytes do not hold; only files of megabytes have so many symbols. */
const WIDE = 0x10000;

export class Bindings {
  /** Index into `symbols` plus one; 0 for a node that is bound to nothing. */
  private slots: Uint16Array | Uint32Array;
  private readonly symbols: GoSymbol[] = [];
  private readonly indexOf = new Map<GoSymbol, number>();

  constructor(nodeCount: number) {
    this.slots = new Uint16Array(nodeCount);
  }

  get(node: NodeId): GoSymbol | undefined {
    const slot = this.slots[node] ?? 0;
    return slot === 0 ? undefined : this.symbols[slot - 1];
  }

  has(node: NodeId): boolean {
    return (this.slots[node] ?? 0) !== 0;
  }

  set(node: NodeId, symbol: GoSymbol): void {
    let slot = this.indexOf.get(symbol);
    if (slot === undefined) {
      slot = this.symbols.push(symbol);
      this.indexOf.set(symbol, slot);
      if (slot === WIDE) this.slots = Uint32Array.from(this.slots);
    }
    this.slots[node] = slot;
  }

  /** The distinct symbols, in the order in which they were first bound. */
  get distinct(): readonly GoSymbol[] {
    return this.symbols;
  }
}
