/**
 * Sends to a local channel that wait for a receiver only, although the goroutine that receives leaves its loop at a signal
 * that is not theirs to give: who sends after that, or waits just then, waits for ever.
 *
 * Where the function that made the channel receives by itself, `abandonment.ts` counts instead.
 */
import type { Goroutine } from '../calls/call.ts';
import type { GoFunction, GoSymbol } from '../names/symbol.ts';
import type { Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import { isBare, type Operation } from './operation.ts';
import { signalThatLeaves } from './receiver.ts';
import { isWithin } from './sender.ts';
import { baseOf, isGivenByCaller, isOfProcess } from './stop-signal.ts';
import type { StrandedSend } from './stranded-send.ts';
import type { Threads } from './threads.ts';

/** The variables of the channel hold no other. */
export function localSend(context: ChannelContext, threads: Threads, channel: Channel): StrandedSend | undefined {
  const { maker, capacity, receives, ranges, sends } = channel;
  const receiver = receives[0]?.within;
  if (maker === undefined || capacity.kind !== 'constant' || receiver === undefined || ranges.length > 0)
    return undefined;
  const starts = threads.startsOf(receiver);
  if (receiver === maker || starts.length === 0 || receives.some(other => other.within !== receiver)) return undefined;
  const [signal, ...others] = receives.map(receive => signalThatLeaves(context, receive));
  if (signal === undefined || others.includes(undefined) || isOfProcess(context, signal)) return undefined;
  if (!isGivenFromOutside(context, baseOf(context, signal), maker, receiver, starts)) return undefined;
  const [send, ...more] = sends.filter(
    candidate =>
      isBare(candidate) && !isWithin(candidate.within, receiver) && canFindNoRoom(context, capacity.value, candidate),
  );
  return send === undefined ? undefined : { send, more, receiver, signal };
}

/** A channel with room is full only after other sends, as in a loop. */
function canFindNoRoom(context: ChannelContext, room: number, { within, place }: Operation): boolean {
  return room === 0 || (within !== undefined && context.flow(within).isOnCycle(place.node));
}

/** Whether the signal comes from the callers of the function around sender and receiver: neither of them gives it. */
function isGivenFromOutside(
  context: ChannelContext,
  base: GoSymbol | undefined,
  maker: GoFunction,
  receiver: GoFunction,
  starts: readonly Goroutine[],
): boolean {
  if (!isGivenByCaller(base)) return false;
  const { owner } = base;
  if (owner === undefined || owner !== receiver) return owner !== undefined;
  const index = owner.parameters.indexOf(base);
  // The receiver of a method is the same object for whoever starts it.
  if (index < 0) return true;
  // Other makers hand theirs to the same function.
  const own = starts.filter(({ starter }) => starter === maker);
  return (own.length > 0 ? own : starts).every(({ args }) => {
    const given = args[index];
    return given !== undefined && isGivenByCaller(baseOf(context, given));
  });
}
