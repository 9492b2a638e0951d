/**
 * Loops over a channel that can end only when it is closed, while nobody closes it, or not on every path.
 *
 * Judges channels that one function makes and of which every use is in sight; unexported fields of the package count as
 * in sight. Silent where a sender never ends: then the loop is not meant to end either.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { ExitKind } from '../flow/block.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import { mayRunAgain } from './callers.ts';
import type { ChannelIndex } from './channel-index.ts';
import type { Channel } from './channel.ts';
import { isLocal } from './channel.ts';
import { outermostIn } from './completion.ts';
import type { ChannelContext } from './context.ts';
import { assignedBeside, Correlation } from './correlation.ts';
import type { Operation } from './operation.ts';
import { endsOnlyByClose } from './receiver.ts';
import type { Threads } from './threads.ts';

const LEAVING: readonly ExitKind[] = ['return', 'end'];

export interface UnclosedRange {
  readonly range: Operation;
  /** The exit of the maker on a path without a close; undefined if nothing closes the channel anywhere. */
  readonly misses: Place | undefined;
  /**
   * Whether nothing shows that the function which leaves it open runs again, though it takes that: only some of its ways
   * do, or others send, for as long as they have what it made.
   */
  readonly isDoubtful: boolean;
  /** The last exit of the maker, by which a close would have had to be done. */
  readonly last: Place | undefined;
}

export function unclosedRange(
  context: ChannelContext,
  index: ChannelIndex,
  threads: Threads,
  channel: Channel,
): UnclosedRange | undefined {
  const { maker, closes } = channel;
  if (maker === undefined || channel.capacity.kind === 'nil' || !isInSight(channel)) return undefined;
  const range = channel.ranges.find(
    operation => isNamedByVariable(context, operation) && endsOnlyByClose(context, operation),
  );
  if (range?.within === undefined || !channel.sends.every(send => canFinish(context, index, send))) return undefined;
  const end = context.flow(maker).exits.findLast(({ kind }) => kind === 'return' || kind === 'end');
  const last = end === undefined ? undefined : { file: maker.place.file, node: end.node };
  if (closes.length === 0) {
    const isDoubtful = servesOthers(threads, channel, maker) && !mayRunAgain(context, threads, maker);
    return { range, misses: undefined, last, isDoubtful };
  }
  const where = threads.of(range.within, maker);
  if (where.size !== 1 || !where.has('goroutine') || !isLocal(channel)) return undefined;
  if (closes.some(close => close.within !== maker || close.deferred)) return undefined;
  const misses = exitWithoutClose(context, channel, maker, range);
  return misses && { range, misses, last, isDoubtful: !mayRunAgain(context, threads, maker) };
}

function isInSight({ escapes, holders, sends }: Channel): boolean {
  const isGlobal = holders.some(holder => holder.kind === 'variable' && holder.symbol.role === 'global');
  return escapes.length === 0 && !isGlobal && sends.length > 0;
}

/** Whether code sends that the maker is not seen to run: methods of an object that it has made, which may live on. */
function servesOthers(threads: Threads, { sends }: Channel, maker: GoFunction): boolean {
  return sends.some(({ within }) => within !== undefined && threads.of(within, maker).has('unknown'));
}

/** A loop over a field serves an object, which may be meant to live as long as the process. */
function isNamedByVariable(context: ChannelContext, { channel }: Operation): boolean {
  return context.tree(channel.file).kindOf(channel.node) === Kind.Identifier;
}

/**
 * Whether the code that sends can come to an end, so that the loop waits for a value that never comes. One that passes on
 * what comes from another channel ends only if somebody closes that one.
 */
function canFinish(context: ChannelContext, index: ChannelIndex, { within, place }: Operation): boolean {
  if (within === undefined) return false;
  const flow = context.flow(within);
  const tree = context.tree(place.file);
  const sources = flow
    .loopsAround(place.node)
    .map(({ node }) => tree.childOfKind(node, Kind.RangeClause))
    .filter(clause => clause !== NO_NODE)
    .map(clause => ({ file: place.file, node: tree.childByField(clause, Field.Right) }))
    .filter(operand => context.underlyingOf(operand).kind === 'chan');
  const end = flow.pathToExit(place.node, () => false);
  return end !== undefined && sources.every(source => isClosedSomewhere(index, source));
}

function isClosedSomewhere(index: ChannelIndex, source: Place): boolean {
  const channels = index.at(source);
  return channels.length > 0 && channels.every(({ closes }) => closes.length > 0);
}

function exitWithoutClose(
  context: ChannelContext,
  channel: Channel,
  maker: GoFunction,
  range: Operation,
): Place | undefined {
  const start = outermostIn(context, range.place, maker) ?? startIn(channel, maker, range);
  if (start === undefined) return undefined;
  const closes = new Set(channel.closes.map(({ place }) => place.node));
  // What is set where the channel is closed may tell later that it has been.
  const flags = [...closes].flatMap(node => [...assignedBeside(context, maker, node)]);
  const correlation = new Correlation(context, channel, maker, start, flags);
  const flow = context.flow(maker);
  const isOpen = flow.canReach(channel.origin.node, start, node => closes.has(node));
  if (!isOpen) return undefined;
  const last = flow.exits.filter(
    ({ kind, node }) => LEAVING.includes(kind) && context.lifetimes.endsProcess(maker, node),
  );
  const harmless = new Set(last.map(({ node }) => node));
  const kinds = LEAVING.filter(kind => !last.some(each => each.kind === 'end' && kind === 'end'));
  const isPassed = (node: number): boolean => closes.has(node) || harmless.has(node);
  const exit = flow.pathToExit(start, isPassed, kinds, edge => correlation.allows(edge));
  return exit === undefined ? undefined : { file: maker.place.file, node: exit };
}

/** The call in the maker that hands the channel to the function with the loop. */
function startIn({ passes }: Channel, maker: GoFunction, { within }: Operation): number | undefined {
  return passes.find(({ call, parameter }) => call.caller === maker && within?.parameters.includes(parameter) === true)
    ?.call.place.node;
}
