/**
 * What the code of one function does with the variables that may hold a resource, by where control passes.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { Block } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { Change } from './correlation.ts';
import type { Settlement } from './spec.ts';

/** Sets of holders and of exhaustion results are bits by their number. */
export type Event =
  /** The holder is released or handed on. */
  | { readonly kind: 'settle'; readonly holder: number; readonly how: Settlement }
  /**
   * Code gets hold of the variable itself, so that what it holds later is settled as well: at the exits of the function
   * (`deferred`), or whenever that code runs.
   */
  | { readonly kind: 'refer'; readonly holder: number; readonly how: Settlement; readonly deferred: boolean }
  /** The variable gets another value: what another holder holds, a new variable, nil, or something else. */
  | {
      readonly kind: 'assign';
      readonly holder: number;
      readonly at: NodeId;
      readonly from: number | undefined;
      readonly value: 'declared' | 'nil' | 'derived' | 'other';
    }
  /** The error or bool of the acquisition is assigned again. */
  | { readonly kind: 'outcome' }
  /** Only something that is there can be used so. */
  | { readonly kind: 'touch'; readonly holder: number }
  /** A variable gets what an exhausting call says, or anything else. */
  | { readonly kind: 'exhaustion'; readonly bit: number; readonly isSet: boolean }
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'acquire' };

export interface PlacedEvent {
  readonly at: number;
  readonly event: Event;
}

const DECISIVE: readonly Event['kind'][] = ['settle', 'refer', 'assign', 'acquire'];

/** The events of a function by block, in the order in which control passes them. */
export class Events {
  private readonly flow: FlowGraph;
  private readonly byBlock = new Map<Block, PlacedEvent[]>();
  private isSorted = true;
  /** Where something may become of the resource. */
  readonly decisive: NodeId[] = [];

  constructor(flow: FlowGraph) {
    this.flow = flow;
  }

  add(node: NodeId, event: Event): void {
    const place = this.flow.placeOf(node);
    if (place === undefined) return;
    if (DECISIVE.includes(event.kind)) this.decisive.push(node);
    const known = this.byBlock.get(place.block);
    if (known === undefined) this.byBlock.set(place.block, [{ at: place.at, event }]);
    else known.push({ at: place.at, event });
    this.isSorted = false;
  }

  in(block: Block): readonly PlacedEvent[] {
    if (!this.isSorted) {
      for (const events of this.byBlock.values()) events.sort((a, b) => a.at - b.at);
      this.isSorted = true;
    }
    return this.byBlock.get(block) ?? [];
  }

  some(test: (event: Event) => boolean): boolean {
    return [...this.byBlock.values()].some(events => events.some(({ event }) => test(event)));
  }
}
