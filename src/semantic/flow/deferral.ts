/**
 * Which deferred calls run at an exit: those that were registered on the way to it, the last one first.
 *
 * Operands of a deferred call are bound at its statement, which is where the graph lists them; what a deferred literal
 * captures is read at the exit. How often a statement in a loop was registered is not told.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { Block, Exit } from './block.ts';
import type { Predecessors } from './cycles.ts';

/** A defer statement whose call runs at an exit. */
export interface DeferredAt {
  readonly statement: NodeId;
  /** Registered on every way to the exit; else on some. */
  readonly always: boolean;
}

interface Registered {
  /** By index of the defer statement in the function. */
  readonly some: Set<number>;
  readonly all: Set<number>;
}

/** Forward data flow over the blocks: by union what may have been registered, by intersection what must have been. */
export class Deferral {
  private readonly defers: readonly NodeId[];
  private readonly after = new Map<Block, Registered>();

  /** `reachable` in reverse postorder; `defers` in the order of the source. */
  constructor(reachable: readonly Block[], predecessors: Predecessors, defers: readonly NodeId[]) {
    this.defers = defers;
    const own = new Map(reachable.map(block => [block, registeredIn(block, defers)]));
    for (let changed = true; changed;) {
      changed = false;
      for (const block of reachable) {
        const before = this.after.get(block);
        const now = this.join(predecessors.get(block) ?? [], block === reachable[0], own.get(block) ?? []);
        if (before?.some.size === now.some.size && before.all.size === now.all.size) continue;
        this.after.set(block, now);
        changed = true;
      }
    }
  }

  /** In the order in which they run. The end of the process runs none. */
  at({ kind, block }: Exit): readonly DeferredAt[] {
    const registered = this.after.get(block);
    if (kind === 'process-exit' || registered === undefined) return [];
    return this.defers
      .map((statement, index) => ({ statement, index, always: registered.all.has(index) }))
      .filter(({ index }) => registered.some.has(index))
      .map(({ statement, always }) => ({ statement, always }))
      .reverse();
  }

  /** Ways that were not looked at yet say nothing; the entry is also come to from outside, with nothing registered. */
  private join(from: readonly Block[], isEntry: boolean, own: readonly number[]): Registered {
    const known = from.flatMap(block => this.after.get(block) ?? []);
    const some = new Set(known.flatMap(registered => [...registered.some]));
    const [first, ...others] = known;
    const shared = isEntry || first === undefined ? [] : [...first.all];
    const all = new Set(shared.filter(index => others.every(other => other.all.has(index))));
    for (const index of own) {
      some.add(index);
      all.add(index);
    }
    return { some, all };
  }
}

function registeredIn(block: Block, defers: readonly NodeId[]): number[] {
  return block.nodes.map(node => defers.indexOf(node)).filter(index => index >= 0);
}
