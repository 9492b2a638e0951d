/**
 * A channel that its maker hands to one function of the package, by one call, and that this function alone receives
 * from: `return waitFor(ctx, done)`. The function then is the receiver, with the goroutines of the maker as the supply.
 *
 * What the maker does after the call is of no matter, since it receives nothing.
 */
import type { Call } from '../calls/call.ts';
import type { Edge } from '../flow/block.ts';
import type { GoFunction, GoSymbol } from '../names/symbol.ts';
import { isLocal, type Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import { Correlation } from './correlation.ts';
import { pathSums, type PathEvent } from './path-sum.ts';
import type { SendTest } from './send-count.ts';
import { isWithin, type Sender } from './sender.ts';
import type { OwnSupply, Supply } from './supply.ts';
import type { Rounds } from './trip-count.ts';

export interface Handover {
  /** The function that is called takes the place of the maker. */
  readonly view: Channel & { readonly maker: GoFunction };
  readonly supply: Supply;
}

export function handoverOf(
  context: ChannelContext,
  channel: Channel & { readonly maker: GoFunction },
  producer: OwnSupply,
): Handover | undefined {
  const { maker } = channel;
  const receiver = receiverOf(channel);
  if (receiver === undefined) return undefined;
  const calls = channel.passes.filter(({ parameter }) => receiver.parameters.includes(parameter));
  const [pass] = calls;
  if (pass === undefined || calls.length > 1) return undefined;
  const { call } = pass;
  if (call.mode !== 'call' || call.caller !== maker || mayComeAgain(context, channel, call)) return undefined;
  const isEnded = (fn: GoFunction | undefined): boolean => producer.senders.some(({ entry }) => isWithin(fn, entry));
  if (!channel.closes.every(({ within }) => isEnded(within))) return undefined;
  const view = { ...channel, maker: receiver };
  return { view, supply: new HandedSupply(context, channel, producer, call, receiver) };
}

/** The one function that receives from the channel, if it does nothing else with it. */
function receiverOf({ maker, receives, ranges, sends, ...channel }: Channel): GoFunction | undefined {
  const [receiver, ...others] = new Set([...receives, ...ranges].map(({ within }) => within));
  if (receiver === undefined || receiver === maker || others.length > 0) return undefined;
  const isReceiverOnly = isLocal({ maker, receives, ranges, sends, ...channel });
  return isReceiverOnly && sends.every(({ within }) => within !== receiver && within !== maker) ? receiver : undefined;
}

/** Whether the same channel may be handed over a second time. */
function mayComeAgain(context: ChannelContext, { maker, origin }: Channel, { place }: Call): boolean {
  if (maker === undefined) return true;
  const tree = context.tree(maker.place.file);
  return context
    .flow(maker)
    .loopsAround(place.node)
    .some(({ node }) => !tree.contains(node, origin.node));
}

class HandedSupply implements Supply {
  readonly from = undefined;
  readonly others = [];
  readonly signal = undefined;
  readonly given: readonly GoSymbol[];
  private readonly context: ChannelContext;
  private readonly channel: Channel & { readonly maker: GoFunction };
  private readonly producer: OwnSupply;
  private readonly call: Call;
  private readonly receiver: GoFunction;

  constructor(
    context: ChannelContext,
    channel: Channel & { readonly maker: GoFunction },
    producer: OwnSupply,
    call: Call,
    receiver: GoFunction,
  ) {
    this.context = context;
    this.channel = channel;
    this.producer = producer;
    this.call = call;
    this.receiver = receiver;
    this.given = receiver.parameters.filter(parameter => parameter !== undefined);
  }

  get senders(): readonly Sender[] {
    return this.producer.senders;
  }

  get counts(): SendTest {
    return this.producer.counts;
  }

  startOf(): number {
    return this.receiver.body;
  }

  roundsOf(sender: Sender): Rounds {
    return this.producer.roundsOf(sender);
  }

  startsOnce(sender: Sender): boolean {
    return this.producer.startsOnce(sender);
  }

  /** What the goroutines that the maker has started before the call can send. */
  underWay(started: readonly PathEvent[], once: boolean): number {
    const { context, channel, producer, call } = this;
    const { maker, origin } = channel;
    const starts = producer.senders.map(sender => producer.startOf(sender));
    const correlations = starts.map(start => new Correlation(context, channel, maker, start));
    const { exits } = pathSums({
      flow: context.flow(maker),
      events: [...started, { node: call.place.node, adds: 0, restarts: true }],
      from: origin.node,
      follows: (edge: Edge, _from, sum) => sum === 0 || correlations.every(correlation => correlation.allows(edge)),
      once,
    });
    return Math.max(0, ...exits.filter(({ kind }) => kind === 'restart').map(({ sum }) => sum));
  }
}
