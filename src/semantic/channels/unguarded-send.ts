/**
 * Sends that wait for a receiver only, in producers that elsewhere give up when they are told to stop.
 *
 * Two shapes: another send of the same goroutine to the same channel selects on a stop signal; or the send lies in a case
 * of a select of a loop that another case leaves at such a signal, which is less certain if the channel is not wholly in
 * sight. Answers only
 * for what a goroutine sends to a channel that another one made, in a variable, and only for sends that find no room in
 * the channel. What the function that made it receives by itself is left to the balance of `abandonment.ts`.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { ChannelIndex } from './channel-index.ts';
import { areLocal, isLocal, type Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import type { Choice } from './operation.ts';
import { choiceOf } from './operation.ts';
import { pathSums } from './path-sum.ts';
import { canLeave } from './receiver.ts';
import { baseOf, isOfProcess, stopSignalIn } from './stop-signal.ts';
import type { Threads } from './threads.ts';

export interface UnguardedSend {
  /** The SendStatement. */
  readonly send: Place;
  /** Other sends of the same kind to the same channel. */
  readonly more: readonly Place[];
  readonly within: GoFunction;
  readonly channel: GoSymbol;
  readonly why: 'sibling' | 'loop';
  /** Whether it is not seen who receives: of a send in the body of a case, mostly somebody who goes on to the end. */
  readonly isWider: boolean;
  /** The expression whose receive tells to stop. */
  readonly signal: Place;
  /** Where the channel is made, if that is known. */
  readonly made: Place | undefined;
}

interface Sending {
  readonly place: Place;
  readonly within: GoFunction;
  readonly choice: Choice | undefined;
}

export function* unguardedSends(
  context: ChannelContext,
  index: ChannelIndex,
  threads: Threads,
): Generator<UnguardedSend> {
  for (const [variable, sends] of sendsByVariable(context)) {
    if (sends.every(({ choice }) => choice !== undefined)) continue;
    const channels = index.ofVariable(variable);
    if (channels.length === 0 && variable.role !== 'parameter') continue;
    const found = new ProducerCheck(context, threads, variable, channels, sends).find();
    if (found !== undefined) yield found;
  }
}

function sendsByVariable(context: ChannelContext): Map<GoSymbol, Sending[]> {
  const groups = new Map<GoSymbol, Sending[]>();
  for (const place of context.nodes(Kind.SendStatement)) {
    const tree = context.tree(place.file);
    const operand = { file: place.file, node: tree.childByField(place.node, Field.Channel) };
    const symbol = context.symbolAt(operand);
    const within = context.functionAround(place);
    if (symbol?.kind !== 'variable' || symbol.role === 'global' || within === undefined) continue;
    const sending = { place, within, choice: choiceOf(tree, place.node) };
    const group = groups.get(symbol);
    if (group === undefined) groups.set(symbol, [sending]);
    else group.push(sending);
  }
  return groups;
}

/** What is sent through one variable. */
class ProducerCheck {
  private readonly context: ChannelContext;
  private readonly threads: Threads;
  private readonly variable: GoSymbol;
  /** The channels that the variable may hold; none if they are made elsewhere. */
  private readonly channels: readonly Channel[];
  private readonly sends: readonly Sending[];

  constructor(
    context: ChannelContext,
    threads: Threads,
    variable: GoSymbol,
    channels: readonly Channel[],
    sends: readonly Sending[],
  ) {
    this.context = context;
    this.threads = threads;
    this.variable = variable;
    this.channels = channels;
    this.sends = sends;
  }

  find(): UnguardedSend | undefined {
    if (!this.channels.every(channel => this.isJudged(channel))) return undefined;
    const bare = this.sends.filter(send => send.choice === undefined && this.canFindNoRoom(send));
    return this.besideGuarded(bare) ?? this.withinLoop(bare);
  }

  /** Whether a goroutine other than the maker's sends to it, and a receiver, as far as they are seen, can leave. */
  private isJudged(channel: Channel): boolean {
    const { maker, capacity, escapes } = channel;
    if (maker === undefined || capacity.kind !== 'constant') return false;
    if (this.sends.some(({ within }) => this.isSameGoroutine(within, maker))) return false;
    const receivers = [...channel.receives, ...channel.ranges];
    if (
      isLocal(channel) &&
      receivers.some(({ within }) => within !== undefined && this.isSameGoroutine(within, maker))
    ) {
      return false;
    }
    const areKnown = escapes.length === 0 || receivers.length > 0;
    return !areKnown || receivers.some(receiver => canLeave(this.context, receiver));
  }

  /** Whether the channel may be full when the send is reached, with nobody left who takes something out of it. */
  private canFindNoRoom(send: Sending): boolean {
    const room = Math.min(...this.channels.map(({ capacity }) => (capacity.kind === 'constant' ? capacity.value : 0)));
    if (this.channels.length === 0 || room === 0) return true;
    const flow = this.context.flow(send.within);
    const own = this.sends.filter(({ within }) => within === send.within);
    const isLast = own.every(({ place }) => !flow.canReach(send.place.node, place.node));
    if (isLast) return this.followsStop(send, own);
    return flow.isOnCycle(send.place.node) || this.sentBefore(send, own) >= room;
  }

  /** The greatest number of values that the same function has sent before. */
  private sentBefore({ place, within }: Sending, own: readonly Sending[]): number {
    const others = own.filter(other => other.place.node !== place.node);
    const events = others.map(other => ({ node: other.place.node, adds: 1 }));
    const { exits } = pathSums({
      flow: this.context.flow(within),
      events: [...events, { node: place.node, adds: 0, restarts: true }],
    });
    return exits.find(({ kind }) => kind === 'restart')?.sum ?? 0;
  }

  /** Whether a send that gave up at the stop signal, as the channel was full, can lead to this one. */
  private followsStop({ place, within }: Sending, own: readonly Sending[]): boolean {
    const flow = this.context.flow(within);
    return own.some(({ choice, place: { file } }) => {
      const stop = choice === undefined ? undefined : stopSignalIn(this.context, file, choice.others);
      if (choice === undefined || stop === undefined) return false;
      const { select } = choice;
      return flow.canReach(
        select,
        place.node,
        undefined,
        edge =>
          edge.alternative === undefined ||
          !choice.others.concat(choice.alternative).includes(edge.alternative) ||
          edge.alternative === stop.alternative,
      );
    });
  }

  /** A send where another one of the same goroutine gives up at a signal that is in scope of both. */
  private besideGuarded(bare: readonly Sending[]): UnguardedSend | undefined {
    for (const guarded of this.sends) {
      if (guarded.choice === undefined) continue;
      const signal = stopSignalIn(this.context, guarded.place.file, guarded.choice.others)?.signal;
      if (signal === undefined || isOfProcess(this.context, signal)) continue;
      const same = bare.filter(send => this.isSameGoroutine(send.within, guarded.within) && this.knows(send, signal));
      if (same.length > 0) return this.describe('sibling', same, signal, !this.isHeldByVariables());
    }
    return undefined;
  }

  /** Whether it is seen where the channel is made, and no object keeps it: its methods may promise to receive. */
  private isHeldByVariables(): boolean {
    return this.channels.length > 0 && this.channels.every(({ holders }) => areLocal(holders));
  }

  /** A send in a loop whose select can be told to leave it, but not while the send waits. */
  private withinLoop(bare: readonly Sending[]): UnguardedSend | undefined {
    for (const send of bare) {
      const signal = this.signalOfLoop(send);
      if (signal === undefined || isOfProcess(this.context, signal)) continue;
      return this.describe(
        'loop',
        bare.filter(other => this.signalOfLoop(other)?.node === signal.node),
        signal,
        true,
      );
    }
    return undefined;
  }

  /** The signal of the innermost select around a statement in the body of one of its cases, if it leaves the loop. */
  private signalOfLoop({ place: { file, node }, within }: Sending): Place | undefined {
    const tree = this.context.tree(file);
    const flow = this.context.flow(within);
    if (!flow.isOnCycle(node)) return undefined;
    const own = tree.ancestorOfKind(node, Kind.CommunicationCase, Kind.DefaultCase, Kind.FuncLiteral);
    const select = tree.parentOf(own);
    if (own === NO_NODE || tree.kindOf(select) !== Kind.SelectStatement) return undefined;
    const leaves = (other: NodeId): boolean =>
      !flow.canReach(select, select, undefined, edge => edge.alternative === undefined || edge.alternative === other);
    const others = tree
      .namedChildren(select)
      .filter(child => child !== own && tree.kindOf(child) === Kind.CommunicationCase && leaves(child));
    return stopSignalIn(this.context, file, others)?.signal;
  }

  private describe(
    why: UnguardedSend['why'],
    sends: readonly Sending[],
    signal: Place,
    isWider: boolean,
  ): UnguardedSend | undefined {
    const [first, ...more] = sends;
    if (first === undefined) return undefined;
    return {
      send: first.place,
      more: more.map(({ place }) => place),
      within: first.within,
      channel: this.variable,
      why,
      isWider,
      signal,
      made: this.channels[0]?.origin,
    };
  }

  private isSameGoroutine(a: GoFunction, b: GoFunction): boolean {
    return this.rootOf(a) === this.rootOf(b);
  }

  /** The outermost function that runs in the goroutine of a literal: one that `go` starts, or a declared one. */
  private rootOf(fn: GoFunction): GoFunction {
    let root = fn;
    while (root.parent !== undefined && this.threads.startsOf(root).length === 0) root = root.parent;
    return root;
  }

  /** Whether the variable at the base of the signal is declared in a function around the send. */
  private knows(send: Sending, signal: Place): boolean {
    const symbol = baseOf(this.context, signal);
    if (symbol?.declaration === undefined) return false;
    for (let fn: GoFunction | undefined = send.within; fn !== undefined; fn = fn.parent) {
      if (fn === symbol.owner) return symbol.declaration.node < send.place.node;
    }
    return symbol.role === 'global';
  }
}
