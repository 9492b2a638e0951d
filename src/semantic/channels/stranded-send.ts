/**
 * A send that waits for a receiver only, and whose one receiver leaves at a stop signal.
 */
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Operation } from './operation.ts';

export interface StrandedSend {
  readonly send: Operation;
  /** Others of the same kind to the same channel. */
  readonly more: readonly Operation[];
  /** The function that receives and leaves. */
  readonly receiver: GoFunction;
  /** The expression whose receive tells it to leave. */
  readonly signal: Place;
}
