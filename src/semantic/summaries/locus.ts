/**
 * Where something lies relative to the value of an expression: the value may be a member of the thing (`resp.Body`), or
 * hold it as a member of its own (`&reader{src: resp.Body}`).
 */
import type { Action, Members } from './action.ts';

/** The member `own` of the value is the member `of` of the thing. */
export interface Locus {
  readonly own: Members;
  readonly of: Members;
}

/** The value is the thing. */
export const ITSELF: Locus = { own: [], of: [] };

/** Stands for a member that cannot be told. */
export const SOMEWHERE: Members = ['?'];

/** Held by something that uses it while it is used itself, and no more, such as a buffered reader. */
export const BORROWED: Members = ['~'];

/** Longer paths are not told apart: recursive types have members of any depth. */
const MAX_MEMBERS = 3;

export const locusKey = ({ own, of }: Locus): string => `${own.join('.')}|${of.join('.')}`;

/** Whether it cannot be told where in the value the thing lies. */
export const isSomewhere = ({ own }: Locus): boolean => own[0] === SOMEWHERE[0] || own[0] === BORROWED[0];

export const isBorrowed = ({ own }: Locus): boolean => own[0] === BORROWED[0];

/** Seen from a member of the value; undefined if the thing has nothing to do with that member. */
export function ofMember(locus: Locus, name: string): Locus | undefined {
  const { own, of } = locus;
  if (isSomewhere(locus)) return locus;
  if (own.length > 0) return own[0] === name ? { own: own.slice(1), of } : undefined;
  return of.length < MAX_MEMBERS ? { own, of: [...of, name] } : undefined;
}

/** Seen from a value of which the value is a member. */
export function heldAs(name: string, { own, of }: Locus): Locus {
  return { own: own.length < MAX_MEMBERS ? [name, ...own] : SOMEWHERE, of };
}

/** What an action on the value is to the thing; undefined if it does not concern it. */
export function seenFrom(locus: Locus, action: Action): Action | undefined {
  const { own, of } = locus;
  if (isSomewhere(locus)) {
    return action.kind === 'return' ? { ...action, path: of, own } : { kind: 'store', path: of };
  }
  if (startsWith(action.path, own)) return onMember(action, [...of, ...action.path.slice(own.length)]);
  // What holds the thing is kept or handed out, and the thing with it.
  if (!startsWith(own, action.path)) return undefined;
  if (action.kind === 'store') return { ...action, path: of };
  if (action.kind !== 'return') return undefined;
  const held = [...(action.own ?? []), ...own.slice(action.path.length)];
  return { ...action, path: of, own: held.length > MAX_MEMBERS ? SOMEWHERE : held };
}

function onMember(action: Action, path: Members): Action | undefined {
  const limit = action.kind === 'call' ? MAX_MEMBERS + 1 : MAX_MEMBERS;
  if (path.length <= limit) return { ...action, path };
  return action.kind === 'store' || action.kind === 'return' ? { ...action, path: path.slice(0, limit) } : undefined;
}

/** Where the thing lies in a result that a callee returns, if the action is on an argument in which it lies so. */
export function inResult(locus: Locus, action: Action): Locus | undefined {
  const seen = seenFrom(locus, action);
  return seen === undefined ? undefined : { own: seen.own ?? [], of: seen.path };
}

export function startsWith(path: Members, prefix: Members): boolean {
  return prefix.length <= path.length && prefix.every((name, index) => path[index] === name);
}
