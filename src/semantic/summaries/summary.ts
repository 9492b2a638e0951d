/**
 * What is known of a function from its body, for its callers: plain data, part of the facts of a package.
 *
 * Absent means unknown, everywhere. May-facts (`some`) are joined by or over the calls of a function and start from
 * the least fixpoint, must-facts (`all`, `exit`) by and and start from the greatest.
 */
import type { Span } from '../../base/position.ts';
import type { Condition } from '../effects/effect.ts';
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
  /**
   * Calls made on it on the way to a normal return, by the path of members that is called: `Close`, `Body.Close`, `''`
   * for a call of the parameter itself. A deferred call counts; one in a goroutine does not. A path on which the member
   * is nil has nothing to call. What a method does that is not seen goes by its name.
   *
   * A path that is not listed is never called if `stores` is `never`; else nothing is known of it. Paths end after three
   * members and a method.
   */
  readonly calls?: Readonly<Record<string, Extent>>;
  /** Of a channel: closed, sent to, received from (or ranged over); `some` as well if a goroutine does it. */
  readonly closes?: Extent;
  readonly sends?: Extent;
  readonly receives?: Extent;
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

/** What a result is. */
export interface ResultSummary {
  /** On every return it is nil or a fresh resource of this kind, for which the caller must answer. */
  readonly fresh?: string;
  /** It is, or holds, this parameter: its index, or the receiver. */
  readonly alias?: number | 'receiver';
  /** A channel made by the call that a goroutine, started by the call, sends to; whether that closes it in the end. */
  readonly fedByGoroutine?: 'closed' | 'open';
}

/** On how many paths a parameter has `path` called; undefined if that is not known. */
export function extentOfCall(parameter: ParameterSummary | undefined, path: string): Extent | undefined {
  return parameter?.calls?.[path] ?? (parameter?.stores === 'never' ? 'never' : undefined);
}

export interface FunctionSummary {
  /** How its calls end, if no path returns; one that blocks for ever counts as `goexit`. */
  readonly exit?: ExitKind;
  /** It returns only if an argument has this value; otherwise it ends as `exit` says. */
  readonly returnsIf?: Condition;
  /** Whether a call may block for ever in its own code, on channels and locks, although all callers behave. */
  readonly blocks?: Extent;
  /** Whether a call starts goroutines that may outlive it. */
  readonly spawns?: Extent;
  readonly receiver?: ParameterSummary;
  readonly parameters?: readonly (ParameterSummary | null)[];
  readonly results?: readonly (ResultSummary | null)[];
  /** Results, by index, that are as large as a stream, file or buffer that the function reads in full. */
  readonly returnsBig?: readonly number[];
  /** Parameters, by index, around which the context that it returns is built on every return. */
  readonly nests?: readonly number[];
  /** Its last result, an error, is nil on every return. */
  readonly neverFails?: true;
}
