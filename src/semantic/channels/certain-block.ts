/**
 * Sends to a local channel that block whatever happens: the channel is nil, nothing anywhere receives from it, or
 * nothing that receives can have been started when the send is reached.
 */
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Channel } from './channel.ts';
import { isLocal } from './channel.ts';
import { outermostIn } from './completion.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';
import { isBare } from './operation.ts';

export interface CertainBlock {
  readonly send: Operation;
  /** Whether the send stands in the function that makes the channel; else in one that others may use as well. */
  readonly isOwn: boolean;
  readonly why: 'nil' | 'no-receiver' | 'no-receiver-yet';
}

export function certainBlock(context: ChannelContext, channel: Channel): CertainBlock | undefined {
  const found = find(context, channel);
  if (found === undefined) return undefined;
  let around = found.send.within;
  while (around !== undefined && around !== channel.maker) around = around.parent;
  return { ...found, isOwn: around !== undefined };
}

function find(context: ChannelContext, channel: Channel): Omit<CertainBlock, 'isOwn'> | undefined {
  const bare = channel.sends.filter(isBare);
  const [first] = bare;
  if (first === undefined || !isLocal(channel)) return undefined;
  if (channel.capacity.kind === 'nil') return { send: first, why: 'nil' };
  if (channel.capacity.kind !== 'constant' || channel.capacity.value > 0 || channel.closes.length > 0) return undefined;
  const receivers = [...channel.receives, ...channel.ranges];
  if (receivers.length === 0) return { send: first, why: 'no-receiver' };
  const early = bare.find(send => send.within === channel.maker && isTooEarly(context, channel, send, receivers));
  return early === undefined ? undefined : { send: early, why: 'no-receiver-yet' };
}

/** Whether no function that receives, or that is handed the channel, can have been started before the send. */
function isTooEarly(
  context: ChannelContext,
  channel: Channel,
  send: Operation,
  receivers: readonly Operation[],
): boolean {
  const { maker } = channel;
  if (maker === undefined) return false;
  const flow = context.flow(maker);
  const places: Place[] = [
    ...receivers.filter(({ within }) => within !== maker).map(({ place }) => place),
    ...channel.passes.map(({ call }) => call.place),
  ];
  return places.every(place => {
    const node = lastInMaker(context, maker, channel, place);
    return node === 'elsewhere' || (node !== undefined && !flow.canReach(node, send.place.node));
  });
}

/** The node of the maker that holds a place; `elsewhere` in a function that is only reached by a pass of the channel. */
function lastInMaker(
  context: ChannelContext,
  maker: GoFunction,
  channel: Channel,
  place: Place,
): number | undefined | 'elsewhere' {
  const node = outermostIn(context, place, maker);
  if (node !== undefined) return node;
  let fn = context.functionAround(place);
  while (fn?.parent !== undefined) fn = fn.parent;
  const isHanded = channel.passes.some(({ parameter }) => fn?.parameters.includes(parameter) === true);
  return isHanded ? 'elsewhere' : undefined;
}
