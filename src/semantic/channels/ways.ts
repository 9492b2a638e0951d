/**
 * Which edges of the function that receives may be taken while a goroutine still has values to send.
 *
 * Not those that tell that the channel is closed, nor the normal end of a loop that receives; not what contradicts, or may
 * contradict, the conditions under which the goroutine was started; and not the way out that a value leads to, where that
 * may be the last one.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId } from '../../syntax/tree.ts';
import type { Block, Edge } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { GoFunction, GoSymbol } from '../names/symbol.ts';
import type { Channel } from './channel.ts';
import { Closing } from './closing.ts';
import type { ChannelContext } from './context.ts';
import { Correlation } from './correlation.ts';
import type { Operation } from './operation.ts';
import { ReceivedValues } from './received-values.ts';

export interface WaysOptions {
  /** What the function got together with the channel; before the first receive, it may say that there is none. */
  readonly others: readonly GoSymbol[];
  /** The statements of the function that start the goroutines. */
  readonly starts: readonly NodeId[];
  /** Sends that no other follows: a condition on what was received may tell that it was theirs. */
  readonly lastSends: readonly Operation[];
  /** What tells the goroutines to stop: who leaves when it was given leaves none behind. */
  readonly signal: GoSymbol | undefined;
  /** Parameters of which the caller may know more than is seen. */
  readonly given: readonly GoSymbol[];
}

export class Ways {
  private readonly context: ChannelContext;
  private readonly channel: Channel;
  private readonly receiver: GoFunction;
  private readonly signal: GoSymbol | undefined;
  private readonly others: readonly GoSymbol[];
  private readonly firstReceive: NodeId;
  private readonly closing: Closing;
  private readonly correlations: readonly Correlation[];
  private readonly drained: readonly { node: NodeId; body: NodeId; blocks: ReadonlySet<Block> }[];
  private readonly values: ReceivedValues;

  constructor(context: ChannelContext, channel: Channel, receiver: GoFunction, options: WaysOptions) {
    this.context = context;
    this.channel = channel;
    this.receiver = receiver;
    this.others = options.others;
    this.signal = options.signal;
    this.firstReceive = Math.min(...[...channel.receives, ...channel.ranges].map(({ place }) => place.node));
    this.closing = new Closing(context, channel, receiver);
    this.correlations = options.starts.map(start => new Correlation(context, channel, receiver, start, options.given));
    this.drained = this.drainingLoops();
    this.values = new ReceivedValues(context, channel, receiver, options.lastSends);
  }

  private get flow(): FlowGraph {
    return this.context.flow(this.receiver);
  }

  /** `isUnderWay`: whether a value is, when a path comes to the edge. */
  allows(edge: Edge, from: Block, isUnderWay: boolean): boolean {
    if (this.closing.isSeenOn(edge) || this.mayLackChannel(edge) || this.followsSignal(edge)) return false;
    if (isUnderWay && !this.correlations.every(correlation => correlation.allows(edge))) return false;
    return !this.endsLoop(edge, from) && !this.values.leadsOut(edge, from);
  }

  /** Whether the edge receives a value: the next round of a range. */
  receives(edge: Edge): boolean {
    return this.closing.isRangeEdge(edge, true);
  }

  private followsSignal({ alternative, condition }: Edge): boolean {
    if (this.signal === undefined) return false;
    const { file } = this.receiver.place;
    const tree = this.context.tree(file);
    const node = alternative === undefined ? condition : tree.childByField(alternative, Field.Communication);
    if (node === undefined || node === NO_NODE || tree.kindOf(node) === Kind.RangeClause) return false;
    const names = [...tree.descendantsOfKind(node, Kind.Identifier)];
    return names.some(name => this.context.symbolAt({ file, node: name }) === this.signal);
  }

  /** Whether a condition before the first receive may hold because there is no channel: `err != nil`. */
  private mayLackChannel({ condition, value }: Edge): boolean {
    if (condition === undefined || this.others.length === 0 || condition > this.firstReceive) return false;
    const { file } = this.receiver.place;
    const tree = this.context.tree(file);
    const names = [...tree.descendantsOfKind(condition, Kind.Identifier)];
    const isOther = names.some(node => this.others.some(other => other === this.context.symbolAt({ file, node })));
    if (!isOther) return false;
    if (tree.kindOf(condition) === Kind.Identifier) return value !== true;
    const operator = tree.kindOf(tree.childByField(condition, Field.Operator));
    const isNil = tree.kindOf(tree.childByField(condition, Field.Right)) === Kind.Nil;
    return !isNil || (operator === Token['==']) !== value;
  }

  /** Whether the condition of a loop that receives ends it. */
  private endsLoop({ block, condition }: Edge, from: Block): boolean {
    if (condition === undefined) return false;
    const tree = this.context.tree(this.receiver.place.file);
    return this.drained.some(
      loop =>
        loop.blocks.has(from) &&
        !loop.blocks.has(block) &&
        tree.contains(loop.node, condition) &&
        condition < loop.body,
    );
  }

  private drainingLoops(): { node: NodeId; body: NodeId; blocks: ReadonlySet<Block> }[] {
    const tree = this.context.tree(this.receiver.place.file);
    const received = [...this.channel.receives, ...this.channel.ranges];
    return this.flow.loops
      .filter(({ node }) =>
        received.some(({ within, place }) => within === this.receiver && tree.contains(node, place.node)),
      )
      .map(({ node, blocks }) => ({ node, blocks, body: tree.childOfKind(node, Kind.Block) }));
  }
}
