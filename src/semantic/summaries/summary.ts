/**
 * What is known of a function from its body, for its callers: plain data, part of the facts of a package.
 *
 * Absent means unknown, everywhere. May-facts (`stores`, `spawns`) are joined by or over the calls of a function,
 * must-facts (`releases`, `returns never`) by and.
 */

/** On how many of the paths to a return something holds. */
export type Extent = 'never' | 'some' | 'all';

/** Where a store happens, as text for a related place: a path relative to the working directory, line and byte column from 1. */
export interface SummaryPlace {
  readonly path: string;
  readonly start: { readonly line: number; readonly column: number; readonly byteColumn: number };
  readonly end: { readonly line: number; readonly column: number; readonly byteColumn: number };
}

/** A map, slice, channel or object that keeps something beyond the call, one more with every call. */
export interface Keeper extends SummaryPlace {
  /** A package-level variable, or something that the receiver refers to. */
  readonly in: 'global' | 'receiver';
  readonly as: 'map key' | 'map value' | 'slice element' | 'channel element' | 'field';
}

/** What happens to what a parameter (or the receiver) refers to. */
export interface ParameterSummary {
  /** Closed, stopped, cancelled, unlocked or otherwise released. */
  readonly releases?: Extent;
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
  /** For channels: what is done with it here or in callees. */
  readonly sends?: Extent;
  readonly receives?: Extent;
  readonly closes?: Extent;
}

export interface FunctionSummary {
  /** False if no path returns: it panics, exits or blocks on every one. */
  readonly canReturn?: boolean;
  /** Holds only for `canReturn` false: how its calls end. */
  readonly exit?: 'panic' | 'goexit' | 'process-exit' | 'blocks';
  readonly receiver?: ParameterSummary;
  readonly parameters?: readonly (ParameterSummary | null)[];
  /** Results, by index, that are as large as a stream, file or buffer that the function reads in full. */
  readonly returnsBig?: readonly number[];
  /** Starts a goroutine, itself or in a callee. */
  readonly spawns?: boolean;
}
