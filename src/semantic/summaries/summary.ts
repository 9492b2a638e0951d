/**
 * What is known of a function from its body, for its callers: plain data, part of the facts of a package.
 *
 * Absent means unknown, everywhere. May-facts (`stores`) are joined by or over the calls of a function, must-facts
 * (`exit`) by and.
 */
import type { Span } from '../../base/position.ts';
import type { ExitKind } from '../flow/block.ts';

/** On how many of the paths to a return something holds. */
export type Extent = 'never' | 'some' | 'all';

/** A map, slice, channel or object that keeps something beyond the call, one more with every call. */
export interface Keeper extends Span {
  /** A package-level variable, or something that the receiver refers to. */
  readonly in: 'global' | 'receiver';
  readonly as: 'map key' | 'map value' | 'slice element' | 'channel element' | 'field';
}

/** What happens to what a parameter (or the receiver) refers to. */
export interface ParameterSummary {
  /** Kept beyond the call: in a field, a global, a container, a channel, a goroutine, or by a callee that is unknown. */
  readonly stores?: Extent;
  /** Results, by index, that are or hold the parameter. */
  readonly returnedAs?: readonly number[];
  /** A small part of a string or slice parameter is kept for long, and nothing else of it: where. */
  readonly storesPart?: Keeper;
  /** The whole of a string or slice parameter is kept for long: where. */
  readonly storesWhole?: Keeper;
  /** Results, by index, that are a small piece of a string or slice parameter. */
  readonly returnsPart?: readonly number[];
}

export interface FunctionSummary {
  /** How its calls end, if no path returns; one that blocks for ever counts as `goexit`. */
  readonly exit?: ExitKind;
  readonly parameters?: readonly (ParameterSummary | null)[];
  /** Results, by index, that are as large as a stream, file or buffer that the function reads in full. */
  readonly returnsBig?: readonly number[];
}
