/**
 * How many values a function sends to a channel at most, on any one path through it: by itself, in what it defers, in
 * functions of the package that it calls, and in goroutines that it starts.
 *
 * By default only sends that nothing but a receiver lets go on are counted, and none in callbacks of unknown callees: the count is
 * never too high for what is seen. A loop counts by its constant number of rounds, else as {@link MANY}. A deferred function
 * that sends in place of others (`substitute-send.ts`) counts on the ways on which it does.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { Edge } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { GoFunction } from '../names/symbol.ts';
import type { Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import { isBare, type Operation } from './operation.ts';
import type { PathEvent } from './path-sum.ts';
import { MANY, pathSums } from './path-sum.ts';
import { type Substitute, substituteOf } from './substitute-send.ts';
import { roundsOf } from './trip-count.ts';

export interface SendCount {
  /** With each loop gone round at most once. */
  readonly once: number;
  readonly most: number;
  /** Whether no path to a return goes without. */
  readonly always: boolean;
}

export type SendTest = (send: Operation) => boolean;

const NONE: SendCount = { once: 0, most: 0, always: false };

interface Sending {
  readonly node: NodeId;
  readonly count: SendCount;
  /** Of a deferred function that sends only where others have not been come to. */
  readonly substitute?: Substitute | undefined;
}

export class SendCounter {
  private readonly context: ChannelContext;
  private readonly channel: Channel;
  private readonly counts: SendTest;
  private readonly known = new Map<GoFunction, SendCount>();
  private knownParticipants: ReadonlySet<GoFunction> | undefined;

  /** @param counts which sends are counted; by default those that nothing but a receiver lets go on. */
  constructor(context: ChannelContext, channel: Channel, counts: SendTest = isBare) {
    this.context = context;
    this.channel = channel;
    this.counts = counts;
  }

  of(fn: GoFunction): SendCount {
    const known = this.known.get(fn);
    if (known !== undefined) return known;
    // A function that is called again by what it calls is counted as if it were not.
    this.known.set(fn, NONE);
    const first = fn.body < 0 ? NONE : this.compute(fn);
    this.known.set(fn, first);
    const count = this.withRecursion(fn, first);
    this.known.set(fn, count);
    return count;
  }

  /** A function that sends and calls itself on one path does so as often as a loop. */
  private withRecursion(fn: GoFunction, first: SendCount): SendCount {
    if (first.most === 0 || !this.context.callsOf(fn).some(({ caller }) => caller === fn)) return first;
    return this.compute(fn).most > first.most ? { ...first, most: MANY } : first;
  }

  private compute(fn: GoFunction): SendCount {
    const sendings = [...this.sendingsOf(fn)];
    if (sendings.length === 0) return NONE;
    const flow = this.context.flow(fn);
    return {
      once: this.greatest(fn, sendings, ({ node, count }) => ({ node, adds: count.once }), true),
      most: this.greatest(fn, sendings, ({ node, count }) => this.withRounds(fn, flow, node, count.most), false),
      always: alwaysPasses(flow, sendings),
    };
  }

  private greatest(
    fn: GoFunction,
    sendings: readonly Sending[],
    eventOf: (sending: Sending) => PathEvent,
    once: boolean,
  ): number {
    const flow = this.context.flow(fn);
    const follows = (edge: Edge): boolean => !this.context.summaries.failures.areNeededBy(fn.place.file, edge);
    const events = sendings.filter(({ substitute }) => substitute === undefined).map(eventOf);
    let { greatest } = pathSums({ flow, events, follows, once });
    for (const sending of sendings) {
      if (sending.substitute === undefined) continue;
      const { settles, after } = sending.substitute;
      const event = eventOf(sending);
      const settled = settles.map(node => ({ node, adds: 0, ends: true }));
      const { exits } = pathSums({ flow, events: [...events, event, ...settled], follows, once });
      const sums = exits.filter(({ kind }) => kind !== 'restart' && after.has(kind)).map(({ sum }) => sum);
      greatest = Math.max(greatest, event.adds, ...sums);
    }
    return greatest;
  }

  /** A send in loops with a constant number of rounds is put before the outermost one, as often as it is done. */
  private withRounds(fn: GoFunction, flow: FlowGraph, node: NodeId, count: number): PathEvent {
    const rounds = roundsOf(this.context, fn.place.file, flow, node);
    return { node: rounds.node, adds: rounds.count === MANY ? count : rounds.count * count };
  }

  /** The nodes of `fn` at which values are sent. */
  private *sendingsOf(fn: GoFunction): Generator<Sending> {
    for (const send of this.channel.sends) {
      if (send.within === fn && this.counts(send))
        yield { node: send.place.node, count: { once: 1, most: 1, always: true } };
    }
    for (const callee of this.participants()) {
      for (const call of this.context.callsOf(callee)) {
        if (call.caller !== fn || !this.carries(call, callee)) continue;
        const count = this.of(callee);
        if (count.most === 0) continue;
        yield { node: call.place.node, count, substitute: this.substituteOf(call, callee) };
      }
    }
  }

  private substituteOf(call: Call, callee: GoFunction): Substitute | undefined {
    if (call.mode !== 'defer') return undefined;
    const sends = [...this.sendingsOf(callee)].map(({ node }) => node);
    return substituteOf(this.context, call, callee, sends);
  }

  /** Functions in which a value is sent, or that hold or are handed one that does. */
  private participants(): ReadonlySet<GoFunction> {
    if (this.knownParticipants !== undefined) return this.knownParticipants;
    const found = new Set<GoFunction>();
    const { maker, sends, passes } = this.channel;
    for (const inside of [...sends.map(send => send.within), ...passes.map(({ call }) => call.caller)]) {
      for (let fn = inside; fn !== undefined && fn !== maker; fn = fn.parent) found.add(fn);
    }
    return (this.knownParticipants = found);
  }

  /** Whether the callee has the channel by this call: a literal that captures it, or a function that is handed it. */
  private carries(call: Call, callee: GoFunction): boolean {
    const ownPasses = this.channel.passes.filter(({ parameter }) => callee.parameters.includes(parameter));
    return callee.kind === 'literal' && ownPasses.length === 0 ? true : ownPasses.some(pass => pass.call === call);
  }
}

function alwaysPasses(flow: FlowGraph, sendings: readonly Sending[]): boolean {
  const events = sendings.filter(({ count }) => count.always).map(({ node }) => ({ node, adds: 0, ends: true }));
  return pathSums({ flow, events }).exits.every(({ kind }) => kind !== 'return' && kind !== 'end');
}
