/**
 * One channel: where it is made, how much it holds, and all that the package is seen to do with it.
 */
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Holder, Pass, ValueUse } from '../value-flow/value-uses.ts';
import type { Operation } from './operation.ts';

/**
 * How many values a channel holds before a send blocks.
 *
 * `constant` is 0 for `make(chan T)`; `expression` is a capacity known only when the program runs; a nil channel never
 * lets anything through.
 */
export type Capacity =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'expression'; readonly at: Place }
  | { readonly kind: 'nil' };

export interface Channel {
  /** The call of `make`; of a nil channel, the declared name. */
  readonly origin: Place;
  /** The function whose code makes it; undefined in a package-level initialiser. */
  readonly maker: GoFunction | undefined;
  readonly capacity: Capacity;
  /** The name of the variable or field that it is put in first, else `the channel`. */
  readonly name: string;
  readonly holders: readonly Holder[];
  /** Where it is handed to functions of the package. */
  readonly passes: readonly Pass[];
  readonly operations: readonly Operation[];
  readonly sends: readonly Operation[];
  readonly receives: readonly Operation[];
  readonly ranges: readonly Operation[];
  readonly closes: readonly Operation[];
  /** Uses after which code that is not seen may do anything with it; a field or a global among the holders is none. */
  readonly escapes: readonly ValueUse[];
}

/** Whether all that can happen to the channel is in sight: only local variables and parameters of the package hold it. */
export function isLocal(channel: Channel): boolean {
  return channel.maker !== undefined && channel.escapes.length === 0 && areLocal(channel.holders);
}

/** Whether the holders are local variables and parameters. */
export function areLocal(holders: readonly Holder[]): boolean {
  return holders.every(holder => holder.kind === 'variable' && holder.symbol.role !== 'global');
}

/** Whether a local variable holds the channel. */
export function isHeldBy(channel: Channel, symbol: GoSymbol | undefined): boolean {
  return symbol !== undefined && channel.holders.some(holder => holder.kind === 'variable' && holder.symbol === symbol);
}
