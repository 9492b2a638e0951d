/**
 * What is known on one way through a function, and how the events on it change that.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { Block, Edge } from '../flow/block.ts';
import type { Event } from './events.ts';
import type { Settlement } from './spec.ts';

/**
 * What the outcome of the acquisition is known to be:
 *
 * - `before`: the acquisition has not been made on this way;
 * - `open`: it has, and nothing has been asked; `unclear`: what was asked cannot be understood;
 * - `success`; `closed`: success, and the outcome has been assigned again;
 * - `lost`: assigned again before it was known.
 */
export type Phase = 'before' | 'open' | 'unclear' | 'success' | 'closed' | 'lost';

/** Sets are bits: holders and exhaustion results by their number, conditions as `Test.bit`. */
export interface Knowledge {
  phase: Phase;
  /** Variables that hold the resource. */
  holders: number;
  /** Variables that deferred code looks after at the exits. */
  deferred: number;
  /** Variables that other code can reach and may look after at any time. */
  shared: number;
  /** Variables that say whether the resource is exhausted. */
  exhaustions: number;
  /** Conditions of which is known whether they hold. */
  known: number;
  holding: number;
}

export interface State extends Readonly<Knowledge> {
  readonly block: Block;
  /** Index of the first node of the block that is still to come. */
  readonly start: number;
  /** How control came here. */
  readonly before: State | undefined;
  readonly via: Edge | undefined;
  /** Of the state right after the acquisition: how control came to that. */
  readonly prelude?: State;
}

export const NOTHING_KNOWN: Knowledge = {
  phase: 'before',
  holders: 0,
  deferred: 0,
  shared: 0,
  exhaustions: 0,
  known: 0,
  holding: 0,
};

export const keyOfState = ({ block, start, phase, ...sets }: State): string =>
  `${block.index}.${start} ${phase} ${sets.holders} ${sets.deferred} ${sets.shared} ${sets.exhaustions} ${sets.known} ${sets.holding}`;

/** How an event ends a way. */
export type Ending =
  | { readonly kind: 'settled'; readonly how: Settlement }
  /** Nothing holds the resource any more. `redeclared`: another round of a loop has begun. */
  | { readonly kind: 'overwritten'; readonly at: NodeId; readonly redeclared: boolean };

/** What `how` each holder's deferred or sharing code settles with. */
export interface Reference {
  readonly deferred: Map<number, Settlement>;
  readonly shared: Map<number, Settlement>;
}

const settled = (how: Settlement): Ending => ({ kind: 'settled', how });

/** Lets an event change what is known; says so if the way ends with it. */
export function pass(state: Knowledge, event: Event, references: Reference): Ending | undefined {
  switch (event.kind) {
    case 'settle':
      return holds(state, event.holder) ? settled(event.how) : undefined;
    case 'refer':
      return passReference(state, event, references);
    case 'assign':
      return passAssignment(state, event, references);
    case 'outcome':
      if (state.phase === 'open' || state.phase === 'unclear') state.phase = 'lost';
      else if (state.phase === 'success') state.phase = 'closed';
      return undefined;
    case 'touch':
      if (state.phase === 'lost' && holds(state, event.holder)) state.phase = 'closed';
      return undefined;
    case 'exhaustion':
      state.exhaustions = event.isSet ? state.exhaustions | event.bit : state.exhaustions & ~event.bit;
      return undefined;
    case 'change': {
      const { forgets, learns, holding } = event.change;
      state.known = (state.known & ~forgets) | learns;
      state.holding = (state.holding & ~forgets & ~learns) | holding;
      return undefined;
    }
    case 'acquire':
      return undefined;
  }
}

const holds = ({ holders }: Knowledge, holder: number): boolean => (holders & (1 << holder)) !== 0;

function passReference(
  state: Knowledge,
  { holder, how, deferred }: Extract<Event, { kind: 'refer' }>,
  references: Reference,
): Ending | undefined {
  if (deferred) {
    state.deferred |= 1 << holder;
    references.deferred.set(holder, how);
    return undefined;
  }
  if (holds(state, holder)) return settled(how);
  state.shared |= 1 << holder;
  references.shared.set(holder, how);
  return undefined;
}

function passAssignment(
  state: Knowledge,
  { holder, at, from, value }: Extract<Event, { kind: 'assign' }>,
  references: Reference,
): Ending | undefined {
  if (from !== undefined && holds(state, from)) return gain(state, holder, references);
  return lose(state, holder, at, value, references);
}

/** The variable now holds the resource. */
export function gain(state: Knowledge, holder: number, { shared }: Reference): Ending | undefined {
  state.holders |= 1 << holder;
  if ((state.shared & (1 << holder)) === 0) return undefined;
  return settled(shared.get(holder) === 'move' ? 'move' : 'maybe');
}

/** The variable is a new one, which nothing refers to yet. */
export function forgetReferences(state: Knowledge, holder: number): void {
  state.deferred &= ~(1 << holder);
  state.shared &= ~(1 << holder);
}

/** The variable holds something else from now on. */
export function lose(
  state: Knowledge,
  holder: number,
  at: NodeId,
  value: 'declared' | 'nil' | 'derived' | 'other',
  { deferred }: Reference,
): Ending | undefined {
  const bit = 1 << holder;
  const isLookedAfter = (state.deferred & bit) !== 0 && value === 'declared';
  if (value === 'declared') forgetReferences(state, holder);
  if ((state.holders & bit) === 0) return undefined;
  if (isLookedAfter) return settled(deferred.get(holder) ?? 'maybe');
  state.holders &= ~bit;
  if (state.holders !== 0) return undefined;
  if (value === 'derived') return settled('move');
  if (value === 'nil' || state.phase === 'lost' || state.phase === 'unclear') return settled('maybe');
  return { kind: 'overwritten', at, redeclared: value === 'declared' };
}

/** How deferred code settles what is held at an exit; undefined if it does not. */
export function settledAtExit(state: Knowledge, { deferred }: Reference): Settlement | undefined {
  const covered = state.deferred & state.holders;
  if (covered === 0) return undefined;
  const how = [...deferred].filter(([holder]) => (covered & (1 << holder)) !== 0).map(([, kind]) => kind);
  return how.includes('release') ? 'release' : how.includes('move') ? 'move' : 'maybe';
}
