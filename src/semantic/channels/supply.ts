/**
 * Who sends to a channel, as the function that receives from it sees them: goroutines that it starts by itself, or that
 * the function which gave it the channel has started.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { GoFunction, GoSymbol } from '../names/symbol.ts';
import type { ChannelIndex } from './channel-index.ts';
import type { Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import { isBare, type Operation } from './operation.ts';
import type { PathEvent } from './path-sum.ts';
import { SendCounter, type SendTest } from './send-count.ts';
import { isWithin, sendersOf, type Sender } from './sender.ts';
import { roundsOf, type Rounds } from './trip-count.ts';

export interface Supply {
  readonly senders: readonly Sender[];
  /** The variable with which the receiving function can tell the goroutines to stop. */
  readonly signal: GoSymbol | undefined;
  /** Whether a send counts as one that may be left behind. */
  readonly counts: SendTest;
  /** Where the channel comes to the receiving function; undefined if it has it from the beginning. */
  readonly from: NodeId | undefined;
  /** What the receiving function is given together with the channel: an error that says that there is none. */
  readonly others: readonly GoSymbol[];
  /** Parameters of the receiving function of which others may know more: a condition on one proves nothing. */
  readonly given: readonly GoSymbol[];
  /** The node of the receiving function at which the goroutine starts, or has started. */
  startOf(sender: Sender): NodeId;
  /** How many such goroutines are started for each channel. */
  roundsOf(sender: Sender): Rounds;
  /** Whether there is one such goroutine for each channel. */
  startsOnce(sender: Sender): boolean;
  /**
   * How many values are under way when the channel comes to the receiving function; undefined if the goroutines are
   * started by itself.
   *
   * @param started the statements that start them, each with what it adds.
   * @param once whether loops are gone round once at most.
   */
  underWay(started: readonly PathEvent[], once: boolean): number | undefined;
}

/** The goroutines that the function which makes the channel starts. */
export class OwnSupply implements Supply {
  readonly others = [];
  readonly given = [];
  readonly signal = undefined;
  readonly counts: SendTest;
  private readonly context: ChannelContext;
  private readonly index: ChannelIndex;
  private readonly channel: Channel;
  private readonly maker: GoFunction;
  private known: readonly Sender[] | undefined;

  constructor(
    context: ChannelContext,
    index: ChannelIndex,
    channel: Channel,
    maker: GoFunction,
    counts: SendTest = isBare,
  ) {
    this.context = context;
    this.index = index;
    this.channel = channel;
    this.maker = maker;
    this.counts = counts;
  }

  /** With how much they send; counted only once the cheap questions leave the channel in doubt. */
  get senders(): readonly Sender[] {
    const { context, index, channel, maker } = this;
    return (this.known ??= sendersOf(context, index, channel, maker, new SendCounter(context, channel, this.counts)));
  }

  get from(): NodeId {
    return this.channel.origin.node;
  }

  underWay(): undefined {
    return undefined;
  }

  startOf({ goroutine }: Sender): NodeId {
    return goroutine.start.node;
  }

  roundsOf(sender: Sender): Rounds {
    const { file } = this.maker.place;
    const tree = this.context.tree(file);
    const { node } = this.channel.origin;
    const flow = this.context.flow(this.maker);
    return roundsOf(this.context, file, flow, this.startOf(sender), loop => !tree.contains(loop.node, node));
  }

  startsOnce(sender: Sender): boolean {
    const inner = this.context.flow(this.maker).loopsAround(this.startOf(sender))[0];
    const tree = this.context.tree(this.maker.place.file);
    return inner === undefined || tree.contains(inner.node, this.channel.origin.node) || this.alternates();
  }

  /** A loop that starts one goroutine at a time, guarded by an if, is not told apart from one that starts many. */
  private alternates(): boolean {
    const tree = this.context.tree(this.maker.place.file);
    return this.senders.every(sender => {
      const around = tree.ancestorOfKind(this.startOf(sender), Kind.IfStatement, Kind.ForStatement);
      return tree.kindOf(around) === Kind.IfStatement;
    });
  }
}

/** The goroutines behind a channel that a call gives back. */
export class ResultSupply implements Supply {
  readonly given = [];
  readonly others: readonly GoSymbol[];
  readonly signal: GoSymbol | undefined;
  private readonly producer: Supply;
  private readonly call: NodeId;

  constructor(producer: Supply, call: NodeId, others: readonly GoSymbol[], signal?: GoSymbol) {
    this.producer = producer;
    this.call = call;
    this.others = others;
    this.signal = signal;
  }

  get senders(): readonly Sender[] {
    return this.producer.senders;
  }

  get counts(): SendTest {
    return this.producer.counts;
  }

  get from(): NodeId {
    return this.call;
  }

  underWay(started: readonly PathEvent[]): number {
    return started.reduce((sum, { adds }) => sum + adds, 0);
  }

  startOf(): NodeId {
    return this.call;
  }

  roundsOf(sender: Sender): Rounds {
    return this.producer.roundsOf(sender);
  }

  startsOnce(sender: Sender): boolean {
    return this.producer.startsOnce(sender);
  }
}

/**
 * The sends that no other can follow, if only one goroutine sends: in the function that it begins with, or else in those
 * that it calls, where what comes after is not looked at.
 */
export function lastSends(context: ChannelContext, channel: Channel, supply: Supply): readonly Operation[] {
  const [sender, ...others] = supply.senders;
  if (sender === undefined || others.length > 0 || !supply.startsOnce(sender)) return [];
  const sends = channel.sends.filter(send => supply.counts(send) && isWithin(send.within, sender.entry));
  const own = channel.sends.filter(({ within }) => within === sender.entry);
  return (own.length > 0 ? own : channel.sends).filter(({ within, place }) => {
    if (within === undefined) return true;
    const flow = context.flow(within);
    const again = context.callsIn(within).filter(({ target }) => target === within);
    const later = [...sends.filter(other => other.within === within), ...again];
    return !later.some(other => flow.canReach(place.node, other.place.node));
  });
}
