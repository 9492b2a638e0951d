/**
 * Sends that wait for a receiver only, in code that elsewhere gives up when it is told to stop.
 *
 * Two shapes: a send to the same channel, in the same goroutine, that selects on a stop signal; and a loop whose select has
 * a case for a stop signal that leaves it, with the send in another case. Only channels in variables are judged; those
 * that never leave the function that made them are left to the count of sends and receives (`abandonment.ts`).
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { ChannelIndex } from './channel-index.ts';
import { isLocal } from './channel.ts';
import type { ChannelContext } from './context.ts';
import type { Choice } from './operation.ts';
import { choiceOf, receivedIn } from './operation.ts';

export interface UnguardedSend {
  /** The SendStatement. */
  readonly send: Place;
  /** Other sends of the same kind to the same channel. */
  readonly more: readonly Place[];
  readonly within: GoFunction;
  readonly channel: GoSymbol;
  readonly why: 'sibling' | 'loop';
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

export function* unguardedSends(context: ChannelContext, index: ChannelIndex): Generator<UnguardedSend> {
  for (const [channel, sends] of sendsByVariable(context)) {
    const bare = sends.filter(({ choice }) => choice === undefined);
    if (bare.length === 0 || !isJudged(context, index, channel, sends)) continue;
    const found = besideGuarded(context, channel, bare, sends) ?? withinLoop(context, index, channel, bare);
    if (found !== undefined) yield { ...found, made: index.ofVariable(channel)[0]?.origin };
  }
}

type Found = Omit<UnguardedSend, 'made'>;

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

/** Whether the channel is seen by others than its maker, and may be too small for what is sent. */
function isJudged(context: ChannelContext, index: ChannelIndex, channel: GoSymbol, sends: readonly Sending[]): boolean {
  const known = index.ofVariable(channel);
  if (known.length === 0) return channel.role === 'parameter';
  return known.every(made => {
    if (made.capacity.kind !== 'constant' || isLocal(made)) return false;
    return made.capacity.value === 0 || sends.some(send => isRepeated(context, send, made.origin));
  });
}

/** Whether more than one value can be sent there to one channel: in a loop that does not make it anew. */
function isRepeated(context: ChannelContext, { place, within }: Sending, made: Place): boolean {
  const flow = context.flow(within);
  if (!flow.isOnCycle(place.node)) return false;
  const [inner] = flow.loopsAround(place.node);
  return inner === undefined || made.file !== place.file || !context.tree(place.file).contains(inner.node, made.node);
}

/** A bare send where another one of the same goroutine gives up at a signal that is in scope of both. */
function besideGuarded(
  context: ChannelContext,
  channel: GoSymbol,
  bare: readonly Sending[],
  sends: readonly Sending[],
): Found | undefined {
  for (const guarded of sends) {
    if (guarded.choice === undefined) continue;
    const signal = stopSignal(context, guarded.place.file, guarded.choice.others);
    if (signal === undefined) continue;
    const [first, ...more] = bare.filter(
      send => isSameGoroutine(context, send.within, guarded.within) && isInScope(context, signal, send),
    );
    if (first === undefined) continue;
    const { place, within } = first;
    return { send: place, more: more.map(send => send.place), within, channel, why: 'sibling', signal };
  }
  return undefined;
}

/** A bare send in a loop whose select can be told to leave it, but not while the send waits. */
function withinLoop(
  context: ChannelContext,
  index: ChannelIndex,
  channel: GoSymbol,
  bare: readonly Sending[],
): Found | undefined {
  if (index.ofVariable(channel).length === 0) return undefined;
  for (const { place, within } of bare) {
    const signal = signalOfLoop(context, place, within);
    if (signal === undefined) continue;
    const more = bare
      .filter(other => other.place !== place && signalOfLoop(context, other.place, other.within)?.node === signal.node)
      .map(other => other.place);
    return { send: place, more, within, channel, why: 'loop', signal };
  }
  return undefined;
}

/** The signal of the innermost select around a statement in the body of one of its cases, if it leaves the loop. */
function signalOfLoop(context: ChannelContext, { file, node }: Place, within: GoFunction): Place | undefined {
  const tree = context.tree(file);
  const flow = context.flow(within);
  if (!flow.isOnCycle(node)) return undefined;
  const own = tree.ancestorOfKind(node, Kind.CommunicationCase, Kind.DefaultCase, Kind.FuncLiteral);
  const select = tree.parentOf(own);
  if (own === NO_NODE || tree.kindOf(select) !== Kind.SelectStatement) return undefined;
  const others = tree
    .namedChildren(select)
    .filter(child => child !== own && tree.kindOf(child) === Kind.CommunicationCase)
    .filter(
      other =>
        !flow.canReach(select, select, undefined, edge => edge.alternative === undefined || edge.alternative === other),
    );
  return stopSignal(context, file, others);
}

/** The first of the alternatives that receives from `ctx.Done()`, or from a channel of empty structs. */
function stopSignal(context: ChannelContext, file: number, alternatives: readonly NodeId[]): Place | undefined {
  const tree = context.tree(file);
  for (const alternative of alternatives) {
    const node = receivedIn(tree, alternative);
    if (node !== NO_NODE && isStopSignal(context, { file, node })) return { file, node };
  }
  return undefined;
}

function isStopSignal(context: ChannelContext, at: Place): boolean {
  const tree = context.tree(at.file);
  if (tree.kindOf(at.node) === Kind.CallExpression) return context.callAt(at).key.endsWith('.Done');
  const type = context.underlyingOf(at);
  return type.kind === 'chan' && type.element.kind === 'struct' && type.element.fields.length === 0;
}

function isSameGoroutine(context: ChannelContext, a: GoFunction, b: GoFunction): boolean {
  return goroutineRoot(context, a) === goroutineRoot(context, b);
}

/** The outermost function that runs in the goroutine of a literal: the one that a `go` statement starts, or a declared one. */
function goroutineRoot(context: ChannelContext, fn: GoFunction): GoFunction {
  let root = fn;
  while (root.parent !== undefined && !context.goroutines.some(({ entry }) => entry === root)) root = root.parent;
  return root;
}

/** Whether the variable at the base of the signal is declared in a function around the send. */
function isInScope(context: ChannelContext, signal: Place, send: Sending): boolean {
  const tree = context.tree(signal.file);
  const [base] = tree.descendantsOfKind(signal.node, Kind.Identifier);
  const symbol = base === undefined ? undefined : context.symbolAt({ file: signal.file, node: base });
  if (symbol?.declaration === undefined || symbol.kind !== 'variable') return false;
  if (symbol.role === 'global') return true;
  for (let fn: GoFunction | undefined = send.within; fn !== undefined; fn = fn.parent) {
    if (fn === symbol.owner) return symbol.declaration.node < send.place.node;
  }
  return false;
}
