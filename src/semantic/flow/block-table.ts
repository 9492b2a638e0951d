/**
 * Something about each block of one graph, by the index of the block: a tenth of what a map from blocks takes, and large
 * packages have tens of thousands of graphs.
 */
import type { Block } from './block.ts';

export class BlockTable<V> {
  private readonly values: (V | undefined)[];

  /** `blocks`: all that will ever be set. */
  constructor(blocks: readonly Block[]) {
    const size = blocks.reduce((most, { index }) => Math.max(most, index + 1), 0);
    this.values = new Array<V | undefined>(size).fill(undefined);
  }

  get(block: Block): V | undefined {
    return this.values[block.index];
  }

  has(block: Block): boolean {
    return this.values[block.index] !== undefined;
  }

  set(block: Block, value: V): void {
    this.values[block.index] = value;
  }
}
