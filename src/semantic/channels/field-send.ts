/**
 * Sends to a channel in a field that wait for a receiver only, although the one loop that receives from it leaves at a stop
 * signal of the same object: who sends after that, or waits just then, waits for ever.
 *
 * A guess at a contract: that nobody sends once the object has been stopped may be seen to elsewhere.
 */
import type { GoFunction, Place } from '../names/symbol.ts';
import type { ChannelIndex } from './channel-index.ts';
import type { Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';
import { isBare } from './operation.ts';
import { signalThatLeaves } from './receiver.ts';
import { baseOf, isOfProcess } from './stop-signal.ts';
import type { StrandedSend } from './stranded-send.ts';

export function fieldSend(context: ChannelContext, index: ChannelIndex, channel: Channel): StrandedSend | undefined {
  const { capacity, holders, escapes, receives, ranges } = channel;
  if (capacity.kind !== 'constant' || capacity.value > 0 || escapes.length > 0 || ranges.length > 0) return undefined;
  if (!holders.some(({ kind }) => kind === 'field')) return undefined;
  const [first] = receives;
  const receiver = first?.within;
  if (first === undefined || receiver === undefined) return undefined;
  if (receives.some(other => other.within !== receiver)) return undefined;
  const [signal, ...others] = receives.map(receive => signalOf(context, receive));
  if (signal === undefined || others.includes(undefined) || isOfProcess(context, signal)) return undefined;
  const closers = index.at(signal).flatMap(({ closes }) => closes.map(({ within }) => within));
  const [send, ...more] = channel.sends.filter(
    candidate =>
      isBare(candidate) && isOfOthers(context, candidate.within, receiver) && !closers.includes(candidate.within),
  );
  return send === undefined ? undefined : { send, more, receiver, signal };
}

/** The signal of its object at which the loop around a receive is left by the same select. */
function signalOf(context: ChannelContext, receive: Operation): Place | undefined {
  const signal = signalThatLeaves(context, receive);
  return signal !== undefined && baseOf(context, signal)?.role === 'receiver' ? signal : undefined;
}

/**
 * Whether code sends that the loop does not run itself, and more than once in the life of the process. Code that gives
 * the signal itself knows that it sends no more.
 */
function isOfOthers(context: ChannelContext, within: GoFunction | undefined, receiver: GoFunction): boolean {
  return within?.receiver !== undefined && within !== receiver && !context.lifetimes.isProcessLifetime(within);
}
