/**
 * Signals that the senders of a channel have finished: who waits for one of them leaves no sender behind.
 *
 * A receive from another local channel is one if every send and close of that channel comes after the last send of the
 * goroutine that does both, or after a Wait; so is the Wait of a wait group, and the end of a context that the sending
 * goroutine cancels itself.
 */
import { isDeferred } from '../../syntax/callee.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Edge } from '../flow/block.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { ChannelIndex } from './channel-index.ts';
import type { Channel } from './channel.ts';
import { isLocal } from './channel.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';

const WAITS: ReadonlySet<string> = new Set([
  'sync.(*WaitGroup).Wait',
  'golang.org/x/sync/errgroup.(*Group).Wait',
  'github.com/sourcegraph/conc.(*WaitGroup).Wait',
]);

export class Completion {
  private readonly context: ChannelContext;
  private readonly index: ChannelIndex;
  private readonly channel: Channel;
  /** The functions that the sending goroutines begin with. */
  private readonly entries: readonly GoFunction[];
  /** Whether there is one goroutine only. */
  private readonly single: boolean;

  constructor(
    context: ChannelContext,
    index: ChannelIndex,
    channel: Channel,
    entries: readonly GoFunction[],
    single: boolean,
  ) {
    this.context = context;
    this.index = index;
    this.channel = channel;
    this.entries = entries;
    this.single = single;
  }

  /** The nodes of the maker after which all senders have finished. */
  *nodes(maker: GoFunction): Generator<NodeId> {
    for (const call of this.context.callsIn(maker)) {
      if (WAITS.has(call.key) && call.mode === 'call') yield call.place.node;
    }
    for (const other of this.index.channels) {
      if (other === this.channel) continue;
      for (const receive of other.receives) {
        if (receive.within === maker && this.isSignalled(receive.channel)) yield receive.place.node;
      }
    }
    yield* this.contextEnds(maker);
  }

  /** Whether the maker takes the edge once a range over another channel has ended that the sender closes last. */
  isSeenOn({ condition, value }: Edge, { place: { file } }: GoFunction): boolean {
    const tree = this.context.tree(file);
    if (condition === undefined || value !== false || tree.kindOf(condition) !== Kind.RangeClause) return false;
    const others = this.index.at({ file, node: tree.childByField(condition, Field.Right) });
    return (
      others.length > 0 &&
      others.every(other => isLocal(other) && other.closes.length > 0 && other.closes.every(c => this.comesLast(c)))
    );
  }

  /** Whether the end of a range over another channel tells that the senders have finished. */
  isSignalled(channel: Place): boolean {
    const others = this.index.at(channel);
    return others.length > 0 && others.every(other => this.isSignal(other));
  }

  private isSignal(other: Channel): boolean {
    const signals = [...other.sends, ...other.closes];
    return isLocal(other) && signals.length > 0 && signals.every(signal => this.comesLast(signal));
  }

  private comesLast(signal: Operation): boolean {
    const { within } = signal;
    if (within === undefined || within === this.channel.maker) return false;
    return this.followsWait(signal, within) || (this.single && this.followsSends(signal, within));
  }

  private followsWait({ place, deferred }: Operation, within: GoFunction): boolean {
    const flow = this.context.flow(within);
    return this.context
      .callsIn(within)
      .some(call => WAITS.has(call.key) && (deferred || flow.dominates(call.place.node, place.node)));
  }

  private followsSends(signal: Operation, within: GoFunction): boolean {
    const entry = this.entries.find(fn => fn === within || isDeferredIn(this.context, within, fn));
    if (entry === undefined || !startsOne(this.context, this.channel.maker, entry)) return false;
    if (signal.deferred || within !== entry) return true;
    const flow = this.context.flow(entry);
    return this.channel.sends
      .filter(send => send.within !== this.channel.maker)
      .every(send => {
        const node = outermostIn(this.context, send.place, entry);
        return node !== undefined && !flow.canReach(signal.place.node, node);
      });
  }

  /** Receives from `ctx.Done()` where a sending goroutine calls the cancel function of `ctx`. */
  private *contextEnds(maker: GoFunction): Generator<NodeId> {
    for (const call of this.context.callsIn(maker)) {
      if (call.receiver === undefined || call.args.length > 0) continue;
      const tree = this.context.tree(call.place.file);
      const parent = tree.parentOf(call.place.node);
      if (tree.kindOf(parent) !== Kind.UnaryExpression) continue;
      const cancel = cancelOf(this.context, this.context.symbolAt(call.receiver));
      if (cancel !== undefined && this.entries.some(entry => isUsedIn(this.context, cancel, entry))) yield parent;
    }
  }
}

/** Whether the maker starts one goroutine only with the function: else the signal may be of another one. */
export function startsOne({ goroutines }: ChannelContext, maker: GoFunction | undefined, entry: GoFunction): boolean {
  return goroutines.filter(goroutine => goroutine.entry === entry && goroutine.starter === maker).length <= 1;
}

function isUsedIn(context: ChannelContext, symbol: GoSymbol, fn: GoFunction): boolean {
  const tree = context.tree(fn.place.file);
  return symbol.uses.some(use => use.file === fn.place.file && tree.contains(fn.place.node, use.node));
}

/** The second variable of `ctx, cancel := …`. */
function cancelOf(context: ChannelContext, symbol: GoSymbol | undefined): GoSymbol | undefined {
  return symbol?.declaration === undefined ? undefined : cancelBeside(context, symbol.declaration);
}

/** The second variable of the statement that declares or assigns a context as its first. */
export function cancelBeside(context: ChannelContext, { file, node }: Place): GoSymbol | undefined {
  const tree = context.tree(file);
  const names = tree.namedChildren(tree.parentOf(node));
  const cancel = names[names.indexOf(node) + 1];
  return cancel === undefined || names.length !== 2 ? undefined : context.symbolAt({ file, node: cancel });
}

/** Whether `inner` is a literal that `outer` defers. */
const isDeferredIn = (context: ChannelContext, { parent, place }: GoFunction, outer: GoFunction): boolean =>
  parent === outer && isDeferred(context.tree(place.file), place.node);

/** The node of `fn` itself that holds a place: the place, or the outermost literal around it. */
export function outermostIn(context: ChannelContext, place: Place, fn: GoFunction): NodeId | undefined {
  if (place.file !== fn.place.file) return undefined;
  let { node } = place;
  for (let around = context.functionAround(place); around !== fn; around = around.parent) {
    if (around === undefined) return undefined;
    node = around.place.node;
  }
  return node === NO_NODE ? undefined : node;
}
