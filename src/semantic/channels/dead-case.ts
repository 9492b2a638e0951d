/**
 * Goroutines that only one case of a select lets go, and nobody ever does: no code sends to its channel or closes it.
 *
 * Other cases count as ways out, except signals that come from the callers of the function that starts the goroutine: when
 * they come, if ever, is not that function's to say, and its own signal shows that it wanted an earlier end.
 */
import type { GoFunction } from '../names/symbol.ts';
import type { CertainWait } from './certain-wait.ts';
import { isLocal, type Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import type { Choice, Operation } from './operation.ts';
import { pathSums } from './path-sum.ts';
import { isWithin } from './sender.ts';
import { baseOf, isGivenByCaller, stopSignalIn } from './stop-signal.ts';
import type { Threads } from './threads.ts';

export function deadCase(context: ChannelContext, threads: Threads, channel: Channel): CertainWait | undefined {
  const { capacity, sends, closes, maker, origin, name, receives } = channel;
  if (maker === undefined || capacity.kind === 'nil' || sends.length + closes.length > 0 || !isLocal(channel))
    return undefined;
  for (const receive of receives) {
    const { choice, within, place } = receive;
    if (choice === undefined || choice.hasDefault || choice.others.length === 0 || within === undefined) continue;
    if (within === maker || !isWithin(within, maker) || threads.startsOf(within).length === 0) continue;
    if (canLeave(context, receive, choice, within)) continue;
    return { place, why: 'dead-case', name, origin, isOwn: true, isInCallback: false };
  }
  return undefined;
}

/** Whether control can come to an end of the goroutine otherwise. */
function canLeave(
  context: ChannelContext,
  { place: { file } }: Operation,
  { select, alternative, others }: Choice,
  within: GoFunction,
): boolean {
  const shut = new Set([alternative, ...others.filter(other => isSignalOfCaller(context, file, other, within))]);
  const { exits } = pathSums({
    flow: context.flow(within),
    events: [],
    from: select,
    follows: ({ alternative: taken }) => taken === undefined || !shut.has(taken),
  });
  return exits.length > 0;
}

function isSignalOfCaller(context: ChannelContext, file: number, alternative: number, within: GoFunction): boolean {
  const signal = stopSignalIn(context, file, [alternative])?.signal;
  const base = signal === undefined ? undefined : baseOf(context, signal);
  return base !== undefined && base.owner !== within && isGivenByCaller(base);
}
