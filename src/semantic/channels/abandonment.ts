/**
 * Sends to a local channel that no receive can match: the function that made it leaves, on some path, with more values
 * under way in goroutines than the channel holds.
 *
 * Compares the greatest number of values sent with the number received on each path from the `make` to a return. Answers
 * only where everything about the channel is in sight: it does not escape, its capacity is a constant, all receives are
 * in the code of the function itself, and nobody but the goroutines sends. A loop that receives until its own condition
 * or range ends it is taken to receive everything.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Goroutine } from '../calls/call.ts';
import type { Block, Edge } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { ChannelIndex } from './channel-index.ts';
import type { Channel } from './channel.ts';
import { isLocal } from './channel.ts';
import { Completion } from './completion.ts';
import type { ChannelContext } from './context.ts';
import { mayRunAgain, runsOnce } from './callers.ts';
import { Correlation } from './correlation.ts';
import { followsGivingUp, mostTelling } from './leaving.ts';
import type { Operation } from './operation.ts';
import { isBare } from './operation.ts';
import type { PathEvent, PathSum } from './path-sum.ts';
import { MANY, pathSums } from './path-sum.ts';
import { SendCounter } from './send-count.ts';
import { isWithin, sendersOf, type Sender } from './sender.ts';
import type { Threads } from './threads.ts';
import { roundsOf, type Rounds } from './trip-count.ts';

export interface Abandonment {
  /** The first send that can block for ever. */
  readonly send: Operation;
  /** The goroutine that it blocks. */
  readonly goroutine: Goroutine;
  /** Whether the send stands in the function that makes the channel; else in one that others may use as well. */
  readonly isOwn: boolean;
  /** The exit of the function that leaves it behind, or the `make` that a loop comes back to. */
  readonly leaves: Place;
  readonly how: PathSum['kind'];
  /** How many values at most are sent; undefined if there is no bound. */
  readonly sends: number | undefined;
  /** Whether a path receives too few values, rather than none. */
  readonly receivesSome: boolean;
  /** Whether it takes a loop of the goroutine that goes round more often than the function receives. */
  readonly needsLoop: boolean;
  /** Whether the goroutine looks for a signal that the function gives when it leaves, though not in this send. */
  readonly isSignalled: boolean;
  /** Whether it takes many goroutines, each of which sends once at most, rather than one that goes on sending. */
  readonly isOnePerGoroutine: boolean;
  /**
   * How likely goroutines pile up: hardly, if the function is seen to run once, if only an error makes it leave and
   * nothing shows that it runs again, or if several goroutines must fail after it has left.
   */
  readonly isRare: boolean;
}

/** Not a panic or Goexit: they end a test that has failed, or the program. */
const LEAVING: ReadonlySet<PathSum['kind']> = new Set(['return', 'end', 'restart']);

export class AbandonmentCheck {
  private readonly context: ChannelContext;
  private readonly index: ChannelIndex;
  private readonly threads: Threads;
  private readonly channel: Channel;
  private readonly maker: GoFunction;
  private knownSenders: readonly Sender[] | undefined;

  constructor(context: ChannelContext, index: ChannelIndex, threads: Threads, channel: Channel, maker: GoFunction) {
    this.context = context;
    this.index = index;
    this.threads = threads;
    this.channel = channel;
    this.maker = maker;
  }

  private get flow(): FlowGraph {
    return this.context.flow(this.maker);
  }

  /** The goroutines that send, with how much; counted only once the cheap questions leave the channel in doubt. */
  private get senders(): readonly Sender[] {
    const { context, index, channel, maker } = this;
    const counter = new SendCounter(context, this.threads, channel);
    return (this.knownSenders ??= sendersOf(context, index, channel, maker, counter));
  }

  /**
   * How many values under way a receive surely takes. Where other sends are many and can give up, what is received may
   * be theirs.
   */
  private get taken(): 0 | 1 {
    const others = this.channel.sends.filter(send => !isBare(send) && send.within !== undefined);
    return others.some(send => this.isRepeated(send)) ? 0 : 1;
  }

  /** Whether it lies in a loop or in a callback. */
  private isRepeated({ within, place }: Operation): boolean {
    if (within === undefined) return false;
    if (this.context.flow(within).isOnCycle(place.node)) return true;
    const tree = this.context.tree(within.place.file);
    return within.kind === 'literal' && tree.kindOf(tree.parentOf(within.place.node)) === Kind.ArgumentList;
  }

  find(): Abandonment | undefined {
    const { capacity } = this.channel;
    if (capacity.kind !== 'constant' || !this.isInSight() || this.senders.length === 0) return undefined;
    return this.search(capacity.value, sender => sender.once, true) ?? this.searchLoops(capacity.value);
  }

  /** Whether all receives are in the maker itself, and all sends in goroutines. */
  private isInSight(): boolean {
    const { channel, maker } = this;
    const received = [...channel.receives, ...channel.ranges];
    if (!isLocal(channel) || received.some(operation => operation.within !== maker)) return false;
    if (channel.sends.some(send => send.within === maker)) return false;
    // Whoever closes it while a goroutine still sends makes that goroutine panic, which is another defect.
    return channel.closes.every(close => close.within !== maker && !this.isDeferredByMaker(close));
  }

  private isDeferredByMaker({ within }: Operation): boolean {
    return within?.parent === this.maker && !this.senders.some(({ entry }) => entry === within);
  }

  /** With loops, only where the maker gives up a loop or a select: a plain receive may know how many there are. */
  private searchLoops(capacity: number): Abandonment | undefined {
    const givesUp =
      this.channel.ranges.length > 0 ||
      this.channel.receives.some(receive => !isBare(receive) || this.flow.isOnCycle(receive.place.node));
    return this.search(capacity, sender => (givesUp || sender.most < MANY ? sender.most : sender.once), false);
  }

  private search(capacity: number, countOf: (sender: Sender) => number, once: boolean): Abandonment | undefined {
    const starts = this.senders.map(sender => ({ sender, rounds: this.roundsOf(sender) }));
    if (starts.some(({ rounds }) => rounds.endsEarly)) return undefined;
    const started = starts.map(({ sender, rounds: { node, count } }) => ({
      node,
      adds: count === MANY ? countOf(sender) : count * countOf(sender),
    }));
    const { exits } = pathSums({
      flow: this.flow,
      events: [...started, ...this.otherEvents()],
      from: this.channel.origin.node,
      follows: this.edgeTest(),
      addsOnEdge: edge => (this.isRangeEdge(edge, true) ? -this.taken : 0),
      once,
    });
    const leaving = exits.filter(exit => LEAVING.has(exit.kind) && exit.sum > capacity);
    const left = mostTelling(this.context, this.channel, this.maker, leaving);
    const counted = started.reduce((sum, { adds }) => sum + adds, 0);
    return left === undefined ? undefined : this.describe(left, counted, !once);
  }

  /** `counted`: how many values are under way if nothing is received. */
  private describe(left: PathSum, counted: number, needsLoop: boolean): Abandonment | undefined {
    const [first] = this.senders;
    const send = this.channel.sends.find(({ within }) => within !== undefined && within !== this.maker);
    if (first === undefined || send === undefined) return undefined;
    const sender = this.senders.find(({ entry }) => isWithin(send.within, entry)) ?? first;
    const sends = this.senders.reduce((sum, each) => sum + each.most * this.roundsOf(each).count, 0);
    const own = this.channel.sends.find(each => isBare(each) && isWithin(each.within, sender.entry)) ?? send;
    return {
      send: own,
      isOwn: isWithin(own.within, this.maker),
      goroutine: sender.goroutine,
      leaves: { file: this.maker.place.file, node: left.node },
      how: left.kind,
      sends: sends >= MANY ? undefined : sends,
      needsLoop,
      isSignalled: this.isSignalled(sender.entry),
      isOnePerGoroutine: this.senders.every(({ most }) => most < MANY),
      isRare: this.isRare(left),
      receivesSome: left.sum < counted || (counted >= MANY && left.sum >= MANY),
    };
  }

  private isRare({ node }: PathSum): boolean {
    const { context, threads, channel, maker } = this;
    if (runsOnce(context, maker) || this.needsSeveralFailures()) return true;
    return !followsGivingUp(context, channel, maker, node) && !mayRunAgain(context, threads, maker);
  }

  /** Whether there is room for what one of several different goroutines sends, and none of them always sends. */
  private needsSeveralFailures(): boolean {
    const { capacity } = this.channel;
    if (capacity.kind !== 'constant' || this.senders.length < 2) return false;
    return this.senders.every(({ most, always }) => !always && most <= capacity.value);
  }

  /** Whether the goroutine selects on a channel that the maker closes. */
  private isSignalled(entry: GoFunction): boolean {
    return this.index.channels.some(
      other =>
        other.closes.some(close => close.within === this.maker || this.isDeferredByMaker(close)) &&
        other.receives.some(receive => isWithin(receive.within, entry) && !isBare(receive)),
    );
  }

  /** How many such goroutines are started for each channel that is made. */
  private roundsOf({ goroutine }: Sender): Rounds {
    const { file } = this.maker.place;
    const tree = this.context.tree(file);
    const { node } = this.channel.origin;
    return roundsOf(this.context, file, this.flow, goroutine.start.node, loop => !tree.contains(loop.node, node));
  }

  private *otherEvents(): Generator<PathEvent> {
    const { channel, maker } = this;
    yield { node: channel.origin.node, adds: 0, restarts: true };
    for (const receive of channel.receives) yield { node: receive.place.node, adds: -this.taken };
    const isSingle = this.senders.length === 1 && this.senders.every(each => this.startsOnce(each));
    const entries = this.senders.map(({ entry }) => entry);
    const completion = new Completion(this.context, this.index, channel, entries, isSingle);
    for (const node of completion.nodes(maker)) yield { node, adds: 0, ends: true };
  }

  /** Whether there is one such goroutine for each channel that is made. */
  private startsOnce({ goroutine }: Sender): boolean {
    const { node } = goroutine.start;
    const inner = this.flow.loopsAround(node)[0];
    const tree = this.context.tree(this.maker.place.file);
    return inner === undefined || tree.contains(inner.node, this.channel.origin.node) || this.alternates();
  }

  /** A loop that starts one goroutine at a time, guarded by an if, is not told apart from one that starts many. */
  private alternates(): boolean {
    const tree = this.context.tree(this.maker.place.file);
    return this.senders.every(({ goroutine }) => {
      const around = tree.ancestorOfKind(goroutine.start.node, Kind.IfStatement, Kind.ForStatement);
      return tree.kindOf(around) === Kind.IfStatement;
    });
  }

  private edgeTest(): (edge: Edge, from: Block, sum: number) => boolean {
    const correlations = this.senders.map(
      ({ goroutine }) => new Correlation(this.context, this.channel, this.maker, goroutine.start.node),
    );
    const drained = this.drainingLoops();
    const tree = this.context.tree(this.maker.place.file);
    return (edge, from, sum) => {
      if (this.isRangeEdge(edge, false)) return false;
      if (sum > 0 && !correlations.every(correlation => correlation.allows(edge))) return false;
      return !drained.some(
        loop =>
          edge.condition !== undefined &&
          loop.blocks.has(from) &&
          !loop.blocks.has(edge.block) &&
          tree.contains(loop.node, edge.condition) &&
          edge.condition < loop.body,
      );
    };
  }

  /** Loops with a receive in them. */
  private drainingLoops(): { node: NodeId; body: NodeId; blocks: ReadonlySet<Block> }[] {
    const tree = this.context.tree(this.maker.place.file);
    return this.flow.loops
      .filter(({ node }) =>
        [...this.channel.receives, ...this.channel.ranges].some(({ place }) => tree.contains(node, place.node)),
      )
      .map(({ node, blocks }) => ({ node, blocks, body: tree.childOfKind(node, Kind.Block) }));
  }

  /** Whether the edge is taken when a range over the channel had a value (or, `false`, found it closed). */
  private isRangeEdge(edge: Edge, value: boolean): boolean {
    const tree = this.context.tree(this.maker.place.file);
    if (edge.condition === undefined || tree.kindOf(edge.condition) !== Kind.RangeClause) return false;
    if (edge.value !== value) return false;
    const statement = tree.parentOf(edge.condition);
    return this.channel.ranges.some(({ place }) => place.node === statement);
  }
}
