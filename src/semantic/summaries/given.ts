/**
 * What is known of functions without looking at a body: effects from the tables, and summaries of other packages, in one
 * shape. Effects are the summaries of what has no source.
 */
import type { FunctionEffect, Operand } from '../effects/effect.ts';
import type { Action, ActionKind, Members } from './action.ts';
import { SOMEWHERE } from './locus.ts';
import type { Extent, ParameterSummary } from './summary.ts';

export const UNTOUCHED: ParameterSummary = { stores: 'never' };

/**
 * What a call does with an operand, as the tables say; undefined if they do not. `results`: how many the callee has.
 * Where they say that it is released, but not how, the callee counts as its owner.
 */
export function effectOnOperand(
  effect: FunctionEffect,
  operand: Operand,
  results: number,
  hasReceiver: boolean,
): ParameterSummary | undefined {
  const ownership = effect.ownership?.[operand];
  if (ownership === 'takes') return { stores: 'all' };
  if (ownership === 'releases') return operand === 'receiver' ? UNTOUCHED : released(effect.releasesBy?.[operand]);
  // A result may hold what it only borrows.
  const isStored = effect.stores?.includes(operand) === true;
  if (isStored || effect.shares?.operand === operand) return kept(isStored && hasReceiver, results);
  const isBorrowed = ownership === 'borrows' || effect.borrows === true || effect.clones === true;
  return isBorrowed ? UNTOUCHED : undefined;
}

/** By the receiver, by the results, or by the package if there is neither. */
const kept = (inReceiver: boolean, results: number): ParameterSummary =>
  inReceiver || results === 0
    ? { stores: 'all' }
    : { stores: 'never', returnedAs: Array.from({ length: results }, (_, index) => index) };

const released = (method: string | undefined): ParameterSummary =>
  method === undefined ? { stores: 'all' } : { calls: { [method]: 'all' }, stores: 'never' };

/** The actions that a summary tells of, those that happen on some path and those that happen on every one. */
export interface Given {
  readonly may: readonly Action[];
  readonly must: readonly Action[];
}

const HANDED_ON: Action = { kind: 'store', path: [] };
/** Nothing is known: it may be kept. */
export const UNSEEN: Given = { may: [HANDED_ON], must: [] };

/** @param held where the results that it is returned as hold it. */
export function actionsIn(summary: ParameterSummary | undefined, held: Members = SOMEWHERE): Given {
  if (summary === undefined) return UNSEEN;
  const may: Action[] = [];
  const must: Action[] = [];
  const add = (action: Action, extent: Extent): void => {
    if (extent !== 'never') may.push(action);
    if (extent === 'all') must.push(action);
  };
  for (const [path, extent] of Object.entries(summary.calls ?? {})) {
    add({ kind: 'call', path: path === '' ? [] : path.split('.') }, extent);
  }
  const single: readonly (readonly [ActionKind, Extent | undefined])[] = [
    ['close', summary.closes],
    ['send', summary.sends],
    ['receive', summary.receives],
  ];
  for (const [kind, extent = 'never'] of single) add({ kind, path: [] }, extent);
  add(HANDED_ON, summary.stores ?? 'some');
  for (const result of summary.returnedAs ?? []) may.push({ kind: 'return', path: [], result, own: held });
  return { may, must };
}
