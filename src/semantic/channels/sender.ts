/**
 * The goroutines that send to a channel on behalf of the function that made it, and how much each can send.
 *
 * Goroutines that wait for one another may exclude each other's sends; of those only the one that sends most counts.
 * One that is ended by what its maker closes, and that tells the error of that end from others, or from none, counts for nothing.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Goroutine } from '../calls/call.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { isNamed } from '../types/type.ts';
import { calledName } from '../escape/method-name.ts';
import type { ChannelIndex } from './channel-index.ts';
import type { Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import { isBare } from './operation.ts';
import type { SendCounter } from './send-count.ts';

export interface Sender {
  readonly goroutine: Goroutine;
  readonly entry: GoFunction;
  readonly once: number;
  readonly most: number;
  readonly always: boolean;
}

/** These run their function later, if at all, and the result can call it off. */
const TIMERS: ReadonlySet<string> = new Set(['time.AfterFunc', 'context.AfterFunc']);
/** Methods that end what others do with the same thing, by their names: a wrong guess only silences. */
const ENDING = /\.(?:Close|Stop|Shutdown)[A-Za-z]*$/;

const ERROR_TESTS: ReadonlySet<string> = new Set([
  'errors.Is',
  'golang.org/x/xerrors.Is',
  'github.com/pkg/errors.Is',
  'github.com/cockroachdb/errors.Is',
]);
/** They return nil when the server is stopped. */
const ENDS_WITHOUT_ERROR: ReadonlySet<string> = new Set([
  'google.golang.org/grpc.(*Server).Serve',
  'github.com/valyala/fasthttp.(*Server).Serve',
  'github.com/valyala/fasthttp.(*Server).ListenAndServe',
]);

export function sendersOf(
  context: ChannelContext,
  index: ChannelIndex,
  channel: Channel,
  maker: GoFunction,
  counter: SendCounter,
): readonly Sender[] {
  const senders: Sender[] = [];
  for (const goroutine of context.goroutines) {
    const { entry, starter, joined, start } = goroutine;
    if (starter !== maker || entry === undefined || joined || !hasChannel(context, channel, goroutine, entry)) continue;
    if (isTimer(context, start) || (sendsOtherErrorsOnly(context, channel, entry) && endsWhatItUses(context, maker)))
      continue;
    const { once, most, always } = counter.of(entry);
    if (most > 0)
      senders.push({ goroutine, entry, once, most: isAsked(context, index, entry, maker) ? once : most, always });
  }
  return independent(context, senders);
}

function endsWhatItUses(context: ChannelContext, maker: GoFunction): boolean {
  return context.callsIn(maker).some(({ key }) => ENDING.test(key));
}

/** Whether `inner` is `outer`, or a literal in it. */
export function isWithin(inner: GoFunction | undefined, outer: GoFunction | undefined): boolean {
  for (let fn = inner; fn !== undefined; fn = fn.parent) if (fn === outer) return true;
  return false;
}

/** Variables from outside that the goroutine sets, and nobody else: they tell how far it has come. */
export function* toldBy(context: ChannelContext, entry: GoFunction): Generator<GoSymbol> {
  const { file, node } = entry.place;
  const tree = context.tree(file);
  const isInside = (at: Place): boolean => at.file === file && tree.contains(node, at.node);
  for (const statement of tree.descendantsOfKind(node, Kind.AssignmentStatement)) {
    for (const target of tree.namedChildren(tree.childByField(statement, Field.Left))) {
      const symbol = context.symbolAt({ file, node: target });
      if (symbol?.kind !== 'variable' || symbol.role === 'global') continue;
      if (symbol.declaration === undefined || isInside(symbol.declaration)) continue;
      if (symbol.uses.every(use => isInside(use) || context.useOf(use).kind !== 'assigned')) yield symbol;
    }
  }
}

/** Whether it sends no more than it is asked for: the goroutine takes requests that the maker sends, or hears their answers. */
function isAsked(context: ChannelContext, index: ChannelIndex, entry: GoFunction, maker: GoFunction): boolean {
  if (takesRequests(index, entry, maker)) return true;
  const heard = peersOf(context, entry, HEARS);
  if (heard.length === 0) return false;
  return context.goroutines.some(
    ({ starter, entry: other }) =>
      starter === maker &&
      other !== undefined &&
      other !== entry &&
      takesRequests(index, other, maker) &&
      peersOf(context, other, TELLS).some(peer => heard.includes(peer)),
  );
}

function takesRequests(index: ChannelIndex, entry: GoFunction, maker: GoFunction): boolean {
  return index.channels.some(
    other =>
      other.sends.some(send => send.within === maker) &&
      [...other.receives, ...other.ranges].some(({ within }) => isWithin(within, entry)),
  );
}

/** Methods by which a goroutine hears from another process what it was asked for, or asks it. */
const HEARS = /^(?:Recv|Receive|Read|Decode)(?![a-z])/;
const TELLS = /^(?:Send|Write|Encode)(?![a-z])/;

/** The variables on which the function calls such methods. */
function peersOf(context: ChannelContext, fn: GoFunction, methods: RegExp): readonly GoSymbol[] {
  const calls = context.callsIn(fn).filter(call => methods.test(calledName(context, call)));
  return calls.flatMap(({ receiver }) => (receiver === undefined ? [] : (context.symbolAt(receiver) ?? [])));
}

function isTimer(context: ChannelContext, start: Place): boolean {
  const isCall = context.tree(start.file).kindOf(start.node) === Kind.CallExpression;
  return isCall && TIMERS.has(context.callAt(start).key);
}

/** A literal captures the channel; a function that has it as a parameter must be handed it by this very start. */
function hasChannel(context: ChannelContext, channel: Channel, { start }: Goroutine, entry: GoFunction): boolean {
  const passes = channel.passes.filter(({ parameter }) => entry.parameters.includes(parameter));
  if (entry.kind === 'literal' && passes.length === 0) return true;
  const tree = context.tree(start.file);
  return passes.some(({ call: { place } }) => place.file === start.file && tree.contains(start.node, place.node));
}

/** Without those that a greater sender waits for, or that wait for it. */
function independent(context: ChannelContext, senders: readonly Sender[]): readonly Sender[] {
  if (senders.length < 2) return senders;
  const kept: Sender[] = [];
  const groups = senders.map(({ entry }) => waitGroupsOf(context, entry));
  for (const [at, sender] of senders.entries()) {
    const isLinked = senders.some((other, place) => {
      if (other === sender || !areLinked(groups[at], groups[place])) return false;
      return other.most > sender.most || (other.most === sender.most && place < at);
    });
    if (!isLinked) kept.push(sender);
  }
  return kept;
}

const WAIT_GROUP_METHODS = ['Add', 'Done', 'Go', 'Wait'];

interface WaitGroups {
  readonly waited: ReadonlySet<GoSymbol>;
  readonly done: ReadonlySet<GoSymbol>;
}

function waitGroupsOf(context: ChannelContext, entry: GoFunction): WaitGroups {
  const waited = new Set<GoSymbol>();
  const done = new Set<GoSymbol>();
  for (const { caller, key, receiver } of WAIT_GROUP_METHODS.flatMap(name => context.callsNamed(name))) {
    if (receiver === undefined || !key.startsWith('sync.(*WaitGroup).') || !isWithin(caller, entry)) continue;
    const symbol = context.symbolAt(receiver);
    if (symbol !== undefined) (key.endsWith('.Wait') ? waited : done).add(symbol);
  }
  return { waited, done };
}

function areLinked(a: WaitGroups | undefined, b: WaitGroups | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return [...a.waited].some(group => b.done.has(group)) || [...b.waited].some(group => a.done.has(group));
}

/** Whether all that the goroutine sends comes after it has told a certain error from others. */
function sendsOtherErrorsOnly(context: ChannelContext, channel: Channel, entry: GoFunction): boolean {
  const sends = channel.sends.filter(send => isBare(send) && isWithin(send.within, entry));
  return (
    sends.length > 0 &&
    sends.every(({ within, place }) => within !== undefined && followsErrorTest(context, within, place))
  );
}

/** Whether the send lies under such a test, or after one that makes the goroutine return. */
function followsErrorTest(context: ChannelContext, within: GoFunction, { file, node }: Place): boolean {
  const tree = context.tree(file);
  for (const test of tree.descendantsOfKind(within.body, Kind.BinaryExpression, Kind.CallExpression)) {
    if (test > node || !isErrorTest(context, { file, node: test })) continue;
    const statement = tree.ancestorOfKind(test, Kind.IfStatement, Kind.FuncLiteral);
    if (tree.kindOf(statement) !== Kind.IfStatement) continue;
    if (tree.contains(statement, node)) return true;
    const consequence = tree.childByField(statement, Field.Consequence);
    if (tree.descendantsOfKind(consequence, Kind.ReturnStatement).next().done !== true) return true;
  }
  return false;
}

/** `err == io.EOF`, `err != http.ErrServerClosed`, `errors.Is(err, net.ErrClosed)`. */
function isErrorTest(context: ChannelContext, { file, node }: Place): boolean {
  const tree = context.tree(file);
  if (tree.kindOf(node) === Kind.CallExpression) return ERROR_TESTS.has(context.callAt({ file, node }).key);
  const operator = tree.textOf(tree.childByField(node, Field.Operator));
  if (operator !== '==' && operator !== '!=') return false;
  const [left, right] = [tree.childByField(node, Field.Left), tree.childByField(node, Field.Right)];
  if (left === NO_NODE || right === NO_NODE) return false;
  if (tree.textOf(right) === 'nil') return endsWithoutError(context, { file, node: left });
  return isNamed(context.typeOf({ file, node: left }), '', 'error');
}

/** Whether an error comes from calls that return none when what they serve is stopped. */
function endsWithoutError(context: ChannelContext, error: Place): boolean {
  if (!isNamed(context.typeOf(error), '', 'error')) return false;
  const origins = context.origins(error);
  return (
    origins.length > 0 &&
    origins.every(({ kind, at }) => kind === 'call' && ENDS_WITHOUT_ERROR.has(context.callAt(at).key))
  );
}
