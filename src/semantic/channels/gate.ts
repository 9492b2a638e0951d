/**
 * Loops that a goroutine comes out of only when another channel is closed, before all that it sends.
 *
 * As long as that channel is open the goroutine waits in the loop and never comes to its sends: whoever leaves without
 * closing it leaves no sender behind, though perhaps the loop.
 */
import { isDeferred } from '../../syntax/callee.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId } from '../../syntax/tree.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { ChannelIndex } from './channel-index.ts';
import { isLocal, type Channel } from './channel.ts';
import { outermostIn } from './completion.ts';
import type { ChannelContext } from './context.ts';
import { isBare } from './operation.ts';
import { pathSums } from './path-sum.ts';
import { isWithin } from './sender.ts';

/** `none`: sends do not wait for a close, or for one that comes by itself; `unseen`: nobody is seen to close in time. */
export type Gate = 'none' | 'unseen' | { readonly closes: readonly NodeId[] };

/** What `maker` must do before the goroutine that begins with `entry` can send. */
export function gateOf(
  context: ChannelContext,
  index: ChannelIndex,
  channel: Channel,
  entry: GoFunction,
  maker: GoFunction,
): Gate {
  for (const operand of loopsBeforeSends(context, channel, entry)) {
    // Other makers may hand theirs to the same function.
    const all = index.at(operand);
    const own = all.filter(other => other.maker === maker);
    const others = own.length > 0 ? own : all;
    if (others.length === 0 || !others.every(isLocal)) return 'unseen';
    const closes = others.flatMap(other => other.closes);
    if (closes.length === 0) return 'unseen';
    if (closes.some(({ within, deferred }) => within !== maker || deferred)) continue;
    return { closes: closes.map(({ place }) => place.node) };
  }
  return 'none';
}

/** The channels of the range loops that come before each send, or before each end of a function that sends deferred. */
function* loopsBeforeSends(context: ChannelContext, channel: Channel, entry: GoFunction): Generator<Place> {
  const { file } = entry.place;
  const tree = context.tree(file);
  const flow = context.flow(entry);
  const sends = channel.sends
    .filter(send => isBare(send) && isWithin(send.within, entry))
    .map(({ place }) => outermostIn(context, place, entry) ?? NO_NODE);
  const direct = sends.filter(node => !isDeferred(tree, node));
  if (sends.length === 0 || sends.includes(NO_NODE)) return;
  for (const { node: loop } of flow.loops) {
    const clause = tree.childOfKind(loop, Kind.RangeClause);
    if (clause === NO_NODE) continue;
    const operand = { file, node: tree.childByField(clause, Field.Right) };
    if (context.underlyingOf(operand).kind !== 'chan') continue;
    const isInside = ({ node }: { node: NodeId }): boolean => tree.contains(loop, node);
    if (direct.some(node => isInside({ node }))) continue;
    const { exits } = pathSums({
      flow,
      events: [{ node: clause, adds: 0, ends: true }, ...direct.map(node => ({ node, adds: 0, restarts: true }))],
    });
    const ends = direct.length < sends.length ? flow.exits : [];
    const avoids = exits.some(({ kind }) => kind === 'restart' || ends.length > 0);
    if (!avoids && !ends.some(isInside)) yield operand;
  }
}
