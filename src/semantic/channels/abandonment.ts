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
import type { FlowGraph } from '../flow/graph.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import { isExported } from '../names/exported.ts';
import type { ChannelIndex } from './channel-index.ts';
import type { Channel } from './channel.ts';
import { isLocal } from './channel.ts';
import { Completion } from './completion.ts';
import type { ChannelContext } from './context.ts';
import { mayRunAgain, runsOnce } from './callers.ts';
import { receivesThatExclude } from './exclusion.ts';
import { gateOf } from './gate.ts';
import { failsByTimeout, followsGivingUp, leavesWithProgram, mostTelling, mostTellingSend } from './leaving.ts';
import type { Operation } from './operation.ts';
import { answersEvent, isBare } from './operation.ts';
import type { PathEvent, PathSum } from './path-sum.ts';
import { MANY, pathSums } from './path-sum.ts';
import { isWithin, type Sender, toldBy } from './sender.ts';
import { lastSends, type Supply } from './supply.ts';
import type { Threads } from './threads.ts';
import { Ways } from './ways.ts';

export interface Abandonment {
  /** The first send that can block for ever. */
  readonly send: Operation;
  /** The goroutine that it blocks. */
  readonly goroutine: Goroutine;
  /** Whether the send stands in the function that starts the goroutine; else in one that others may use as well. */
  readonly isOwn: boolean;
  /** The function that receives. */
  readonly receiver: GoFunction;
  /** The exit of the function that leaves it behind, or the `make` that a loop comes back to. */
  readonly leaves: Place;
  readonly how: PathSum['kind'];
  /** How many values at most are sent; undefined if there is no bound. */
  readonly sends: number | undefined;
  /** Whether a path receives too few values, rather than none. */
  readonly receivesSome: boolean;
  /** Whether it takes many goroutines, each of which sends once at most, rather than one that goes on sending. */
  readonly isOnePerGoroutine: boolean;
  /**
   * How likely goroutines pile up: hardly, if the function is seen to run once, if only an error makes it leave and
   * nothing shows that it runs again, or if several goroutines must fail after it has left.
   */
  readonly isRare: boolean;
  /** Whether it takes two failures, the end of a program, or an error in a step that is seen to run once or by nobody. */
  readonly isDoubtful: boolean;
}

/** Not a panic or Goexit: they end a test that has failed, or the program. */
const LEAVING: ReadonlySet<PathSum['kind']> = new Set(['return', 'end', 'restart']);

export class AbandonmentCheck {
  private readonly context: ChannelContext;
  private readonly index: ChannelIndex;
  private readonly threads: Threads;
  private readonly channel: Channel;
  private readonly supply: Supply;
  /** The function that receives: the one that makes the channel, or that gets it from a call. */
  private readonly maker: GoFunction;

  constructor(
    context: ChannelContext,
    index: ChannelIndex,
    threads: Threads,
    channel: Channel & { readonly maker: GoFunction },
    supply: Supply,
  ) {
    this.context = context;
    this.index = index;
    this.threads = threads;
    this.channel = channel;
    this.supply = supply;
    this.maker = channel.maker;
  }

  private get flow(): FlowGraph {
    return this.context.flow(this.maker);
  }

  private get senders(): readonly Sender[] {
    return this.supply.senders;
  }

  /**
   * How many values under way a receive surely takes. Where other sends are many and can give up, what is received may
   * be theirs.
   */
  private get taken(): 0 | 1 {
    const others = this.channel.sends.filter(send => !this.supply.counts(send) && send.within !== undefined);
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
    const { channel, context, maker, supply } = this;
    const starts = this.senders.map(sender => ({ sender, rounds: supply.roundsOf(sender) }));
    if (starts.some(({ rounds }) => rounds.endsEarly)) return undefined;
    const started = starts.flatMap(({ sender, rounds: { node, count } }) => {
      const adds = count === MANY ? countOf(sender) : count * countOf(sender);
      return this.nodesThatLetGo(sender, node).map(at => ({ node: at, adds }));
    });
    const underWay = supply.underWay(started, once);
    const counted = underWay ?? started.reduce((sum, { adds }) => sum + adds, 0);
    const ways = this.ways();
    const completion = this.completion();
    const { exits } = pathSums({
      flow: this.flow,
      events: [...(underWay === undefined ? started : []), ...this.otherEvents(completion)],
      ...(supply.from !== undefined && { from: supply.from }),
      initially: underWay ?? 0,
      follows: (edge, from, sum) => ways.allows(edge, from, sum > 0) && !completion.isSeenOn(edge, maker),
      addsOnEdge: edge => (ways.receives(edge) ? -this.taken : 0),
      once,
    });
    const leaving = exits.filter(
      ({ kind, sum, node }) =>
        LEAVING.has(kind) && sum > capacity && (kind === 'restart' || !context.lifetimes.endsProcess(maker, node)),
    );
    const left = mostTelling(context, channel, maker, leaving);
    return left === undefined ? undefined : this.describe(left, counted, !once);
  }

  /** The nodes of the maker by which a goroutine comes to its sends: what starts it, or what ends its wait before. */
  private nodesThatLetGo({ entry }: Sender, start: NodeId): readonly NodeId[] {
    const gate = gateOf(this.context, this.index, this.channel, entry, this.maker);
    if (gate === 'none') return [start];
    return gate === 'unseen' ? [] : gate.closes;
  }

  private ways(): Ways {
    const { context, channel, maker, supply } = this;
    return new Ways(context, channel, maker, {
      others: supply.others,
      starts: supply.senders.map(sender => supply.startOf(sender)),
      lastSends: lastSends(context, channel, supply),
      signal: supply.signal,
      given: [...supply.given, ...this.senders.flatMap(({ entry }) => [...toldBy(context, entry)])],
    });
  }

  /** `counted`: how many values are under way if nothing is received. */
  private describe(left: PathSum, counted: number, needsLoop: boolean): Abandonment | undefined {
    const [first] = this.senders;
    const send = this.channel.sends.find(({ within }) => within !== undefined && within !== this.maker);
    if (first === undefined || send === undefined) return undefined;
    const sender = this.senders.find(({ entry }) => isWithin(send.within, entry)) ?? first;
    const sends = this.senders.reduce((sum, each) => sum + each.most * this.supply.roundsOf(each).count, 0);
    const ownSends = this.channel.sends.filter(each => isBare(each) && isWithin(each.within, sender.entry));
    const own = mostTellingSend(this.context, this.channel, this.maker, left.node, ownSends) ?? send;
    return {
      send: own,
      isOwn: sender.goroutine.starter !== undefined && isWithin(own.within, sender.goroutine.starter),
      goroutine: sender.goroutine,
      receiver: this.maker,
      leaves: { file: this.maker.place.file, node: left.node },
      how: left.kind,
      sends: sends >= MANY ? undefined : sends,
      isOnePerGoroutine: this.senders.every(({ most }) => most < MANY),
      isRare: this.needsSeveralFailures() || this.isRare(left),
      isDoubtful: this.isDoubtful(left, needsLoop),
      receivesSome: left.sum < counted || (counted >= MANY && left.sum >= MANY),
    };
  }

  private isRare({ node }: PathSum): boolean {
    const { context, threads, channel, maker } = this;
    if (runsOnce(context, maker)) return true;
    return !followsGivingUp(context, channel, maker, node) && !mayRunAgain(context, threads, maker);
  }

  private isDoubtful(left: PathSum, needsLoop: boolean): boolean {
    if (this.isUncalledStep(left) || this.isLateFailure(left) || (needsLoop && this.hasRoomForEachSend())) return true;
    return leavesWithProgram(this.context, this.channel, this.maker, left.node);
  }

  /** An exported function, no method, that only an error makes leave: often a step of a command in another package. */
  private isUncalledStep(left: PathSum): boolean {
    const { context, maker } = this;
    if (!this.isRare(left) || runsOnce(context, maker)) return false;
    return maker.kind === 'function' && isExported(maker.name);
  }

  /** Whether the goroutine, too, must fail, after the function has left with an error as its time was over. */
  private isLateFailure({ node }: PathSum): boolean {
    return !this.senders.some(({ always }) => always) && failsByTimeout(this.context, this.channel, this.maker, node);
  }

  /** Whether there is room for what one of several different goroutines sends, and none of them always sends. */
  private needsSeveralFailures(): boolean {
    const { capacity } = this.channel;
    if (capacity.kind !== 'constant' || this.senders.length < 2) return false;
    return this.senders.every(({ most, always }) => !always && most <= capacity.value);
  }

  /**
   * Whether there is room for several values: one of each send in a loop, and one of another at which it ends. Where each
   * answers an event in a select, whoever chose the capacity knows how often it comes, which is not seen.
   */
  private hasRoomForEachSend(): boolean {
    const { capacity } = this.channel;
    const [sender, ...others] = this.senders;
    if (capacity.kind !== 'constant' || capacity.value < 2 || sender === undefined || others.length > 0) return false;
    if (this.supply.roundsOf(sender).count > 1) return false;
    const sends = this.channel.sends.filter(({ within }) => isWithin(within, sender.entry));
    const repeated = sends.filter(send => this.isRepeated(send));
    if (!repeated.every(send => answersEvent(this.context.tree(send.place.file), send))) return false;
    return repeated.length + (sends.length > repeated.length ? 1 : 0) <= capacity.value;
  }

  private completion(): Completion {
    const isSingle = this.senders.length === 1 && this.senders.every(each => this.supply.startsOnce(each));
    const entries = this.senders.map(({ entry }) => entry);
    return new Completion(this.context, this.index, this.channel, entries, isSingle);
  }

  private *otherEvents(completion: Completion): Generator<PathEvent> {
    const { channel, maker } = this;
    if (this.supply.from !== undefined) yield { node: this.supply.from, adds: 0, restarts: true };
    for (const receive of channel.receives) yield { node: receive.place.node, adds: -this.taken };
    for (const node of completion.nodes(maker)) yield { node, adds: 0, ends: true };
    yield* this.exclusions();
  }

  /** Receives that take one of several senders out of the count. */
  private *exclusions(): Generator<PathEvent> {
    const { context, index, channel, maker, supply } = this;
    if (supply.from !== channel.origin.node || this.senders.length < 2) return;
    for (const sender of this.senders) {
      if (this.flow.isOnCycle(sender.goroutine.start.node) || sender.most >= MANY) continue;
      for (const node of receivesThatExclude(context, index, channel, maker, sender.entry)) {
        yield { node, adds: -sender.most };
      }
    }
  }
}
