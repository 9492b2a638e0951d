/**
 * Receives that tell a goroutine to have gone a way on which it sends nothing to the channel: what is received can only
 * have been sent, or closed, by that goroutine, on ways that pass no send to the channel.
 *
 * `if err != nil { errs <- err; return }; done <- v`: who has received from `done` need not count on a value in `errs`.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { GoFunction } from '../names/symbol.ts';
import type { ChannelIndex } from './channel-index.ts';
import { isLocal, type Channel } from './channel.ts';
import { outermostIn, startsOne } from './completion.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';
import { isWithin } from './sender.ts';

/** The receives of `maker` after which a goroutine that it starts once, beginning with `entry`, sends nothing. */
export function* receivesThatExclude(
  context: ChannelContext,
  index: ChannelIndex,
  channel: Channel,
  maker: GoFunction,
  entry: GoFunction,
): Generator<NodeId> {
  // A function that is handed the channel may send at any time.
  if (channel.passes.some(({ call }) => isWithin(call.caller, entry)) || !startsOne(context, maker, entry)) return;
  const sends = channel.sends
    .filter(({ within }) => isWithin(within, entry))
    .map(({ place }) => outermostIn(context, place, entry));
  for (const other of index.channels) {
    if (other === channel || other.maker !== maker || !isLocal(other)) continue;
    const signals = [...other.sends, ...other.closes];
    if (signals.length === 0 || !signals.every(signal => excludes(context, entry, signal, sends))) continue;
    for (const { within, place } of other.receives) if (within === maker) yield place.node;
  }
}

/** Whether no way through the goroutine passes both the signal and one of the sends. */
function excludes(
  context: ChannelContext,
  entry: GoFunction,
  { within, place, deferred }: Operation,
  sends: readonly (NodeId | undefined)[],
): boolean {
  if (within !== entry || deferred) return false;
  const flow = context.flow(entry);
  return sends.every(
    send => send !== undefined && !flow.canReach(send, place.node) && !flow.canReach(place.node, send),
  );
}
