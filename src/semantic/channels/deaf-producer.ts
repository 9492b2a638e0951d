/**
 * Producers that nothing but a receiver lets go on, of channels that their maker gives away.
 *
 * Certain where a caller in the package is seen to stop receiving too early; else no more than likely, and only where
 * the maker is handed a stop signal that the goroutine does not look at while it sends again and again.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import { AbandonmentCheck, type Abandonment } from './abandonment.ts';
import type { ChannelIndex } from './channel-index.ts';
import { areLocal, type Channel } from './channel.ts';
import { consumersOf, isGivenBack, type Consumer } from './consumers.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';
import { isBare } from './operation.ts';
import { MANY } from './path-sum.ts';
import { isWithin } from './sender.ts';
import { isHeldByProcess } from './stop-signal.ts';
import { OwnSupply, ResultSupply } from './supply.ts';
import type { Threads } from './threads.ts';

export interface DeafProducer {
  readonly send: Operation;
  /** The function whose goroutine sends. */
  readonly maker: GoFunction;
  /** How a caller leaves it behind. */
  readonly left: { readonly by: Consumer; readonly abandonment: Abandonment } | undefined;
  /** The parameter by which it could be told to stop: a context, what has one, or a channel of empty structs. */
  readonly signal: GoSymbol | undefined;
}

export function deafProducer(
  context: ChannelContext,
  index: ChannelIndex,
  threads: Threads,
  channel: Channel,
): DeafProducer | undefined {
  const { maker, capacity, sends } = channel;
  if (maker === undefined || capacity.kind !== 'constant' || !sends.some(isBare)) return undefined;
  if (!isGivenAway(channel)) return undefined;
  const supply = new OwnSupply(context, index, channel, maker);
  const consumers = isGivenBack(channel) ? consumersOf(context, channel).filter(receivesAtAll) : [];
  const signal = stopParameterOf(context, maker);
  for (const by of consumers) {
    const producer = new ResultSupply(supply, by.view.origin.node, by.others);
    const abandonment = new AbandonmentCheck(context, index, threads, by.view, producer).find();
    if (abandonment !== undefined) return { send: abandonment.send, maker, left: { by, abandonment }, signal };
  }
  if (consumers.length > 0 || signal === undefined || isHeldByProcess(context, signal)) return undefined;
  const send = repeatedSend(context, channel, supply, signal);
  return send === undefined ? undefined : { send, maker, left: undefined, signal };
}

/** A send without room in a goroutine that sends again and again, and never gives up. */
function repeatedSend(
  context: ChannelContext,
  { capacity, sends }: Channel,
  { senders }: OwnSupply,
  signal: GoSymbol,
): Operation | undefined {
  if (capacity.kind !== 'constant' || capacity.value > 0 || !sends.every(isBare)) return undefined;
  const entry = senders.find(({ most }) => most >= MANY)?.entry;
  if (entry === undefined || isLookedAt(context, signal, entry)) return undefined;
  return sends.find(({ within }) => isWithin(within, entry));
}

/** Whether the channel leaves its maker as a result or an argument, and only then is received from. */
function isGivenAway({ maker, holders, escapes, receives, ranges }: Channel): boolean {
  if (escapes.length === 0 || receives.length + ranges.length > 0 || !areLocal(holders)) return false;
  return escapes.every(({ kind, within }) => (kind === 'returned' || kind === 'argument') && within === maker);
}

const receivesAtAll = ({ view }: Consumer): boolean => view.receives.length + view.ranges.length > 0;

/** Whether the goroutine itself uses a channel that could be a stop signal: then it may be for something else. */
function isLookedAt(context: ChannelContext, signal: GoSymbol, entry: GoFunction): boolean {
  if (context.typeOfSymbol(signal).kind !== 'chan') return false;
  return signal.uses.some(use => isWithin(context.functionAround(use), entry));
}

/** The first parameter of the function, or of one around it, that is a stop signal or holds one. */
function stopParameterOf(context: ChannelContext, fn: GoFunction): GoSymbol | undefined {
  for (let around: GoFunction | undefined = fn; around !== undefined; around = around.parent) {
    const found = around.parameters.find(parameter => parameter !== undefined && isStopSignal(context, parameter));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isStopSignal(context: ChannelContext, symbol: GoSymbol): boolean {
  const type = context.typeOfSymbol(symbol);
  if (isNamed(type, 'context', 'Context') || isNamed(dereferenced(type), 'net/http', 'Request')) return true;
  if (type.kind !== 'chan') return symbol.uses.some(use => isAskedForContext(context, use));
  return type.direction !== 'send' && type.element.kind === 'struct' && type.element.fields.length === 0;
}

/** `r.Context()`, a context as far as its type is known. */
function isAskedForContext(context: ChannelContext, { file, node }: Place): boolean {
  const tree = context.tree(file);
  const selector = tree.parentOf(node);
  const call = { file, node: tree.parentOf(selector) };
  if (tree.kindOf(selector) !== Kind.SelectorExpression || tree.kindOf(call.node) !== Kind.CallExpression) return false;
  if (tree.textOf(tree.childByField(selector, Field.Field)) !== 'Context') return false;
  const { callee, args } = context.callAt(call);
  return args.length === 0 && (callee.kind === 'unknown' || isNamed(context.typeOf(call), 'context', 'Context'));
}
