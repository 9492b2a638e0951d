/**
 * What a function does with something that it is given, in sets of actions: the values of the lattices in which the
 * effects on parameters are computed. Joined by union as may-facts, by intersection as must-facts.
 */

/** Names of members from a value inwards: `['Body']` for `resp.Body`. */
export type Members = readonly string[];

export type ActionKind =
  /** A method (the last of the path) or the function itself is called. */
  | 'call'
  /** Of channels. */
  | 'close'
  | 'send'
  | 'receive'
  /** Kept where others may come by it, or handed to code that is not seen. */
  | 'store'
  | 'return';

export interface Action {
  readonly kind: ActionKind;
  /** The member that it is done to; empty for the thing itself. */
  readonly path: Members;
  /** It is done by a goroutine that the function starts. */
  readonly inGoroutine?: true;
  /** Of `return`: the index of the result, and the member of it that is the thing. */
  readonly result?: number;
  readonly own?: Members;
}

/** By {@link keyOf}. */
export type Actions = ReadonlyMap<string, Action>;

export const NO_ACTIONS: Actions = new Map();

export function keyOf({ kind, path, inGoroutine, result, own }: Action): string {
  const base = `${inGoroutine === true ? 'go ' : ''}${kind} ${path.join('.')}`;
  return kind === 'return' ? `${base} ${String(result)} ${own?.join('.') ?? ''}` : base;
}

export function haveSameKeys(one: Actions, other: Actions): boolean {
  return one.size === other.size && [...one.keys()].every(key => other.has(key));
}

/** What starting the action in a goroutine does: the goroutine keeps the thing, and what it calls is no call in time. */
export function startedInGoroutine(action: Action): Action | undefined {
  switch (action.kind) {
    case 'close':
    case 'send':
    case 'receive':
      return { ...action, inGoroutine: true };
    case 'store':
      return action;
    default:
      return undefined;
  }
}
